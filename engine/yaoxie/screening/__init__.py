"""A population decided, explained and settled in columns."""
