"""The classroom: the same negotiation, with people in the seats."""
