"""The commands that play many times, one a file: what each asks for and prints; no logic of their own."""
