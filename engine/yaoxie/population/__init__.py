"""Screening: a whole population decided, explained and settled in columns."""
