"""A circuit breaker: a model that is down is left alone for a while, so that it does not slow every question."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
"""Failures in a row after which the model is left alone."""

PAUSE = 30.0
"""Seconds for which it is left alone; then a single question tries again."""

LONGEST_PAUSE = 300.0
"""Seconds that a server may ask for ("Retry-After") and be heeded."""


class Breaker:
    """Lets calls through while the model answers. Safe to use from several threads.

    Args:
        failures: How many failures in a row open it.
        pause: Seconds that it stays open.
        clock: Seconds that only go forward.
    """

    def __init__(
        self, failures: int = FAILURES, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._pause, self._clock = failures, pause, clock
        self._failed = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a call may go out now; after a pause one call may, and the others wait for how it ends."""
        with self._lock:
            if self._failed < self._most and self._clock() >= self._until:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._pause
            return True

    def succeed(self) -> None:
        """A call ended well."""
        with self._lock:
            self._failed, self._until = 0, 0.0

    def fail(self, *, wait: float = 0.0, lasting: bool = False) -> None:
        """A call failed.

        Args:
            wait: Seconds that the server asks to be left alone.
            lasting: Whether the next call would fail alike (a wrong key): it opens at once.
        """
        with self._lock:
            self._failed = self._most if lasting else self._failed + 1
            if self._failed >= self._most:
                self._until = self._clock() + self._pause
            self._until = max(self._until, self._clock() + min(wait, LONGEST_PAUSE)) if wait else self._until
