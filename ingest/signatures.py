"""Signatures at the end of an agreement: who signed in which function, where and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents import STATE, Signature, Span
from ingest.lines import squeeze
from ingest.readings import make_reading
from ingest.signature_tokens import DATED, MINISTERIAL, NAME, Token, find_tokens

_PARTY = re.compile(r"(?:Für|für) (?:das|den|die|dem) .{3,90}")
_INITIALS = re.compile(r"[A-ZÄÖÜ]{1,4}|gez\.?.*|i\. ?[AV]\..*|[_.…\s]+")
_TITLES = re.compile(r"(?:\w+\.\s?(?:-Ing\.)?)+\s?(?=\w)")


@dataclass(frozen=True, slots=True)
class _Group:
    """The tokens of one signatory."""

    name: Token
    function: Token | None
    organisation: Token | None
    place: Token | None


def find_signature_start(text: str, start: int, end: int) -> int | None:
    """Where the signatures begin behind the last section's prose, None where nobody signs."""
    position = start
    lines: list[tuple[int, str]] = []
    for raw in text[start:end].split("\n"):
        lines.append((position, raw))
        position += len(raw) + 1
    for i, (first, raw) in enumerate(lines[1:], 1):
        at = _signs_at(raw)
        if at == 0:
            return _with_lines_above(lines, i)
        if at is not None:
            return first + at
    return None


def parse_signatures(document_id: str, text: str, start: int, end: int, body: str | None) -> tuple[Signature, ...]:
    """The signatories of a block, each person once, in the order of print.

    Args:
        document_id: For the spans.
        text: The fixed text.
        start: Where the block begins.
        end: Where it ends.
        body: The id of the agreement's body, for whom everybody signs who does not sign for the ministry.
    """
    tokens = find_tokens(document_id, text, start, end)
    groups = _group(tokens)
    return tuple(_make_signature(document_id, groups, i, body or "") for i in range(len(groups)))


def _signs_at(raw: str) -> int | None:
    """Where on a line a signature begins: 0 for its start, None for nowhere."""
    reading = make_reading(raw)
    line = reading.text
    if not line or len(line) > 600:
        return None
    for match in DATED.finditer(line):
        whole = match.end() == len(line) and match.start() == 0
        if match["place"] is None:
            if whole and match["empty"] is None and re.search(r"\d\.", line):
                return 0
            if match["empty"] is None or match.start() != 0:
                continue
            return 0
        if match.start() == 0 and not re.match(r"\s?[a-zäöü]{3}", line[match.end() :]):
            return 0
        if re.search(r"[.!]\s$", line[: match.start()]):
            return reading.origins[match.start()]
    if re.fullmatch(r"Unterschrift(?:en)?:?", line) or _PARTY.fullmatch(line):
        return 0
    return 0 if _is_name_with_function(line) else None


def _is_name_with_function(line: str) -> bool:
    if len(line) > 90 or line.endswith((".", ":", ";")):
        return False
    tokens = find_tokens("", line, 0, len(line))
    functions = [token for token in tokens if token.kind == "function"]
    rest = len(squeeze(line)) - sum(len(squeeze(token.words)) for token in tokens)
    return bool(functions) and rest <= 6


def _with_lines_above(lines: Sequence[tuple[int, str]], index: int) -> int:
    """The start of a signature with the names, initials and parties that stand directly above its first sure line."""
    first = index
    while first > 1:
        above = next((i for i in range(first - 1, 0, -1) if lines[i][1].strip()), None)
        if above is None:
            break
        bare = lines[above][1].strip(" *\t\u00a0")
        if not (NAME.fullmatch(bare) or _INITIALS.fullmatch(bare) or _PARTY.fullmatch(bare)):
            break
        first = above
    return lines[first][0]


def _group(tokens: Sequence[Token]) -> tuple[_Group, ...]:
    names = _unique_names(tokens)
    kept = [token for token in tokens if token.kind != "name" or token in names]
    functions = _assign_functions(kept)
    organisations = _assign_organisations(kept, names)
    places = _assign_places(kept, names)
    return tuple(_Group(name, functions.get(name), organisations.get(name), places.get(name)) for name in names)


def _unique_names(tokens: Sequence[Token]) -> list[Token]:
    """One token a person: the print that stands beside a function, else the last one."""
    persons: list[list[int]] = []
    for i, token in enumerate(tokens):
        if token.kind != "name":
            continue
        same = next((p for p in persons if any(_is_same_person(tokens[j].words, token.words) for j in p)), None)
        if same is None:
            persons.append([i])
        else:
            same.append(i)
    chosen = [_choose_print(tokens, places) for places in persons]
    return [tokens[i] for i in sorted(chosen)]


def _choose_print(tokens: Sequence[Token], places: Sequence[int]) -> int:
    fullest = max(len(tokens[i].words) for i in places)
    full = [i for i in places if len(tokens[i].words) == fullest]
    beside = [i for i in full if i + 1 < len(tokens) and tokens[i + 1].kind == "function"]
    return beside[0] if beside else full[-1]


def _is_same_person(first: str, second: str) -> bool:
    """Whether two names are one person's ("Dr. Eva Muster", "E. Muster"); a shared surname is not enough."""
    a, b = (
        _TITLES.sub("", name, count=1).split() if "." in name.split()[0] and len(name.split()[0]) > 2 else name.split()
        for name in (first, second)
    )
    if not a or not b or squeeze(a[-1]) != squeeze(b[-1]):
        return False
    x, y = squeeze(a[0]), squeeze(b[0])
    return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])


def _assign_functions(tokens: Sequence[Token]) -> dict[Token, Token]:
    """Functions by order: each run of names pairs with the run of functions behind it, or in front of it."""
    runs: list[list[Token]] = []
    for token in tokens:
        if token.kind not in {"name", "function"}:
            continue
        if runs and runs[-1][-1].kind == token.kind:
            runs[-1].append(token)
        else:
            runs.append([token])
    functions_first = bool(runs) and runs[0][0].kind == "function"
    paired: dict[Token, Token] = {}
    for one, other in zip(runs[::2], runs[1::2], strict=False):
        people, functions = (other, one) if functions_first else (one, other)
        if len(people) == 1 and len(functions) > 1:
            functions = [_span_tokens(functions)]
        # More names than functions: the last ones stand beside them.
        paired |= dict(zip(people[-len(functions) :], functions, strict=False))
    return paired


def _span_tokens(functions: Sequence[Token]) -> Token:
    """One function printed on two lines ("Stadtrat" / "Stadtkämmerer")."""
    return Token("function", functions[0].start, functions[-1].end, " ".join(token.words for token in functions))


def _assign_organisations(tokens: Sequence[Token], names: Sequence[Token]) -> dict[Token, Token]:
    """Organisations by order where each person has one, else the nearest behind the name, else the one in front."""
    found = [token for token in tokens if token.kind == "organisation"]
    if len(found) == len(names):
        return dict(zip(names, found, strict=True))
    paired: dict[Token, Token] = {}
    order = {token: i for i, token in enumerate(tokens)}
    for i, name in enumerate(names):
        limit = order[names[i + 1]] if i + 1 < len(names) else len(tokens)
        behind = [o for o in found if order[name] < order[o] < limit]
        before = [o for o in found if (order[names[i - 1]] if i else -1) < order[o] < order[name]]
        if behind or before:
            paired[name] = behind[0] if behind else before[-1]
    return paired


def _assign_places(tokens: Sequence[Token], names: Sequence[Token]) -> dict[Token, Token]:
    """Places and dates by order where each person has one; one for all at either end; else the one before."""
    found = [token for token in tokens if token.kind == "place"]
    if not found or not names:
        return {}
    if len(found) == len(names):
        return dict(zip(names, found, strict=True))
    order = {token: i for i, token in enumerate(tokens)}
    leads = order[found[0]] < order[names[0]]
    closed = any(
        order[names[0]] < order[t] < order[names[-1]] for t in tokens if t.kind in {"function", "organisation"}
    )
    if len(found) == 1 and ((leads and not closed) or order[found[0]] > order[names[-1]]):
        return dict.fromkeys(names, found[0])
    if len(found) == 1 and leads:
        # A line above the first signatory, whose own lines then end, is his alone: the next one prints no day.
        return {names[0]: found[0]}
    paired: dict[Token, Token] = {}
    for name in names:
        before = [place for place in found if order[place] < order[name]]
        behind = [place for place in found if order[place] > order[name]]
        if leads or len(found) == 1:
            paired |= {name: before[-1]} if before else {}
        else:
            paired |= {name: behind[0]} if behind else {}
    return paired


def _signs_for(groups: Sequence[_Group], index: int, body: str) -> str:
    """`STATE` for the ministry's person, else the body; of two, one who says nothing is the other party's."""
    sides = [_own_side(group, body) for group in groups]
    own = sides[index]
    if own is None and len(groups) == 2:
        other = sides[1 - index]
        return STATE if other == body else body
    return own or body


def _own_side(group: _Group, body: str) -> str | None:
    words = squeeze(group.organisation.words) if group.organisation else ""
    if "ministerium" in words or "landhessen" in words:
        return STATE
    if group.function is not None:
        return (
            STATE
            if re.match(rf"(?:Erste\w*\s)?{MINISTERIAL}", group.function.words) and not words
            else (body if words or not re.match(MINISTERIAL, group.function.words) else STATE)
        )
    return body if words else None


def _make_signature(document_id: str, groups: Sequence[_Group], index: int, body: str) -> Signature:
    group = groups[index]
    parts = [part for part in (group.place, group.name, group.function, group.organisation) if part is not None]
    place = group.place if group.place is not None and group.place.words else None
    return Signature(
        name=group.name.words,
        function=group.function.words if group.function else "",
        organisation=group.organisation.words if group.organisation else "",
        body=_signs_for(groups, index, body),
        place=place.words if place else None,
        date=group.place.date if group.place else None,
        name_span=Span(document_id, group.name.start, group.name.end),
        function_span=Span(document_id, group.function.start, group.function.end) if group.function else None,
        place_span=Span(document_id, place.start, place.place_end) if place else None,
        span=Span(document_id, min(part.start for part in parts), max(part.end for part in parts)),
    )
