"""The guides of docs/how-to that change the program, done to the letter in a copy of the checkout."""
