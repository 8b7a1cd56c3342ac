"""Alone: one student against computers, the file that they hand in, and a folder of such files collected."""
