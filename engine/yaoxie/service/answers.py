"""Answers that are stored or asked for again: their tags, and what saves sending them twice."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"
_TAG_BYTES = 16


def tag(*parts: bytes) -> str:
    """A tag of all that an answer depends on. Weak, since a compressed answer has it too."""
    counted = b"".join([len(part).to_bytes(8, "big") + part for part in parts])
    digest = hashlib.blake2b(counted, digest_size=_TAG_BYTES)
    return f'W/"{digest.hexdigest()}"'


def resource(request: Request, body: bytes, media_type: str = JSON) -> Response:
    """What stands at an address; nothing where the client has it already."""
    own = tag(body)
    headers = {"ETag": own, "Cache-Control": "no-cache"}
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or own in (part.strip() for part in known.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


class Decided(Response):
    """An answer to a profile: nothing between keeps it, and its tag says what it rests on."""

    _HEADERS = ((b"content-type", JSON.encode()), (b"cache-control", b"no-store"))

    def __init__(self, body: bytes, own_tag: str) -> None:
        # The headers as they are sent: to have them made costs as much as a tenth of deciding.
        self.status_code, self.body, self.background = 200, body, None
        length = (b"content-length", str(len(body)).encode())
        self.raw_headers = [*self._HEADERS, length, (b"etag", own_tag.encode())]
