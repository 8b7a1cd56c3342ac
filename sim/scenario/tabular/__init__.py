"""Tabular: the tables that users give, in whatever way their spreadsheet writes them, read by one reader."""
