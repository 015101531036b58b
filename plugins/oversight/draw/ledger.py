"""The ledger of draws: one canonical JSON event a line, each holding the digest of the line before."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from oversight.draw.protocol import DrawError, canonical_json, digest
from oversight.settings import Home

FIRST_PREV = "0" * 64


@dataclass(frozen=True)
class Ledger:
    """Append-only events of all draws of a home. An event never changes; a correction is a new event."""

    path: Path

    @classmethod
    def of(cls, home: Home) -> "Ledger":
        return cls(home.ledger / "draws.jsonl")

    def events(self) -> list[dict]:
        """All events, oldest first. Raises DrawError where the chain is broken."""
        if not self.path.exists():
            return []
        events, prev = [], FIRST_PREV
        for number, line in enumerate(self._lines(), 1):
            event = json.loads(line)
            if event.get("prev") != prev:
                raise DrawError(
                    f"{self.path}: line {number} does not continue line {number - 1}. The ledger was changed; "
                    "restore it from a copy before any further draw."
                )
            prev = digest(line)
            events.append(event)
        return events

    def _lines(self) -> list[bytes]:
        # A last line without its end is an append that a kill cut short: it never happened.
        return [line for line in self.path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]

    def find(self, event: str, period: str, attempt: int | None = None) -> dict | None:
        """The event of that name of a draw (of any attempt when none is given), or None."""
        for found in self.events():
            if found["event"] == event and found["period"] == period and attempt in (None, found["attempt"]):
                return found
        return None

    def append(self, event: str, period: str, attempt: int, **facts: object) -> dict:
        """Add an event, once: the same event of the same draw again returns the first one."""
        with self._locked():
            known = self.find(event, period, attempt)
            if known:
                return known
            events = self.events()
            lines = self._lines() if events else []
            body = {"event": event, "period": period, "attempt": attempt, **facts}
            body["prev"] = digest(lines[-1]) if lines else FIRST_PREV
            # Its own digest, so that a changed byte shows in the last line too, which has no successor.
            body["self"] = digest(canonical_json(body))
            with self.path.open("r+b") as file:
                file.truncate(sum(map(len, lines)))
                file.seek(0, os.SEEK_END)
                file.write(canonical_json(body))
                file.flush()
                os.fsync(file.fileno())
            return body

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
