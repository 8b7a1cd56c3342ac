"""Texts put to the room: as they stand, from here on, and beside each other."""
