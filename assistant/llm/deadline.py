"""The moment by which one whole answer has to stand, whatever the model does."""

import time


class Deadline:
    """Counts down from a number of seconds."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain, 0 where none do."""
        return max(0.0, self._end - time.monotonic())

    def is_over(self) -> bool:
        """Whether no time remains."""
        return self.left() <= 0
