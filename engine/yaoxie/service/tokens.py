"""Bearer tokens, known by their hashes alone, from a file that may change while the service runs.

A line of the file is a client's name and the SHA-256 of its token in hexadecimal; empty lines and
those that begin with # say nothing. Tokens are long and random, so that a plain hash is enough.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import time
from collections.abc import Callable
from pathlib import Path

from yaoxie.errors import Fault, InputError
from yaoxie.messages import Message, of_system

_LINE = re.compile(r"(?P<name>[\w.-]{1,64})\s+(?P<digest>[0-9a-fA-F]{64})")
_EXPECTED = Message("service.token-line")
_FRESH = 1.0  # seconds until the file is looked at again


class Tokens:
    """The clients that may ask, by the hashes of their tokens. Raises InputError at the start."""

    def __init__(self, path: Path, log: Callable[[str], None]) -> None:
        self._path, self._log = path, log
        self._looked = time.monotonic()
        self._stamp = _stamp(path)
        self._clients = read(path)

    def client(self, authorization: bytes | None) -> str | None:
        """The name of the client that an Authorization header proves; None where it proves none."""
        self._renew()
        kind, _, token = (authorization or b"").partition(b" ")
        if kind.lower() != b"bearer":
            return None
        given = hashlib.sha256(token.strip()).digest()
        name = None
        for digest, client in self._clients:  # all of them, so that time tells nothing
            if hmac.compare_digest(digest, given):
                name = client
        return name

    def _renew(self) -> None:
        """Reads the file again where it has changed; one with faults leaves all as it was."""
        now = time.monotonic()
        if now - self._looked < _FRESH:
            return
        self._looked = now
        try:
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._clients, self._stamp = read(self._path), stamp
                self._log(f"tokens read again: {len(self._clients)} clients")
        except InputError as error:
            self._log(f"tokens unchanged: {error}")


def _reason(error: OSError | UnicodeDecodeError) -> Message:
    return of_system(error) if isinstance(error, OSError) else Message("sources.utf-8")


def read(path: Path) -> tuple[tuple[bytes, str], ...]:
    """Hash and name of each client. Raises InputError with every fault, and for no token at all."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            [Fault("/tokens", str(path), Message("sources.readable-file", reason=_reason(error)))]
        ) from None
    faults, clients = [], []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:  # its value is not shown: it may be a token
            faults.append(
                Fault("", Message("service.a-line"), _EXPECTED, file=str(path), line=number)
            )
        else:
            clients.append((bytes.fromhex(match["digest"]), match["name"]))
    if not faults and not clients:
        faults.append(Fault("/tokens", str(path), Message("service.at-least-one", line=_EXPECTED)))
    if faults:
        raise InputError(faults)
    return tuple(clients)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
