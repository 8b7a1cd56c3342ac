"""A what-if study as people see it: on the terminal, as a document, as files."""
