"""What the names in a step may be names of, as messages say it."""

from __future__ import annotations

from yaoxie.messages import Message

COLUMN = Message("living.column")
CONFIDENCE = Message("living.confidence")
FIELD = Message("living.field")
KIND = Message("living.kind")
LIMIT = Message("living.limit")
MEASURE = Message("living.measure")
MILESTONE = Message("living.milestone")
PAYMENT = Message("living.payment")
QUESTION = Message("living.question")
READING = Message("living.reading")
REQUIREMENT = Message("living.requirement")
RULE = Message("living.rule-between")
STATUS = Message("living.status")
SUBJECT = Message("living.subject")
SUPPLEMENT = Message("living.supplement")
SUPPORT = Message("living.support")
WORD = Message("living.word")
YES_OR_NO = Message("living.yes-or-no")
