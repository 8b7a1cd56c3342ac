"""Tabular: one reader for the tables that users' spreadsheets write."""
