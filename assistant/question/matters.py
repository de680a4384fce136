"""Which matter of the running text a question asks about, whatever its words."""

from dataclasses import dataclass

from assistant.matters import Matter, all_matters
from assistant.question.read import Reading
from assistant.question.trained_reader import open_reader

LIKELY = 0.4
"""How likely a matter must be among all matters to be taken for that of the question."""

OTHER = 0.6
"""How likely a question may at the most be about no matter, for a sentence about one to count as an answer."""

SURE, SURELY_NONE = 0.8, 0.15
"""How likely a matter must be, and how unlikely that it is none, to be sure of it whatever else the question names."""

LEAST = 0.1
"""How likely a matter must be for its passages to be preferred in a search."""


@dataclass(frozen=True, slots=True)
class AskedMatter:
    """A matter that a question asks about: how likely among all matters, and how likely that it asks about none."""

    matter: Matter
    likely: float
    none: float

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken for granted."""
        return self.likely >= SURE and self.none <= SURELY_NONE


@dataclass(frozen=True, slots=True)
class AskedMatters:
    """What a question asks about: the matter, where one is likely enough to be answered, and all that it may be.

    `all` holds them likeliest first, each with how likely it is.
    """

    matter: AskedMatter | None = None
    all: tuple[tuple[Matter, float], ...] = ()


def find_matters(reading: Reading) -> AskedMatters:
    """The matters that a question asks about; none is the matter where none is likely, or it asks for something else."""
    weighed = open_reader("matters").weigh(reading)
    none = weighed.pop("none", 0.0)
    ranked = sorted(((key, likely / max(1 - none, 1e-9)) for key, likely in weighed.items()), key=lambda item: -item[1])
    best, likely = ranked[0]
    known = none <= OTHER and likely >= LIKELY and best in all_matters()
    return AskedMatters(
        AskedMatter(all_matters()[best], likely, none) if known else None,
        tuple(
            (all_matters()[key], share * (1 - none))
            for key, share in ranked
            if share * (1 - none) >= LEAST and key in all_matters()
        ),
    )
