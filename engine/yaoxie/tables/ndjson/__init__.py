"""Profiles as lines of JSON, read into tables and written."""
