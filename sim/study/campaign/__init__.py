"""Campaigns: processes in sequence, each building on the outcomes of the earlier ones in the same play."""
