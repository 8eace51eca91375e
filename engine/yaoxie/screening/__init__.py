"""A population decided, explained and settled in columns."""

from yaoxie import extras

extras.require("screen")
