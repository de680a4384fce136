"""Horizontal bars that start at zero, as numbers for the template that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

ROW_HEIGHT = 38
"""Pixels of a bar with its line of text above it."""

AXIS_HEIGHT = 26
_MOST_STEPS = 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, the value as text, and its length in per cent of the width."""

    label: str
    value: str
    length: float
    top: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale: the value it stands for and its place in per cent of the width."""

    value: Decimal
    place: float


def make_scale(values: Sequence[Decimal]) -> tuple[Tick, ...]:
    """Round values from zero up to at least the greatest one, at most five steps.

    Example:
        >>> [int(tick.value) for tick in make_scale([Decimal(972_130)])]
        [0, 200000, 400000, 600000, 800000, 1000000]
    """
    greatest = max([*values, Decimal(10)])
    unit = Decimal(10) ** (greatest.adjusted() - 1)
    step = next(
        s for f in (unit, unit * 10, unit * 100) for step in _STEPS if (s := step * f) * _MOST_STEPS >= greatest
    )
    steps = int((greatest / step).to_integral_value(ROUND_CEILING))
    return tuple(Tick(step * n, round(100 * n / steps, 3)) for n in range(steps + 1))


def make_bars(entries: Sequence[tuple[str, str, Decimal]], scale: Sequence[Tick]) -> tuple[Bar, ...]:
    """Bars for (label, value as text, value), one below the other."""
    top = scale[-1].value
    return tuple(
        Bar(label, text, round(float(100 * max(value, Decimal(0)) / top), 3), n * ROW_HEIGHT)
        for n, (label, text, value) in enumerate(entries)
    )
