"""Follow-ups: which slots of the turn before a question keeps, replaces or drops."""

import re
from dataclasses import dataclass, replace

from assistant.bodies import all_bodies, get_body
from assistant.plan import Operation, QueryPlan
from assistant.question.cues import fold_question
from assistant.question.recall import recall

_OPENING = re.compile(
    r"^(?:und|and|aber|but|oder|or|was ist mit|wie ist (?:es|das)|wie sieht es|what about|how about|gilt das|gilt dies|trifft das|stimmt das auch|does (?:that|this|it) (?:also )?(?:apply|hold)|nein|no|nur|only|davon|of (?:these|those|them)|auch|also|dann|then|ok(?:ay)?,?|gut,?|jetzt|now|stattdessen|instead|das (?:gleiche|selbe)|dasselbe|dieselbe|mach das|beschraenk\w*|bitte auch|berechne|gleiche (?:frage|auskunft)|(?:and )?the same|same (?:question|for|again)|likewise|ebenso|genauso|wie (?:sieht|schaut|war|steht) (?:das|es|das denn|es denn))\b"
)
_SAME = re.compile(
    r"\b(?:das (?:gleiche|selbe)|dasselbe|mach (?:das|es) (?:auch|noch)|gleiche (?:frage|auskunft)|the same|same (?:question|for|again)|likewise|ebenso|genauso|"
    r"of (?:that|this) (?:kind|sort|type)|solche[nrs]?|so ?etwas|sowas|dergleichen|such (?:projects?|things?|ones?|schemes?)|"
    r"wie (?:sieht|schaut|war|steht|ist) (?:das|es)(?: denn| dann)?|how (?:is it|about|does it look))\b"
)
"""The question of the turn before, asked again of something else."""
_OF_THEM = re.compile(
    r"\b(?:davon|darunter|dort|dessen|deren|diese[rnms]?|denen|ihnen|sie|dafuer|beide[nrs]?|of (?:these|those|them)|these|those|them|they|there|both)\b"
)
_BACKWARD = re.compile(
    r"\b(?:davon|dort|dessen|deren|dafuer|dadurch|damit|hierbei|dazu|darin|darunter|beide[nrs]?|diese[rnms]?|jene[rnms]?|letztere\w*|erstere\w*|ihn|ihm|ihr|ihnen|sie|er|es|das|da|"
    r"dieselbe\w*|selbe\w*|gleiche\w*|welche davon|auch|ebenfalls|noch|as well|too|in der (?:ziel)?vereinbarung|in the agreement|the money|das geld|both|these|those|them|they|it|its|there|that|this|he|she|him|her|his|their|same|latter|former)\b"
    r"|\b(?:hat|bekommt|erhaelt|kriegt|bekam|erhielt) (?:die|der)(?: (?:insgesamt|denn|zusammen|dann|da|eigentlich))?\W*$"
)
_FOR_IT = re.compile(r"\b(?:dafuer|hierfuer|dazu|davon|for (?:this|that|it|these|those|them)|of (?:this|that|it))\b")
_DATE_OR_PLACE = re.compile(
    r"^(?:und |and |what is |was ist |wie lautet )*(?:das |der |the |an welchem |on what |which )?(?:datum|ort|tag|date|place|day)\b"
)
_BOTH = re.compile(r"\b(?:beide[nrs]?|both|den zweien|von den zwei|either|the two|die zwei)\b")
_THE_CITY = re.compile(r"\b(?:die|der|stadt|the) ?(?:kreisfreie )?(?:stadt|city)\b")
_THE_DISTRICT = re.compile(r"\b(?:der|den|dem|des|the) ?(?:land)?(?:kreis|kreises|district)\b")


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about: the last plan, and the bodies and years of its answers, newest last.

    `shown` are the plans of the last answer, whatever came of them.
    """

    plan: QueryPlan | None = None
    bodies: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    shown: tuple[QueryPlan, ...] = ()


def continue_plan(plan: QueryPlan, thread: Thread, shift: int | None = None) -> QueryPlan:
    """The plan of a question within a conversation.

    Args:
        plan: What the question alone was understood to ask.
        thread: The conversation so far.
        shift: Offset to the year talked about before ("im Jahr davor" is -1), None where none is named.
    """
    before = thread.plan
    if before is None or plan.kind in {"refused", "help"}:
        return plan
    folded = fold_question(plan.question)
    if shift is not None and thread.years:
        plan = replace(plan, years=(thread.years[-1] + shift,), kind=plan.kind)
    recalled = recall(plan, before, thread.answered, folded)
    if recalled is not None:
        return recalled
    switched = _switch_kind(plan, thread, folded)
    if switched is not None:
        return switched
    over_all = before.every or (before.operation in _OVER_ALL and not before.bodies)
    comparing = _told_operation(plan) in {"difference", "compare", "sum", "average"} and len(folded.split()) <= 14
    both = _BOTH.search(folded) or (comparing and not over_all)
    if both and len(thread.bodies) > 1 and not (plan.bodies or plan.doubts):
        plan = replace(plan, bodies=thread.bodies[-2:], carried=(*plan.carried, "bodies"))
        if not plan.has_year_filter() and before.has_year_filter():
            plan = replace(plan, years=before.years, year_first=before.year_first, year_last=before.year_last)
        if plan.kind in {"prose", "factsheet", "corpus", "define"} or (
            plan.kind == "measures" and before.kind == "funds" and "measures" not in plan.cues
        ):
            plan = replace(plan, kind=before.kind, operation=_told_operation(plan))
        return plan
    beside = _compare_with_before(plan, thread, folded)
    if beside is not None:
        return beside
    if plan.sections and plan.kind in {"prose", "show"} and before.kind in {"show", "wording"} and not plan.words:
        return replace(
            before, sections=plan.sections, question=plan.question, language=plan.language, carried=("kind",)
        )
    if plan.kind == "wording" and not plan.sections and not plan.has_year_filter() and before.sections:
        return replace(plan, sections=before.sections, carried=("sections",))
    if not _refers_back(plan, thread, folded, shift):
        return plan
    return _fill(plan, before, thread, folded)


_BESIDE = re.compile(
    r"\b(?:im vergleich|in comparison|vergl\w* mit|gegenueber|verglichen|compared|versus|vs|(?:mehr|weniger|hoeher|niedriger|groesser|kleiner|besser|schlechter) als"
    r"|(?:more|less|higher|lower|larger|bigger|smaller|fewer|better) than)\b"
)
"""Something of the turn before put beside what a question names."""


def _compare_with_before(plan: QueryPlan, thread: Thread, folded: str) -> QueryPlan | None:
    """The one body talked about beside the one that is named now ("Und im Vergleich zu Fulda?"); None for all else."""
    before = thread.plan
    talked = thread.answered if before is None else before.bodies or thread.answered
    if before is None or before.kind not in {"funds", "measures"} or len(talked) != 1 or len(plan.bodies) != 1:
        return None
    if plan.bodies == talked or plan.amounts or not _BESIDE.search(folded) or len(folded.split()) > 12:
        return None
    return replace(
        before,
        question=plan.question,
        language=plan.language,
        bodies=(*talked, *plan.bodies),
        operation="compare",
        years=plan.years or before.years,
        asks=plan.asks,
        cues=plan.cues | before.cues,
        carried=("kind", "bodies"),
    )


def _told_operation(plan: QueryPlan) -> Operation:
    """The operation whose cue word the question holds, where its kind comes from the turn before."""
    names: tuple[Operation, ...] = (
        "difference",
        "compare",
        "maximum",
        "minimum",
        "sum",
        "average",
        "count",
        "development",
    )
    return next((name for name in names if f"op:{name}" in plan.cues), plan.operation)


_SHORT_TURN = 9
"""Words of a turn that asks for the same of something else ("Does Hanau have any of that kind?")."""


_MEANT = re.compile(
    r"\b(?:ich mein(?:e|te)|wir mein(?:en|ten)|gemeint (?:ist|war)|meinte ich|i mean|i meant|we meant)\b(?! nicht| ob| dass)"
)
"""A turn that puts right what the one before named ("Sorry, I meant Hanau")."""

_THE_BODY = re.compile(
    r"\b(?:die stadt|der stadt|der (?:land)?kreis|de[ms] (?:land)?kreis\w*|die kommune|der kommune|the (?:city|district|county|council|municipality))(?: (?:selbst|selber|itself))?\b"
)
"""The one body that is talked about, where none is named."""


def _refers_back(plan: QueryPlan, thread: Thread, folded: str, shift: int | None) -> bool:
    """Whether a question leans on the turn before: an opening or backward word, or hardly a word of its own."""
    if _OPENING.search(folded) or _MEANT.search(folded) or shift is not None:
        return True
    if thread.plan is not None and _asks_holder(plan, thread.plan) and _BACKWARD.search(folded):
        return True
    named = plan.bodies or plan.doubts or plan.unknown or plan.towns or plan.every or plan.group
    if _THE_BODY.search(folded) and not named and len(thread.answered) == 1:
        return True
    if _SAME.search(folded) and len(folded.split()) <= _SHORT_TURN and not plan.words[2:]:
        return True
    if "op:factsheet" in plan.cues and (plan.bodies or plan.doubts):
        return False
    if plan.bodies or plan.doubts or plan.unknown or plan.every:
        return len(folded.split()) <= 4 and plan.kind in {"prose", "factsheet"}
    return _BACKWARD.search(folded) is not None or len(folded.split()) <= 5


def _fill(plan: QueryPlan, before: QueryPlan, thread: Thread, folded: str) -> QueryPlan:
    carried: list[str] = []
    among_all = _told_operation(plan) in {"maximum", "minimum", "rank"} and (
        "who" in plan.asks or (len(before.bodies) == 1 and not plan.bodies and not _OVER_YEARS.search(folded))
    )
    if plan.state and thread.answered and _FOR_IT.search(folded):
        # "Wie viel zahlt das Land dafür?": the Land is who pays for what was talked about, not what is asked about.
        plan = replace(plan, state=False)
    if _asks_holder(plan, before):
        # "Wofür steht BaE?" - "Und bei wem gibt es das?"
        return replace(
            before, question=plan.question, language=plan.language, kind="thing", operation="look_up", wanted="bodies",
            bodies=plan.bodies, doubts=plan.doubts, asks=plan.asks, cues=plan.cues, carried=("things",),
        )  # fmt: skip
    plan = _settle_kind(plan, before, folded)
    if _is_fragment(plan, before):
        plan, carried = _take_question(plan, before)
    if _asks_group_again(plan, before):
        before, thread = replace(before, bodies=()), replace(thread, answered=())
    names_bodies = bool(plan.bodies or plan.doubts or plan.unknown or plan.towns or plan.state)
    if among_all and before.bodies and not plan.has_year_filter():
        # The year was that of the one agreement talked about.
        before = replace(before, years=(), year_first=None, year_last=None)
    if not names_bodies and not among_all and not (plan.every and plan.kind != before.kind):
        kept = before.bodies or _talked_about(plan, before, thread, folded)
        if kept or before.doubts:
            answered = tuple(b for b in thread.answered if any(b in d.bodies for d in before.doubts))
            doubts = () if answered else before.doubts
            plan = replace(plan, bodies=tuple(dict.fromkeys((*before.bodies, *answered))) or tuple(kept), doubts=doubts)
            carried.append("bodies")
        if before.state and not plan.state and plan.kind == before.kind:
            plan = replace(plan, state=True)
    if not plan.has_year_filter() and before.has_year_filter():
        plan = replace(plan, years=before.years, year_first=before.year_first, year_last=before.year_last)
        carried.append("years")
    if not plan.sections and before.sections and plan.kind in {"show", "wording", "prose"}:
        plan = replace(plan, sections=before.sections)
        carried.append("sections")
    if plan.kind == "measures" and before.kind == "measures":
        plan = _keep_filters(plan, before, folded)
    return replace(plan, carried=(*plan.carried, *carried))


def _asks_group_again(plan: QueryPlan, before: QueryPlan) -> bool:
    """Whether another year is asked of a whole group ("Davon nur die Städte?" - "Und 2026?") and not of those listed before."""
    grouped = before.body_kind is not None or bool(before.group)
    listed = len(before.bodies) > 1 and "bodies" in before.carried
    return plan.has_year_filter() and grouped and listed and not (plan.bodies or plan.doubts)


def _settle_kind(plan: QueryPlan, before: QueryPlan, folded: str) -> QueryPlan:
    """The kind of a turn of few words, which the turn before tells."""
    if plan.kind == "prose" and "measures" in plan.cues and not plan.words and before.kind != "measures":
        # "Und die Projekte?"
        return replace(plan, kind="measures", operation="list", wanted="measures")
    if (
        before.kind == "measures"
        and plan.kind in {"prose", "thing"}
        and (_OF_LIST.search(folded) or _ONLY.search(folded))
    ):
        # "Und davon nur das Fallmanagement?"
        return replace(plan, kind="measures", operation="list", wanted="measures", things=())
    if before.kind == "signing" and plan.kind == "prose" and "official" in plan.cues and plan.strangers:
        # "Ich dachte, Landrat ist ..." is held against the signatures.
        return replace(plan, kind="signing", operation="yes_no", wanted="people")
    return replace(plan, kind="absent") if plan.absent and plan.kind == "prose" else plan


_ONLY = re.compile(
    r"^(?:bitte |und |please |and )?(?:nur|bloss|only|just) (?:noch )?(?:die|das|den|diejenigen|the|those|ones)?\b.{0,12}\b(?:mit|fuer|zum|zur|aus|with|for|about|that)\b"
)
"""The list of the turn before, narrowed ("Nur die mit Fallmanagement")."""

_OF_LIST = re.compile(
    r"\b(?:davon|darunter|of (?:these|those|them))\b.{0,12}\b(?:nur|bloss|only|just)\b|\b(?:nur|only|just)\b.{0,12}\b(?:davon|darunter|of (?:these|those|them))\b"
)
_OVER_YEARS = re.compile(r"\b(?:jahr\w*|wann|years?|when|davon|darunter|of (?:these|those|them))\b")
"""The highest of several years, or of what was listed, and not of all bodies."""

MOST_NAMED = 4
"""Bodies of an answer that a following question may mean without a word for them."""

_OVER_ALL = frozenset({"sum", "average", "maximum", "minimum", "rank", "share", "count", "difference"})


def _talked_about(plan: QueryPlan, before: QueryPlan, thread: Thread, folded: str) -> tuple[str, ...]:
    """The bodies of the answer before, where the question is about them and not about all bodies again."""
    if _OF_THEM.search(folded):
        return thread.answered
    if len(thread.answered) > MOST_NAMED:
        # A long list was the answer to a question about all bodies.
        return ()
    over_all = before.every or before.wanted in {"bodies", "agreements"} or before.operation in _OVER_ALL
    again = plan.operation in _OVER_ALL or plan.kind == "measures" or before.every
    if over_all and again and len(thread.answered) != 1:
        return ()
    # The body that has a project is talked about, though all were asked for it; another project is asked of all again.
    of_all = before.every and (before.kind != "thing" or bool(plan.things))
    return () if of_all else thread.answered


def _asks_holder(plan: QueryPlan, before: QueryPlan) -> bool:
    """Whether a question asks who has the thing that the turn before named."""
    if not before.things or plan.things or plan.words or plan.absent:
        return False
    asked = plan.asks & {"who", "where"} or plan.wanted == "bodies" or plan.group
    return bool(asked) and plan.kind in {"prose", "measures", "define"}


def _is_fragment(plan: QueryPlan, before: QueryPlan) -> bool:
    """Whether a question names only a slot ("Und in Offenbach?", "Und 2024?", "nur die Städte")."""
    named = plan.bodies or plan.doubts or plan.has_year_filter()
    if before.kind == "signing" and (
        plan.asks & {"function", "when", "where"} or _DATE_OR_PLACE.search(fold_question(plan.question))
    ):
        return plan.kind in {"prose", "define", "signing", "factsheet"}
    folded = fold_question(plan.question)
    if (_SAME.search(folded) or (_MEANT.search(folded) and named)) and plan.kind in {"prose", "factsheet", "define"}:
        return True
    if "op:factsheet" in plan.cues or plan.absent:
        return False
    if plan.kind == "define" and not plan.words and not plan.term and plan.has_year_filter():
        # "Und was ist für 2027 geplant?"
        return True
    if plan.kind in {"prose", "factsheet"} and not plan.sections:
        return len(plan.words) <= (2 if before.kind in {"prose", "define", "absent"} else 0)
    if plan.kind == "corpus" and before.kind != "corpus":
        return not plan.words and "op:count" not in plan.cues and "held" not in plan.cues
    own = {c for c in plan.cues if not c.startswith("op:")} - {"part_time", "training_word"}
    return plan.kind == "measures" and before.kind == "funds" and not own


def _take_question(plan: QueryPlan, before: QueryPlan) -> tuple[QueryPlan, list[str]]:
    """The question of the turn before with the slots of this one."""
    told = _told_operation(plan)
    operation = told if f"op:{told}" in plan.cues and told != "yes_no" else before.operation
    taken = replace(
        before,
        question=_joined(before, plan),
        language=plan.language,
        operation=operation,
        bodies=plan.bodies,
        doubts=plan.doubts,
        unknown=plan.unknown,
        towns=plan.towns,
        state=plan.state,
        every=plan.every or (before.every and not (plan.bodies or plan.doubts or plan.unknown)),
        body_kind=plan.body_kind if plan.every else before.body_kind if not plan.bodies else None,
        group=plan.group or before.group,
        years=plan.years,
        year_first=plan.year_first,
        year_last=plan.year_last,
        part_time=plan.part_time if plan.part_time is not None else before.part_time,
        category=plan.category or before.category,
        themes=plan.themes or before.themes,
        things=plan.things or (before.things if not (plan.bodies or plan.doubts or plan.words) else ()),
        amounts=plan.amounts,
        asks=plan.asks if before.kind == "signing" and plan.asks else before.asks,
        struck=(*before.struck, *_names_left(plan, before)),
        carried=(),
    )
    return taken, ["kind"]


def _joined(before: QueryPlan, plan: QueryPlan) -> str:
    """Prose questions need the words of both turns for the search; "he" and "that" need those that say who is meant."""
    of_one = before.kind == "signing" and _THAT_ONE.search(fold_question(plan.question)) and not plan.bodies
    return f"{before.question} {plan.question}" if before.kind in {"prose", "absent"} or of_one else plan.question


_THAT_ONE = re.compile(r"\b(?:er|he|she|his|her|him|ihn|ihm|ihr|that|das|diese[rs]?|derjenige|dessen)\b")


def _names_left(plan: QueryPlan, before: QueryPlan) -> list[str]:
    """The names of bodies that only the turn before names: no sentence about others need hold them."""
    if not (plan.bodies or plan.doubts):
        return []
    ids = (*before.bodies, *(body for doubt in before.doubts for body in doubt.bodies))
    return [name for body in map(get_body, ids) for name in (body.full, *body.aliases)]


def _keep_filters(plan: QueryPlan, before: QueryPlan, folded: str) -> QueryPlan:
    """Narrows the list of the turn before further ("davon in Teilzeit")."""
    narrowing = re.search(r"\b(?:davon|darunter|of (?:these|those|them)|welche davon)\b", folded)
    if narrowing is None:
        return plan
    return replace(
        plan,
        category=plan.category or before.category,
        part_time=plan.part_time if plan.part_time is not None else before.part_time,
        themes=plan.themes or before.themes,
        body_kind=plan.body_kind or before.body_kind,
    )


def _switch_kind(plan: QueryPlan, thread: Thread, folded: str) -> QueryPlan | None:
    """Puts the body of the same name and the other kind in the place of the one talked about ("nein, die Stadt")."""
    before = thread.plan
    if (
        before is None
        or plan.bodies
        or plan.doubts
        or "own_share" in plan.cues
        or plan.kind not in {"prose", "factsheet", "measures", "corpus", "funds"}
    ):
        return None
    wanted = "stadt" if _THE_CITY.search(folded) else "landkreis" if _THE_DISTRICT.search(folded) else None
    if wanted is None or len(folded.split()) > 6:
        return None
    last = [*(b for d in before.doubts for b in d.bodies), *before.bodies, *thread.answered]
    shorts = {get_body(b).short for b in last}
    twins = [b.id for b in all_bodies() if b.kind == wanted and b.short in shorts]
    if not twins or (len(twins) > 1 and not before.doubts):
        return None
    return replace(
        before, bodies=(twins[0],), doubts=(), every=False, language=plan.language, carried=("kind", "years")
    )
