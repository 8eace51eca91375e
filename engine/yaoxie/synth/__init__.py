"""Synthetic populations, as data with named weights."""
