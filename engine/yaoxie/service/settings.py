"""What a service is started with."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Self

from yaoxie.sources.json_text import MAX_BYTES

VARIABLE = "YAOXIE_SERVICE"  # hands the settings to worker processes
ANSWER_SECONDS = 120.0  # within which an answer that is made aside must be there
_BEHIND = 256  # requests at once in one process before more are refused


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one service; safe as they stand.

    `max_body`: bytes of a request's body, at most those of the contract. `receive_seconds`: until
    a body must have arrived. `answer_seconds`: until advice, or an answer to a long body, must be
    there. `in_flight`: requests at once in each process. `tokens`: a file of
    hashed bearer tokens that the API then asks for. `rate`: requests of one client in each process,
    such as `600/minute`. `page`: whether the page for people is served. `rules`: a folder of rules.
    """

    max_body: int = MAX_BYTES
    receive_seconds: float = 30.0
    answer_seconds: float = ANSWER_SECONDS
    in_flight: int = _BEHIND
    tokens: str | None = None
    rate: str | None = None
    page: bool = True
    rules: str | None = None

    def hand_on(self) -> None:
        """Leaves the settings where the processes that are started next find them."""
        os.environ[VARIABLE] = json.dumps(asdict(self))

    @classmethod
    def handed_on(cls) -> Self:
        """The settings that were left for this process; the default ones where none were."""
        return cls(**json.loads(os.environ.get(VARIABLE, "{}")))
