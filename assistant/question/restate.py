"""A question in words that no rule knows, put into plain words that the rules know, and whether that reads it better."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.plan import QueryPlan
from assistant.question.cues import find_cues, fold_question
from assistant.question.intents import Intent, all_intents, restate
from assistant.question.matters import find_matter
from assistant.question.read import Reading
from assistant.question.trained_reader import open_reader

LEAST = 0.5
"""How likely an intent must be among all to be taken for what a question asks."""

LEAST_FOR_TEXT = 0.3
"""The same, where the rules found nothing but text to search for."""

LEAST_FOR_SILENCE = 0.6
"""The same, where the plain question asks for what agreements seldom state: its answer is mostly that nothing is said."""

SURE = 0.97
"""How likely it must be among those that fit, where the plain question drops a word that says what is asked."""

NO_CHANCE = 0.001
"""How likely an intent must be for its plain question to be tried at all."""

_TELLING = (
    frozenset(f"attribute.{name}" for name in ("amount", "measures", "own_share", "official"))
    | frozenset(
        f"operation.{name}"
        for name in (
            "how_many_amount",
            "average",
            "share",
            "development",
            "factsheet",
            "count",
            "difference",
            "sum",
            "why",
        )
    )
    | {"corpus.documents"}
)
"""Cues that say what is asked wherever they stand; the others ("wo", "welche", "nicht") belong to many questions."""


@dataclass(frozen=True, slots=True)
class Restated:
    """The plain question that a question is taken for.

    `likely` is its share among all intents, `sure` among those that what the question names fits to; both from 0 to 1.
    """

    question: str
    intent: Intent
    likely: float
    sure: float


def propose(reading: Reading, *, follows: bool) -> Restated | None:
    """The plain question that a question most likely is; None where it is likelier none of those that are known.

    Args:
        reading: The question as read.
        follows: Whether something was said before that it may follow on.
    """
    weighed = open_reader("intents").weigh(reading)
    table = all_intents()
    fitting = {key: likely for key, likely in weighed.items() if key not in table}
    texts: dict[str, str] = {}
    for key, likely in weighed.items():
        intent = table.get(key) if likely >= NO_CHANCE else None
        text = restate(intent, reading, follows=follows) if intent else None
        if text is not None:
            texts[key], fitting[key] = text, likely
    best = max(fitting, key=lambda key: fitting[key])
    if best not in texts:
        return None
    return Restated(texts[best], table[best], fitting[best], fitting[best] / sum(fitting.values()))


RULE = 0.6
"""How likely a question must be about a rule, whatever records its words name, to be answered from the running text."""

SURE_RULE = 0.1
"""The same, where the matter that it asks about is sure."""

_OF_TEXTS = frozenset({"show", "wording", "comparison", "factsheet", "refused", "help"})
_OF_RECORDS = frozenset({"funds", "measures", "signing", "places", "corpus", "absent", "thing", "categories"})


def asks_for_a_rule(reading: Reading, plans: Sequence[QueryPlan]) -> bool:
    """Whether a question is about a matter of the text although its words name records ("Wer bewilligt das Geld?")."""
    if (
        len(plans) != 1
        or plans[0].carried
        or plans[0].kind not in _OF_RECORDS
        or reading.things
        or reading.amounts
        or reading.strangers
    ):
        return False
    asked = find_matter(reading)
    if asked is None:
        return False
    rule = open_reader("intents").weigh(reading).get("other.rule", 0.0)
    return rule >= (SURE_RULE if asked.is_sure and not reading.themes else RULE)


def is_better(restated: Restated, reading: Reading, plans: Sequence[QueryPlan], others: Sequence[QueryPlan]) -> bool:
    """Whether the plain question is read for what a question asks, and the question itself is not.

    Args:
        restated: The plain question.
        reading: The question itself.
        plans: What the rules read in the question.
        others: What they read in the plain question.
    """
    least = LEAST_FOR_TEXT if plans[0].kind == "prose" else LEAST
    if "unstated" in restated.intent.key:
        least = LEAST_FOR_SILENCE
    if restated.likely < least or [_asked(p) for p in plans] == [_asked(p) for p in others]:
        return False
    if len(plans) > len(others):
        return False
    if plans[0].kind == "prose":
        unstated = restated.intent.key.startswith("unstated") and restated.likely < SURE
        return not (unstated and find_matter(reading) is not None)
    if not reading.words or (plans[0].kind in _OF_TEXTS and restated.likely < SURE):
        # The rules have an explanation for every word of it, or know what text is to be shown.
        return False
    if plans[0].operation == "yes_no" and others[0].operation != "yes_no" and restated.sure < SURE:
        return False
    return restated.sure >= SURE or not _drops_a_word(restated, reading)


def _asked(plan: QueryPlan) -> QueryPlan:
    """A plan without the words it was read from."""
    kept = plan.cues & {"own_share"}
    return replace(plan, question="", mended="", words=(), cues=kept, strangers=(), premise=False, numbers=())


def _drops_a_word(restated: Restated, r: Reading) -> bool:
    """Whether a word of the question that says what is asked has no counterpart in the plain question."""
    folded = fold_question(restated.question)
    if "yes_no" in r.operations and r.numbers and "count" not in restated.intent.slots:
        # "Hat X wirklich drei Projekte?": the number is what is asked about.
        return True
    if r.absent - find_cues("absent", folded) or r.limits:
        return True
    held = {f"{group}.{name}" for group in ("attribute", "operation", "corpus") for name in find_cues(group, folded)}
    asked = {f"attribute.{name}" for name in r.attributes} | {f"operation.{name}" for name in r.operations}
    asked |= {f"corpus.{name}" for name in r.corpus & {"documents"}}
    return bool((asked & _TELLING) - held)
