"""Words: what students, teachers and projectors read, in the six languages of the United Nations."""
