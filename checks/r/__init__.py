"""Results in R: the page that shows how to read them, done as written; and tables that are hard to read."""
