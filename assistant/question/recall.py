"""Turns that ask on about the answer before: where it stands, the other payer's money, the total, what a person said."""

import re
from dataclasses import replace

from assistant.plan import QueryPlan

_WHERE_STANDS = re.compile(
    r"^(?:und |and |aber |but )?(?:wo|where|(?:in |unter )?welche[mnr]? (?:\w+ )?(?:paragra\w+|abschnitt\w*|stelle|dokument\w*|satz|§)|(?:in |under )?(?:which|what) (?:\w+ )?(?:section|paragraph|clause|part|document|place))\b"
    r".{0,25}\b(?:(?:steht|stehen|stand) (?:das|dies|es|so)|geschrieben|nachlesen|nachzulesen|geregelt|says? (?:so|that|this|it)|(?:it|that|this|they) (?:say|says|said|stand|stands|written)|is (?:that|this|it) (?:written|stated|said|found|laid)|states? (?:that|this|it|so)|steht)\b"
)
_PLACE_WORDS = frozenset({"section", "paragraph", "clause", "abschnitt", "paragraf", "satz", "stelle", "genau"})
_FROM_STATE = re.compile(
    r"\b(?:vom|das|des|dem) land(?:es)?\b|\bland (?:hessen|selbst)\b|\blandesmittel\b|\b(?:from )?the state\b|\bfrom hesse\b"
)
_BEFORE = re.compile(
    r"\b(?:davor|vorher\w*|vorige[nrms]?|vorangeh\w*|previous|preceding|before (?:that|it)|one before)\b"
)
_AFTER = re.compile(
    r"\b(?:danach|nachfolgend\w*|naechste[nrms]?|folgende[nrms]?|next|following|after (?:that|it)|one after)\b"
)
_OTHER_SIDE = re.compile(r"\b(?:andere[nr]? seite|gegenseite|gegenueber|other side|other party|counterpart\w*)\b")
_PERIOD = re.compile(
    r"\b(?:welche[nmrs]? (?:zeitraum|jahre?n?|zeit)|wie lange|(?:what|which) (?:period|years?|time)|how long)\b.{0,30}\b(?:das|dies|es|sie|gilt|gelten|betrag|geld|summe|mittel|that|it|this|cover\w*|for)\b"
)
_OUT_OF = re.compile(
    r"\b(?:out of how many|von wie ?vielen|how many (?:\w+ )?(?:in total|altogether|overall|in all)|wie ?viele (?:\w+ )?(?:insgesamt|ueberhaupt|sind es insgesamt))\b"
)
_TOTAL = re.compile(
    r"\b(?:gesamt(?:betrag|summe|budget)\w*|insgesamt|alles zusammen|(?:overall|grand) total|the total|in total|altogether|overall)\b"
)
_LONGEST_TURN = 9
"""Words of a turn that may only lean on the answer before."""
_SPEAKS_OF = re.compile(
    r"\b(?:sagt|sagte|gesagt|meint|meinte|aeussert\w*|erklaert\w*|betont\w*|say|says|said|think|thinks|explain\w*|stress\w*)\b"
)
_SOMEBODY = re.compile(r"\b(?:er|sie|he|she|ihm|ihr|him|her)\b")


def recall(plan: QueryPlan, before: QueryPlan, talked: tuple[str, ...], folded: str) -> QueryPlan | None:
    """The plan of a turn that only asks on about the answer before; None where it asks something of its own.

    Args:
        plan: What the turn alone was understood to ask.
        before: The plan of the turn before.
        talked: The bodies that the answer before was about.
        folded: The turn, folded.
    """
    if _WHERE_STANDS.search(folded) and not (
        plan.bodies or plan.doubts or plan.things or set(plan.words) - _PLACE_WORDS
    ):
        return replace(before, cues=before.cues | {PLACE_ASKED}, language=plan.language, carried=("kind",))
    beside = _ask_beside(plan, before, talked, folded)
    if beside is not None:
        return beside
    if (
        "op:wording" in plan.cues
        and before.kind in {"show", "prose"}
        and (before.doubts or len(before.bodies or talked) == 1)
    ):
        others = tuple(b for b in (*plan.bodies, *(b for d in plan.doubts for b in d.bodies)) if b not in talked)
        if others and not plan.sections:
            # "Is it worded the same way in the other one?"
            return replace(
                plan,
                kind="wording",
                operation="compare",
                bodies=(*(() if before.doubts else before.bodies or talked), *plan.bodies),
                doubts=(*before.doubts, *plan.doubts),
                sections=before.sections,
                carried=("bodies", "sections"),
            )
    person = tuple(t for t in before.things if t.kind == "person")
    if person and not plan.things and _SOMEBODY.search(folded) and _SPEAKS_OF.search(folded):
        return replace(plan, kind="thing", operation="look_up", wanted="people", things=person, carried=("things",))
    if len(folded.split()) > _LONGEST_TURN or plan.bodies or plan.doubts or plan.things or plan.every:
        return None
    if before.kind == "funds" and "own_share" in before.cues - plan.cues and _FROM_STATE.search(folded):
        return _about_money(plan, before, before.bodies or talked, doubts=True)
    if before.kind in {"absent", "places"} and _TOTAL.search(folded) and len(before.bodies or talked) == 1:
        return _about_money(plan, before, before.bodies or talked)
    return None


def _ask_beside(plan: QueryPlan, before: QueryPlan, talked: tuple[str, ...], folded: str) -> QueryPlan | None:
    """The same asked of what lies beside: the section before or after, the other side, the whole that a list is of."""
    if len(folded.split()) > _LONGEST_TURN or plan.bodies or plan.doubts or plan.things:
        return None
    again = replace(before, question=plan.question, language=plan.language, carried=("kind", "bodies", "years"))
    step = -1 if _BEFORE.search(folded) else 1 if _AFTER.search(folded) else 0
    if step and before.kind == "show" and len(before.sections) == 1 and not plan.sections:
        number = before.sections[0].removeprefix("§ ")
        label = f"§ {int(number) + step}" if number.isdigit() else ""
        return replace(again, sections=(label,)) if label and label != "§ 0" else None
    if before.kind == "signing" and _OTHER_SIDE.search(folded):
        return replace(again, things=(), asks=frozenset({"who"}), operation="look_up", bodies=before.bodies or talked)
    if before.kind == "funds" and _PERIOD.search(folded):
        return replace(again, question=before.question, operation="look_up")
    narrowed = before.part_time is not None or before.category or before.themes
    if before.kind == "measures" and narrowed and _OUT_OF.search(folded):
        return replace(
            again, operation="count", part_time=None, category=None, themes=(), words=(), training_first=False
        )
    return None


PLACE_ASKED = "place_asked"
"""Cue of a plan whose answer is to name the sections that it stands in."""


def _about_money(plan: QueryPlan, before: QueryPlan, bodies: tuple[str, ...], *, doubts: bool = False) -> QueryPlan:
    return replace(
        plan, kind="funds", operation="look_up", wanted="amounts", bodies=bodies, state=False, absent="", themes=(),
        doubts=before.doubts if doubts and not bodies else (), years=before.years, year_first=before.year_first,
        year_last=before.year_last, carried=("bodies", "years"),
    )  # fmt: skip
