"""Phrases questions and puts the cases of a world together."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from evals.cases import Case
from evals.questions import edges, look_ups, over_many
from evals.questions.facts import Held, arrange, phrasings, print_euros
from evals.questions.question import Question
from evals.world import Truth

Maker = Callable[[Held, random.Random], Question | None]

KINDS: dict[str, tuple[Maker, ...]] = {
    "look up": (look_ups.ask_amount, look_ups.ask_signature, look_ups.ask_ministry, look_ups.ask_category_of),
    "list": (look_ups.ask_measures, look_ups.ask_measures_of_category, look_ups.ask_part_time_measures),
    "filter": (
        over_many.ask_part_time_bodies,
        over_many.ask_category_bodies,
        over_many.ask_group,
        over_many.ask_more_than,
    ),
    "about the corpus": (over_many.ask_agreements,),
    "count": (over_many.ask_count,),
    "sum": (over_many.ask_sum,),
    "difference": (over_many.ask_difference,),
    "ranking": (over_many.ask_extreme,),
    "average": (over_many.ask_average,),
    "development": (over_many.ask_development,),
    "yes or no": (look_ups.ask_whether_part_time,),
    "reverse": (over_many.ask_body_of_measure, over_many.ask_body_of_person, over_many.ask_body_of_amount),
    "show": (look_ups.ask_section,),
    "press": (edges.ask_state_total, edges.ask_press_places),
    "follow-up": (edges.ask_two_bodies, edges.ask_two_years, edges.ask_more_about),
    "ambiguous": (edges.ask_ambiguous,),
    "not in the documents": (edges.ask_unstated, edges.ask_uncovered),
    "false premise": (edges.ask_wrong_amount, edges.ask_wrong_signatory),
    "off-topic": (edges.ask_off_topic,),
}
"""Kind -> what makes questions of it."""


def ask_world(
    truths: Sequence[Truth], seed: int, per_kind: int = 6, *, english: float = 0.3, typos: float = 0.1
) -> tuple[Case, ...]:
    """Cases over a world, the same for the same seed.

    Args:
        truths: The truth of the world's documents.
        seed: Seed of all chance.
        per_kind: How many cases of each kind; fewer where the world does not hold enough.
        english: Share of English questions.
        typos: Share of German questions with slips of the pen.
    """
    held = arrange(truths)
    cases = []
    for kind, makers in KINDS.items():
        rng = random.Random(f"{seed}-{kind}")
        seen: set[str] = set()
        for attempt in range(per_kind * 12):
            if len(seen) >= per_kind:
                break
            question = makers[attempt % len(makers)](held, rng)
            if question is None or question.about in seen:
                continue
            seen.add(question.about)
            language = "en" if rng.random() < english else "de"
            slips = language == "de" and rng.random() < typos
            cases.append(_phrase(question, kind, language, rng, slips=slips, number=len(seen)))
    return tuple(cases)


def _phrase(question: Question, kind: str, language: str, rng: random.Random, *, slips: bool, number: int) -> Case:
    turns = []
    for turn in question.turns:
        template = rng.choice(phrasings()[turn.phrasing][language])
        text = template.format(**_translate(turn.slots, language))
        turns.append(make_slips(text, rng) if slips else text)
    return Case(
        id=f"{kind.replace(' ', '-')}-{number:03}",
        kind=kind,
        language=language,
        turns=tuple(turns),
        expected=tuple(turn.expected for turn in question.turns),
        family=question.about,
        split="test",
        note="typos" if slips else "",
    )


def _translate(slots: Mapping[str, str], language: str) -> dict[str, str]:
    """Slots in the question's language; a name that ends in ":" holds a key or a number."""
    kinds = {"de": {"stadt": "Städte", "landkreis": "Landkreise"}, "en": {"stadt": "cities", "landkreis": "Landkreise"}}
    spoken = {name: value for name, value in slots.items() if not name.endswith(":")}
    if "category:" in slots:
        spoken["category"] = phrasings()["categories"][language][slots["category:"]]
    if "kinds:" in slots:
        spoken["kinds"] = kinds[language][slots["kinds:"]]
    if "noun:" in slots:
        spoken["noun"] = slots["noun:"] if language == "de" else phrasings()["nouns"]["en"][slots["noun:"]]
    for name in ("amount:", "wrong:"):
        if name in slots:
            spoken[name[:-1]] = print_euros(Decimal(slots[name]), language)
    return spoken


def make_slips(text: str, rng: random.Random) -> str:
    """The text as somebody in a hurry types it: lower case, umlauts spelled out, two letters swapped; digits stay.

    What stands in quotation marks is left alone.
    """
    words = re.split(r"(„[^“]*“|\s+)", text)
    long = [i for i, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if long:
        at = rng.choice(long)
        swap = rng.randint(2, len(words[at]) - 3)
        word = words[at]
        words[at] = word[:swap] + word[swap + 1] + word[swap] + word[swap + 2 :]
    style = rng.choice(["lower", "umlauts", "swap"])
    if style == "lower":
        words = [word if word.startswith("„") else word.lower() for word in words]
    if style == "umlauts":
        spelled = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
        words = [word if word.startswith("„") else word.translate(spelled) for word in words]
    return "".join(words)
