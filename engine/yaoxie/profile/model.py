"""The profile that a company hands in, as the packaged vocabulary has it.

`Profile`, `Company`, a model per kind of item (`Drug`, …) and per kind's milestones
(`DrugMilestone`, …), made from `rules/vocabulary.yaml`; `model.pyi` is made from it too, so that
type checkers know their fields.
"""

from __future__ import annotations

from yaoxie.profile import records
from yaoxie.profile.vocabulary import packaged

globals().update(records.models(packaged()))
