"""Campaigns: processes one after the other, each on what the earlier ones of that play left."""
