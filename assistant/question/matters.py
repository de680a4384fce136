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


def find_matter(reading: Reading) -> AskedMatter | None:
    """The matter that a question asks about; None where that is not likely, or it asks for something else."""
    none, weighed = _weigh(reading)
    best, likely = max(weighed.items(), key=lambda item: item[1])
    if none > OTHER or likely < LIKELY or best not in all_matters():
        return None
    return AskedMatter(all_matters()[best], likely, none)


def find_matters(reading: Reading) -> tuple[tuple[Matter, float], ...]:
    """The matters that a question may be about, likeliest first, each with how likely that is."""
    none, weighed = _weigh(reading)
    held = sorted(((key, likely * (1 - none)) for key, likely in weighed.items()), key=lambda item: -item[1])
    return tuple((all_matters()[key], likely) for key, likely in held if likely >= LEAST and key in all_matters())


def _weigh(reading: Reading) -> tuple[float, dict[str, float]]:
    """How likely a question is about no matter, and how likely each matter is if it is about one."""
    weighed = open_reader("matters").weigh(reading)
    none = weighed.pop("none", 0.0)
    return none, {key: likely / max(1 - none, 1e-9) for key, likely in weighed.items()}
