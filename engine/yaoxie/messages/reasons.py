"""Why the system refused something, as a message."""

from __future__ import annotations

import errno

from yaoxie.messages.message import Message
from yaoxie.messages.system import MESSAGES


def of_system(error: OSError) -> Message:
    """What an error of the system says, without the name of the file."""
    name = errno.errorcode.get(error.errno or 0, "")
    if name in MESSAGES:
        return Message(f"system.{name}")
    return Message("system.other", reason=error.strerror or type(error).__name__)
