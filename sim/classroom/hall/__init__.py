"""The hall: one class in several rooms, of one scenario or of several, with a common lobby.

Each room is a class in a file of its own, with all its rules. The lobby is one, too: people come in under
the same rules of names and tokens, but nobody sits down there. What the hall adds is who goes where.
"""
