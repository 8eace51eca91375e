"""A population as data: tables and NDJSON, read, checked and written."""
