"""A question in words that no rule knows, put into plain words that the rules know, and whether that reads it better."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.plan import QueryPlan
from assistant.question.choices import NUMBER_ASKED, SHARED_OUT, STATE_PAYS, is_noun
from assistant.question.cues import find_cues, fold_question
from assistant.question.intents import Intent, all_intents, restate
from assistant.question.matters import AskedMatter, find_matters
from assistant.question.money_rules import SUM_NOUNS
from assistant.question.read import Reading
from assistant.question.record_rules import PLAIN_VERBS
from assistant.question.text_rules import STRONG_DEFINE
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


class Weighed:
    """A question as read, with what the trained readers make of it; each is asked once, where it is needed."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    @cached_property
    def intents(self) -> dict[str, float]:
        """How likely each intent is."""
        return open_reader("intents").weigh(self.reading)

    @cached_property
    def matter(self) -> AskedMatter | None:
        """The matter of running text that it asks about."""
        return find_matters(self.reading).matter


def propose(weighed: Weighed, *, follows: bool) -> Restated | None:
    """The plain question that a question most likely is; None where it is likelier none of those that are known.

    Args:
        weighed: The question.
        follows: Whether something was said before that it may follow on.
    """
    table = all_intents()
    fitting = {key: likely for key, likely in weighed.intents.items() if key not in table}
    texts: dict[str, str] = {}
    for key, likely in weighed.intents.items():
        intent = table.get(key) if likely >= NO_CHANCE else None
        text = restate(intent, weighed.reading, follows=follows) if intent else None
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

CERTAIN = 0.9
"""How likely a matter must be to be asked about although projects are named."""

OUTSIDE = 0.9
"""How likely a question must be about something else altogether, or an order, to be refused without a search."""

_OUTSIDE = ("off_topic", "order", "other.chat")


def is_outside(weighed: Weighed, plans: Sequence[QueryPlan]) -> bool:
    """Whether a question that names nothing of the field asks for something else altogether ("Who wins the election?")."""
    r = weighed.reading
    held = (r.mentions.bodies, r.mentions.groups, r.mentions.authorities, r.sections, r.things, r.amounts)
    named = any(held) or any((r.topics, r.categories, r.themes, r.strangers, r.years))
    if len(plans) != 1 or plans[0].carried or plans[0].kind not in {"prose", "funds", "measures", "define"} or named:
        return False
    if STRONG_DEFINE.search(r.folded) or NUMBER_ASKED.search(r.folded):
        return False
    least = OUTSIDE if plans[0].kind in {"prose", "define"} and not (r.attributes or r.corpus - {"held"}) else SURE
    likely = sum(weighed.intents.get(name, 0.0) for name in _OUTSIDE)
    # "Was ist der Sinn des Lebens?" is near a matter by its words, and holds none of the field.
    of_field = weighed.matter is not None and not (plans[0].kind == "define" and not (r.attributes or r.corpus))
    return likely >= least and not of_field


_OF_TEXTS = frozenset({"show", "wording", "comparison", "factsheet", "refused", "help"})
_OF_RECORDS = frozenset({"funds", "measures", "signing", "places", "corpus", "absent", "thing", "categories"})


def asks_for_a_rule(weighed: Weighed, plans: Sequence[QueryPlan]) -> bool:
    """Whether a question is about a matter of the text although its words name records ("Wer bewilligt das Geld?")."""
    r = weighed.reading
    follows_on = len(plans) != 1 or bool(plans[0].carried)
    if follows_on or plans[0].kind not in _OF_RECORDS or r.things or r.amounts:
        return False
    if r.terms and plans[0].kind in {"measures", "funds"} and plans[0].operation in {"list", "look_up", "yes_no"}:
        # "Was ist die Beratungsstelle Teilzeit?": the words are a name in the texts, and ask for no projects.
        return not (r.mentions.bodies or r.years)
    if r.strangers or (plans[0].kind == "signing" and "who" in r.operations and "official" in r.attributes):
        return False
    narrowed = r.themes or r.categories or "part_time" in r.topics
    if weighed.matter is None:
        return False
    if weighed.matter.is_sure and weighed.matter.likely >= CERTAIN and _asks_what_must_be(plans[0], r):
        return True
    if "measures" in r.attributes and narrowed:
        # "Welche Angebote richten sich an Geflüchtete?" asks for the list, whatever the text says of them.
        return False
    if r.categories and r.mentions.bodies and plans[0].kind == "measures":
        # "Zahlt Kassel auch Fortbildungen für die eigenen Leute?"
        return False
    sure = weighed.matter.is_sure and not r.themes
    return weighed.intents.get("other.rule", 0.0) >= (SURE_RULE if sure and plans[0].kind != "corpus" else RULE)


_MUST = re.compile(
    r"\b(?:muss|muessen|darf|duerfen|vorgeschrieben|vorgabe\w*|grundsaetz\w*|prinzip\w*|must|has to|have to|require\w*|principles?|allowed|verlang\w*|aus sicht (?:des|der)|for whom|intended for)\b"
)


def _asks_what_must_be(plan: QueryPlan, r: Reading) -> bool:
    """Whether projects are only the subject: what they must be, or whether there is something that no project is."""
    if plan.kind == "funds":
        # "Does the agreement provide for a review meeting?" has no word for a sum.
        return plan.operation == "yes_no" and bool(r.words) and not r.categories and not SUM_NOUNS.search(r.folded)
    if plan.kind != "measures" or plan.operation not in {"yes_no", "list", "look_up"}:
        return False
    if _MUST.search(r.folded) and r.words:
        return True
    unnarrowed = not (r.themes or r.categories or r.topics or r.things)
    return plan.operation == "yes_no" and unnarrowed and any(is_noun(word, r) for word in r.words)


def is_better(restated: Restated, weighed: Weighed, plans: Sequence[QueryPlan], others: Sequence[QueryPlan]) -> bool:
    """Whether the plain question is read for what a question asks, and the question itself is not.

    Args:
        restated: The plain question.
        weighed: The question itself.
        plans: What the rules read in the question.
        others: What they read in the plain question.
    """
    of_text, unstated = plans[0].kind == "prose", restated.intent.asks_unstated
    least = LEAST_FOR_SILENCE if unstated else LEAST_FOR_TEXT if of_text else LEAST
    if restated.likely < least or [_asked(p) for p in plans] == [_asked(p) for p in others]:
        return False
    if _loses_something(weighed.reading, plans, others):
        return False
    if of_text:
        return not unstated or restated.likely >= SURE or weighed.matter is None
    if not weighed.reading.words or (plans[0].kind in _OF_TEXTS and restated.likely < SURE):
        # The rules have an explanation for every word of it, or know what text is to be shown.
        return False
    payer = STATE_PAYS.search(weighed.reading.folded)
    if plans[0].operation == "share" and (payer or _marks(others[0]) - _marks(plans[0])):
        # A share of other records than those that are named, or without the one who pays it.
        return False
    keeps_yes_or_no = plans[0].operation != "yes_no" or others[0].operation == "yes_no"
    return restated.sure >= SURE or (keeps_yes_or_no and not _drops_a_word(restated, weighed.reading))


def _loses_something(r: Reading, plans: Sequence[QueryPlan], others: Sequence[QueryPlan]) -> bool:
    """Whether the plain question gives up a part of what is asked, its reason, its computation or its sense."""
    if len(plans) > len(others):
        return True
    if plans[0].kind == "corpus" and others[0].kind == "corpus":
        # "How many documents, and how many of them are agreements?" loses its half.
        return True
    if "why" in r.operations and "why" not in others[0].asks and plans[0].kind != "funds":
        # A reason is no list.
        return True
    told = plans[0].operation
    if told in _COMPUTED | {"sum"} and others[0].operation in _COMPUTED | {"sum"} and others[0].operation != told:
        # A sum is no share, an average no difference.
        return True
    turned = plans[0].part_time is True and others[0].part_time is False
    if turned and set(r.words) <= PLAIN_VERBS:
        # Only a word that the rules do not know can be a denial.
        return True
    if plans[0].kind == "absent" and others[0].kind == "thing":
        # What is asked of a named project is not where it stands.
        return True
    if plans[0].kind == "signing" and _BOTH_SIDES.search(r.folded):
        # "Haben beide am 3. Mai unterschrieben?" loses one of the two.
        return True
    if SHARED_OUT.search(r.folded):
        # The whole total shared out evenly is no average of what single agreements give.
        return True
    # What is to be computed is never given up for a list.
    return bool(r.operations & _COMPUTED) and others[0].operation not in _COMPUTED


_BOTH_SIDES = re.compile(r"\b(?:beide[nrs]?|both)\b")

_COMPUTED = frozenset({"share", "average", "difference"})


def _marks(plan: QueryPlan) -> set[object]:
    """What narrows the projects of a plan."""
    return {plan.part_time, plan.category, *plan.themes}


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
