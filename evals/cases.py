"""The Q&A cases: questions, what a right answer holds, and where it stands in the documents."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, get_args

from assistant.answers import Outcome
from assistant.documents import Document

OUTCOMES = frozenset(get_args(Outcome))


class CaseError(ValueError):
    """A case that cannot be meant as it is written: one sentence with its id."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that supports the right answer: file, section label, exact string that stands in that section.

    Places of one `group` are alternatives (wording that stands in several documents); citing one of them is enough.
    `optional` places may be cited and need not be.
    """

    file: str
    section: str
    text: str
    group: str
    optional: bool = False

    @property
    def place(self) -> tuple[str, str]:
        """File and section."""
        return self.file, self.section


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer to one turn holds; None where something is not judged.

    Attributes:
        outcomes: Every outcome that a reader would accept.
        amounts: Sums that must be given as fact or computed, and none besides; None: not judged.
        allowed_amounts: Sums that may be given too.
        tolerance: How far a computed sum may be off, in euros (averages are rounded).
        names: Strings that must stand in text or rows; alternatives in one tuple.
        forbidden: Strings that must not stand in the text.
        rows: Cells that a row must have, one mapping for each expected row; None: not judged.
        allowed_rows: Rows that may be given too.
        evidence: Where it stands.
        may_ask: A question back (`clarify` without amounts) is right as well.
    """

    outcomes: tuple[str, ...]
    amounts: tuple[Decimal, ...] | None = None
    allowed_amounts: tuple[Decimal, ...] = ()
    tolerance: Decimal = Decimal("0.01")
    names: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    rows: tuple[Mapping[str, str], ...] | None = None
    allowed_rows: tuple[Mapping[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    may_ask: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return not set(self.outcomes) <= {"not_found", "refused", "help"}


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation with what is expected of each turn (None: the turn only leads on to the next).

    `family` names the paraphrases that belong together, `split` is "dev" or "test".
    """

    id: str
    kind: str
    language: str
    turns: tuple[str, ...]
    expected: tuple[Expected | None, ...]
    family: str = ""
    split: str = "dev"
    note: str = ""


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON-lines file.

    Raises:
        CaseError: A line is no case, an id occurs twice, or an outcome is unknown.
    """
    cases: dict[str, Case] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = read_case(json.loads(line))
        except (json.JSONDecodeError, KeyError, TypeError, InvalidOperation) as error:
            raise CaseError(f"{path.name}, Zeile {number} ist kein Fall: {error!r}.") from error
        if case.id in cases:
            raise CaseError(f"{path.name}, Zeile {number}: Die Kennung '{case.id}' kommt zweimal vor.")
        cases[case.id] = case
    return tuple(cases.values())


def read_case(row: Mapping[str, Any]) -> Case:
    """One case from its JSON object; `expected` may be one object for the last turn.

    Raises:
        CaseError: Turns and expectations do not fit, or an outcome is unknown.
    """
    turns = tuple(row["turns"])
    given = row["expected"]
    rows = [None] * (len(turns) - 1) + [given] if isinstance(given, dict) else given
    if not turns or len(rows) != len(turns):
        raise CaseError(f"Fall '{row['id']}' hat {len(turns)} Fragen und {len(rows)} Erwartungen.")
    expected = tuple(_read_expected(row["id"], one) if one else None for one in rows)
    return Case(
        id=row["id"],
        kind=row["kind"],
        language=row["language"],
        turns=turns,
        expected=expected,
        family=row.get("family", row["id"]),
        split=row.get("split", "dev"),
        note=row.get("note", ""),
    )


def _read_expected(case_id: str, row: Mapping[str, Any]) -> Expected:
    unknown = set(row["outcomes"]) - OUTCOMES
    if unknown or not row["outcomes"]:
        raise CaseError(f"Fall '{case_id}': Ausgang {sorted(unknown)} gibt es nicht; bekannt: {sorted(OUTCOMES)}.")
    evidence = (
        Evidence(
            e["file"], e["section"], e["text"], e.get("group", f"{e['file']} {e['section']}"), e.get("optional", False)
        )
        for e in row.get("evidence", ())
    )
    amounts = row.get("amounts")
    return Expected(
        outcomes=tuple(row["outcomes"]),
        amounts=None if amounts is None else tuple(Decimal(a) for a in amounts),
        allowed_amounts=tuple(Decimal(a) for a in row.get("allowed_amounts", ())),
        tolerance=Decimal(row.get("tolerance", "0.01")),
        names=tuple((name,) if isinstance(name, str) else tuple(name) for name in row.get("names", ())),
        forbidden=tuple(row.get("forbidden", ())),
        rows=None if row.get("rows") is None else tuple(dict(r) for r in row["rows"]),
        allowed_rows=tuple(dict(r) for r in row.get("allowed_rows", ())),
        evidence=tuple(evidence),
        may_ask=row.get("may_ask", False),
    )


def write_cases(cases: Iterable[Case], path: Path) -> None:
    """Write cases so that `read_cases` reads them back."""
    lines = [json.dumps(show_case(case), ensure_ascii=False) for case in cases]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def show_case(case: Case) -> dict[str, Any]:
    """A case as its JSON object; what is not said is left out."""
    row = {"id": case.id, "kind": case.kind, "language": case.language, "turns": list(case.turns)}
    row |= {"family": case.family, "split": case.split}
    row |= {"note": case.note} if case.note else {}
    return row | {"expected": [_show_expected(one) if one else None for one in case.expected]}


def _show_expected(expected: Expected) -> dict[str, Any]:
    row: dict[str, Any] = {"outcomes": list(expected.outcomes)}
    if expected.amounts is not None:
        row["amounts"] = [str(a) for a in expected.amounts]
    if expected.allowed_amounts:
        row["allowed_amounts"] = [str(a) for a in expected.allowed_amounts]
    if expected.tolerance != Decimal("0.01"):
        row["tolerance"] = str(expected.tolerance)
    if expected.names:
        row["names"] = [n[0] if len(n) == 1 else list(n) for n in expected.names]
    if expected.forbidden:
        row["forbidden"] = list(expected.forbidden)
    if expected.rows is not None:
        row["rows"] = [dict(r) for r in expected.rows]
    if expected.allowed_rows:
        row["allowed_rows"] = [dict(r) for r in expected.allowed_rows]
    if expected.evidence:
        row["evidence"] = [_show_evidence(e) for e in expected.evidence]
    return row | ({"may_ask": True} if expected.may_ask else {})


def _show_evidence(evidence: Evidence) -> dict[str, Any]:
    row: dict[str, Any] = {"file": evidence.file, "section": evidence.section, "text": evidence.text}
    if evidence.group != f"{evidence.file} {evidence.section}":
        row["group"] = evidence.group
    return row | ({"optional": True} if evidence.optional else {})


def check_evidence(cases: Sequence[Case], documents: Mapping[str, Document]) -> None:
    """Refuse cases whose evidence does not stand where they say.

    Args:
        cases: The cases.
        documents: File name -> parsed document.

    Raises:
        CaseError: No such file or section, or the string does not stand in it.
    """
    for case in cases:
        for expected in case.expected:
            for evidence in expected.evidence if expected else ():
                _check_place(case.id, evidence, documents)


def _check_place(case_id: str, evidence: Evidence, documents: Mapping[str, Document]) -> None:
    document = documents.get(evidence.file)
    if document is None:
        raise CaseError(f"Fall '{case_id}': Die Datei '{evidence.file}' ist nicht im Korpus.")
    sections = [s for s in document.sections if s.label == evidence.section]
    if not sections:
        known = ", ".join(s.label for s in document.sections)
        raise CaseError(f"Fall '{case_id}': '{evidence.file}' hat keinen Abschnitt '{evidence.section}', nur {known}.")
    if not any(evidence.text in document.text[s.span.start : s.span.end] for s in sections):
        raise CaseError(f"Fall '{case_id}': '{evidence.text}' steht nicht in {evidence.section} von '{evidence.file}'.")
