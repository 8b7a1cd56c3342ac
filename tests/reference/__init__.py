"""The slow, readable reference of the negotiation rules, and the rules it must obey."""
