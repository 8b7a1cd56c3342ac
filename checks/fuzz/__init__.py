"""Fuzzing: files and options that nobody would write; told of in docs/explanation/fuzzing.md."""
