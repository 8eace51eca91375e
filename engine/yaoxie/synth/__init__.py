"""Synthetic populations, as data with named weights.

Begin with `population.tables` and the YAML files beside it.
"""

from yaoxie import extras

extras.require("screen")
