"""The bytes of protocol OVERSIGHT-DRAW/1: spelling, digests, commitments, seed."""

import hashlib
import json
from collections.abc import Iterable

PROTOCOL = "OVERSIGHT-DRAW/1"
SUMS = "SHA256SUMS"


class DrawError(RuntimeError):
    """A step of a draw that must not go on. The text says what, where, why and what to do."""


def canonical_json(value: object) -> bytes:
    """The one spelling of a value: sorted keys, no spaces, UTF-8, LF at the end."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def digest(data: bytes | str) -> str:
    """SHA-256 in hex; text counts as its UTF-8 bytes."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def commit(value: str) -> str:
    """What is published of a secret before the draw."""
    return digest(f"commit|{value}")


def netstring(text: str) -> bytes:
    """`<byte length>:<bytes>,`: no two lists of texts share an encoding."""
    data = text.encode()
    return f"{len(data)}:".encode() + data + b","


def seed_of(commitment: dict, entropy: Iterable[dict]) -> str:
    """The seed (64 hex digits) of a commitment and its revealed `{name, value}` parts, in committed order."""
    parts = [PROTOCOL, commitment["period"], str(commitment["attempt"])]
    parts += [commitment["frame_root"], commitment["rule_digest"]]
    parts += [text for part in entropy for text in (part["name"], part["value"])]
    return digest(b"".join(netstring(part) for part in parts))


def draw_key_of(seed: str) -> str:
    """The key that every ticket of the draw is made with."""
    return seed[:32]


def inspector_cost(draw_key: str, uscc: str, inspector_id: str) -> int:
    """The 32-bit cost of giving a case to an inspector, by which the one cheapest plan is found."""
    return int(digest(f"{draw_key}|I|{uscc}|{inspector_id}")[:8], 16)
