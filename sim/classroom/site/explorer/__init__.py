"""The explorer: change a shipped scenario, see the forecast at once, and follow single plays."""
