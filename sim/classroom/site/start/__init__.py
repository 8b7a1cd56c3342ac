"""The start page: a teacher chooses a story and opens a class, without a terminal."""
