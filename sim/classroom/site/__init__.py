"""The site: what students, teachers and visitors see in a browser; every rule stands elsewhere."""
