"""A population as data: tables and NDJSON, read, checked and written.

Begin with `schema`, which names tables and columns; `batches` is what readers give.
"""

from yaoxie import extras

extras.require("screen")
