"""Synthetic populations, as data with named weights."""

from yaoxie import extras

extras.require("screen")
