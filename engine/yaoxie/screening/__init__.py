"""A population decided, explained and settled in columns.

Begin with `screening.Screening`, a measure compiled to columns; `api` and `output` run it.
"""

from yaoxie import extras

extras.require("screen")
