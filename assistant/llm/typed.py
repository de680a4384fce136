"""Whether a sentence says of its records what they say: each sum, year, name and day bound to its own body.

The facts of a sentence, in their order, must fall into runs, and each run must be the whole of one finished statement
that the sentence cites. Two bodies with their amounts exchanged leave no such division, cited or not.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.records import Records
from assistant.documents import STATE
from assistant.llm.frames import strange_words
from assistant.llm.handed import Handed, Handout
from assistant.llm.pieces import PieceKind, Pieces, read_pieces
from assistant.llm.roles import find_wrong_role
from assistant.llm.sentences import Written

_JOINT = re.compile(r"[,;]|\b(?:und|sowie|and)\b")
FactKey = tuple[PieceKind, str]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a sentence was bound to, or why it was not."""

    covers: frozenset[int] = frozenset()
    cites: tuple[str, ...] = ()
    fault: str = ""
    text: str = ""


def bind_typed(written: Written, handout: Handout, records: Records, question: str) -> Bound:
    """Binds a sentence to the typed statements that it cites."""
    cited = [h for h in _typed(handout) if set(h.statement.citations) & set(written.cites)]
    if not cited:
        return Bound(fault="cites no finished statement")
    read = read_pieces(written.text, handout.names, handout.language, handout.places)
    groups = {h.group for h in cited}
    for group in sorted(groups):
        same = [h for h in cited if h.group == group]
        runs = _divide(_facts(read, group), same, handout, _shared_years(handout, group, question))
        if runs:
            return _finish(written, read, group, runs, records, handout)
    return Bound(fault="facts that are not one statement's after another")


def _typed(handout: Handout) -> list[Handed]:
    return [h for h in handout.handed if h.number in handout.pieces]


def _facts(read: Pieces, group: str) -> list[FactKey]:
    """The facts of a sentence in order; the state as the one who gives or signs is no fact of the statement."""
    beside = group in {"funds", "signed"}
    return [p.fact for p in read.pieces if not (beside and p.fact == ("body", STATE))]


def _shared_years(handout: Handout, group: str, question: str) -> frozenset[FactKey]:
    """Years that need no mention: those of every open statement of the kind, where the question names them."""
    years = [_years(handout, h) for h in _typed(handout) if h.group == group]
    same = all(y == years[0] for y in years) and all(year in question for _, year in years[0])
    return years[0] if same else frozenset()


def _years(handout: Handout, handed: Handed) -> frozenset[FactKey]:
    return frozenset(p.fact for p in handout.pieces[handed.number].pieces if p.kind == "year")


def _divide(
    facts: Sequence[FactKey], cited: Sequence[Handed], handout: Handout, shared: frozenset[FactKey]
) -> list[Handed]:
    """The statements that the facts are, run by run; empty where there is no such division.

    A year that was named in a run before need not be named again.
    """

    def divide(start: int, left: Collection[int], said: frozenset[FactKey]) -> list[Handed] | None:
        if start == len(facts):
            return []
        for handed in (h for h in cited if h.number in left):
            years = _years(handout, handed)
            whole = frozenset(p.fact for p in handout.pieces[handed.number].pieces if p.fact != ("body", STATE)) | {
                p.fact for p in handout.pieces[handed.number].pieces if handed.group in {"state", "own"}
            }
            run: set[FactKey] = set()
            for end in range(start, len(facts)):
                if facts[end] not in whole:
                    break
                run.add(facts[end])
                named = years <= run or (not years & run and (years <= said or years <= shared))
                if whole - years <= run and named:
                    rest = divide(end + 1, set(left) - {handed.number}, said | (years & run))
                    if rest is not None:
                        return [handed, *rest]
        return None

    return divide(0, {h.number for h in cited}, frozenset()) or []


def _finish(
    written: Written, read: Pieces, group: str, runs: Sequence[Handed], records: Records, handout: Handout
) -> Bound:
    """The last questions to a sentence whose facts fit: its words, its roles, its citations."""
    if not _is_parallel(read, len(runs)):
        return Bound(fault="several statements that are not told alike, one after the other")
    strange = strange_words(read.words(), group, handout.language)
    if strange:
        return Bound(fault=f"words that no record bears out: {', '.join(strange[:5])}")
    role = find_wrong_role(group, read, [h.statement for h in runs], records, handout.language)
    if role:
        return Bound(fault=role)
    keys = tuple(dict.fromkeys(k for h in runs for k in h.statement.citations))
    if not set(written.cites) <= set(keys) or any(not set(h.statement.citations) & set(written.cites) for h in runs):
        return Bound(fault="citations that are not those of its facts")
    return Bound(frozenset(h.number for h in runs), keys, text=_emphasise(read))


def _is_parallel(read: Pieces, runs: int) -> bool:
    """Whether several statements in one sentence name body and sum in the same order, with a stop or "und" between."""
    told = [p for p in read.pieces if p.kind in {"body", "euros"} and p.value != STATE]
    if runs < 2 or not any(p.kind == "euros" for p in told):
        return True
    pairs = [told[n : n + 2] for n in range(0, len(told), 2)]
    orders = {tuple(p.kind for p in pair) for pair in pairs}
    gaps = [read.rest[one[-1].end : other[0].start] for one, other in pairwise(pairs)]
    return len(orders) == 1 and all(_JOINT.search(gap.lower()) for gap in gaps)


def _emphasise(read: Pieces) -> str:
    """The sentence with its sums in bold, as composed answers have them."""
    text = read.text
    for piece in reversed([p for p in read.pieces if p.kind == "euros"]):
        text = f"{text[: piece.start]}**{text[piece.start : piece.end]}**{text[piece.end :]}"
    return text
