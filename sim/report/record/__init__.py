"""The judged record as people see it: on the terminal, as a document, as files."""
