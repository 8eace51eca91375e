"""A population as data: tables and NDJSON, read, checked and written."""

from yaoxie import extras

extras.require("screen")
