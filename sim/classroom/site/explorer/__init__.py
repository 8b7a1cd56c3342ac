"""The explorer: a shipped scenario with something changed, forecast at once and played through."""
