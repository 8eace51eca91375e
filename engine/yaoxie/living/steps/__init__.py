"""The steps of features, all of them; a new scenario needs no Python.

A sentence about a finding begins with `“对象”的“支持”`. This may be left out where the background
names the support under review and the report has one finding of it. `各项支持` says it of every
support that the background gives an example of, for the subject of its example. `对象` stands for
the kind of an item: its key tells.
"""

from yaoxie.living.definitions import DEFINITIONS
from yaoxie.living.steps import (
    advising,
    comparing,
    faults,
    findings,
    given,
    planning,
    reports,
    texts,
    together,
    when,
    windows,
)

# In the order in which they are listed.
MODULES = (
    given,
    texts,
    when,
    findings,
    windows,
    reports,
    faults,
    comparing,
    together,
    advising,
    planning,
)
STEPS = tuple(
    definition
    for module in MODULES
    for definition in DEFINITIONS
    if definition.run.__module__ == module.__name__
)
