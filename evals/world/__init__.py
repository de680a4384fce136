"""A generated world: agreements and press releases of any bodies and years, from a seed, with the truth beside them.

It shares nothing with the parsers but the table of bodies. Every way in which documents differ is a named axis
(`evals.world.axes`), which can be fixed or held out.

Example:
    >>> from evals.world import World
    >>> made = World(seed=7, documents=26, axes={"bullets": ("•",)}).make()
    >>> made[0].file, made[0].text, made[0].data, made[0].truth  # doctest: +SKIP
"""

from evals.world.records import (
    AgreementTruth,
    AmountTruth,
    CategoryTruth,
    Made,
    MeasureTruth,
    OtherTruth,
    PlaceTruth,
    PressTruth,
    SignatureTruth,
    Truth,
    read_truths,
)
from evals.world.world import World, write_world

__all__ = [
    "AgreementTruth",
    "AmountTruth",
    "CategoryTruth",
    "Made",
    "MeasureTruth",
    "OtherTruth",
    "PlaceTruth",
    "PressTruth",
    "SignatureTruth",
    "Truth",
    "World",
    "read_truths",
    "write_world",
]
