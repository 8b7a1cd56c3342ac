"""A class of one: the site in the teacher's place."""
