"""Mutation testing of the negotiation: which small faults in sim/negotiation the tests would not notice."""
