"""Slows down whoever guesses a login: after a number of wrong ones a visitor has to wait."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

MOST_FAILURES = 10
"""Wrong logins of one address within the window; then it waits until the window is over."""

WINDOW_SECONDS = 60.0

MOST_VISITORS = 10_000
"""Addresses that are remembered; beyond that the oldest are forgotten."""


@dataclass(slots=True)
class FailedLogins:
    """Wrong logins by the address they came from. Safe to use from several threads."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, list[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def seconds_to_wait(self, visitor: str) -> int:
        """Whole seconds that a visitor has to wait before the next try; 0 for none."""
        with self._lock:
            recent = self._recent(visitor)
            if len(recent) < MOST_FAILURES:
                return 0
            return max(1, ceil(recent[-MOST_FAILURES] + WINDOW_SECONDS - self.clock()))

    def note(self, visitor: str) -> None:
        """Remember a wrong login."""
        with self._lock:
            recent = [*self._recent(visitor), self.clock()][-MOST_FAILURES:]
            self._seen.pop(visitor, None)
            self._seen[visitor] = recent
            while len(self._seen) > MOST_VISITORS:
                self._seen.pop(next(iter(self._seen)))

    def _recent(self, visitor: str) -> list[float]:
        since = self.clock() - WINDOW_SECONDS
        return [moment for moment in self._seen.get(visitor, ()) if moment > since]
