"""For rule authors: JSON Schemas of all that is handed in and out, and stubs for type checkers.

Begin with `schemas.text`, which `yaoxie schema` writes.
"""
