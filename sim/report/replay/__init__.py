"""A replay as people see it: as a document, as files."""
