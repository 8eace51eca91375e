"""Profiles as lines of JSON, read into tables and written.

Begin with `source`, which reads; `writer` writes.
"""
