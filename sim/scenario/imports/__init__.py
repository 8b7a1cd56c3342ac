"""Imports: scenarios and positions from the data sets of other researchers."""
