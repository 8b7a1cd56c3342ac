"""The commands, one a file: their options and what they print; no logic of their own."""
