"""Readers' feedback as candidates for the test set: listed, and adopted into a case file once a person has judged them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from evals.cases import Case, CaseError, Evidence, Expected, read_cases, show_case


def describe_feedback(entries: Sequence[Feedback]) -> list[str]:
    """One paragraph for each entry: its number, verdict, questions, answer and comment."""
    lines = []
    for number, entry in enumerate(entries, 1):
        verdict = "stimmt" if entry.verdict == "right" else "stimmt nicht"
        lines.append(f"{number}. {verdict} ({entry.at}) {' / '.join(entry.turns)}")
        lines += [f"   {entry.changed}"] if entry.changed else []
        lines.append(f"   [{entry.answer.get('outcome')}] {_shorten(str(entry.answer.get('text', '')))}")
        lines += [f"   Kommentar: {_shorten(entry.comment)}"] if entry.comment else []
    return lines


def _shorten(text: str, longest: int = 200) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 2] + " …"


def pick_entry(entries: Sequence[Feedback], number: int) -> Feedback:
    """The entry with this number, counted from 1.

    Raises:
        CaseError: There is none.
    """
    if not 1 <= number <= len(entries):
        raise CaseError(f"Es gibt {len(entries)} Rückmeldungen, keine Nummer {number}.")
    return entries[number - 1]


def make_case(
    entry: Feedback, case_id: str, kind: str, outcome: str | None = None, amounts: Sequence[str] | None = None
) -> Case:
    """A case from feedback.

    An answer that is right says itself what is expected: its outcome, its amounts, its places. Of a wrong one a person
    says it; its places are not taken over.

    Args:
        entry: The feedback.
        case_id: Id of the new case.
        kind: Kind of question, as in the other cases.
        outcome: The right outcome; needed where the answer was wrong.
        amounts: The right sums in euros; those of the answer where it was right.

    Raises:
        CaseError: What is right is not known, or the question stands for a changed plan.
    """
    if entry.changed:
        raise CaseError(
            f"Die Frage wurde über den Suchplan geändert ({entry.changed}); ein Fall braucht sie als Satz. "
            "Stellen Sie sie so, und geben Sie dazu eine Rückmeldung."
        )
    right = entry.verdict == "right"
    if not right and outcome is None:
        raise CaseError(
            "Die Antwort stimmte nicht; --outcome sagt, welcher Ausgang richtig ist (und --amount welche Beträge)."
        )
    expected = _expect(entry.answer, right=right, outcome=outcome, amounts=amounts)
    turns = entry.turns
    return Case(
        case_id,
        kind,
        entry.language,
        turns,
        (*[None] * (len(turns) - 1), expected),
        family=case_id,
        note=_shorten(entry.comment),
    )


def _expect(answer: dict[str, Any], *, right: bool, outcome: str | None, amounts: Sequence[str] | None) -> Expected:
    """What is expected: what a person says, else what stands in an answer that was right."""
    given = [Decimal(a) for a in amounts] if amounts is not None else None
    if right and given is None:
        given = [Decimal(a["euros"]) for a in answer["amounts"] if a["role"] != "context"]
    return Expected(
        outcomes=(outcome or answer["outcome"],),
        amounts=tuple(given) if given is not None else None,
        evidence=_take_evidence(answer) if right else (),
    )


def _take_evidence(answer: dict[str, Any]) -> tuple[Evidence, ...]:
    """The places of a right answer."""
    return tuple(
        Evidence(c["file"], c["section"], c["quote"], f"{c['file']} {c['section']}") for c in answer["citations"]
    )


def adopt_case(case: Case, file: Path) -> None:
    """Add a case to a file of cases, which is read back as a whole before it takes the place of the old one.

    Raises:
        CaseError: The id is taken, or the file would not be one of cases any more.
    """
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if text and any(known.id == case.id for known in read_cases(file)):
        raise CaseError(f"In '{file}' gibt es die Kennung '{case.id}' schon; --id nennt eine andere.")
    line = json.dumps(show_case(replace(case, split="dev")), ensure_ascii=False)
    draft = file.with_suffix(".new")
    draft.write_text(f"{text.rstrip()}\n{line}\n".lstrip(), encoding="utf-8")
    try:
        read_cases(draft)
    except CaseError:
        draft.unlink()
        raise
    draft.replace(file)
