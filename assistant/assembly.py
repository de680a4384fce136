"""From a draft to an answer: checked sentence by sentence, citations renumbered by use, coverage counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Desk, Draft, Statement
from assistant.answers import Answer, AnswerAmount, Coverage, Language
from assistant.check import Checker
from assistant.checking.setting import Setting
from assistant.documents import Document
from assistant.library import Library, count_sentence
from assistant.phrases import phrase
from assistant.plan import QueryPlan
from assistant.render import view_plan
from assistant.suggest import suggest_questions


@dataclass(frozen=True, slots=True)
class _Checked:
    statements: tuple[Statement, ...]
    removed: int


def assemble(
    desk: Desk, plans: Sequence[QueryPlan], draft: Draft, question: str, seconds: float
) -> tuple[Answer, tuple[Statement, ...]]:
    """The answer of a draft: checked sentence by sentence, citations renumbered by use, coverage counted."""
    plan = plans[-1]
    named = " ".join((*(d.written for d in plan.doubts), *plan.unknown))
    asked = Setting(f"{plan.question} {question} {named}", tuple(plans), tuple(draft.statements))
    checked = _check(desk, draft, asked)
    draft = _without_lost(draft, checked)
    if checked.removed and not checked.statements:
        # Nothing that was meant to be said could be borne out: that is no answer.
        nothing = Draft("not_found", [desk.say("not_in_documents", basis="said")], searched=draft.searched)
        draft, checked = nothing, replace(checked, statements=tuple(nothing.statements))
    used = [key for s in checked.statements for key in s.citations]
    used += [key for row in draft.rows for key in row.citations]
    used += [a.citation for a in draft.amounts if a.citation]
    numbers = {key: str(i) for i, key in enumerate(dict.fromkeys(used), start=1)}
    by_key = {c.key: c for c in desk.ledger.citations(numbers)}
    citations = tuple(replace(by_key[key], key=number) for key, number in numbers.items() if key in by_key)
    statements = [replace(s, citations=tuple(numbers[k] for k in s.citations)) for s in checked.statements]
    text = "\n".join(_lines(statements))
    if checked.removed:
        text += "\n\n" + phrase(desk.language, "removed")
    answer = Answer(
        outcome=draft.outcome,
        text=text,
        language=desk.language,
        citations=citations,
        amounts=tuple(_renumber_amount(a, numbers) for a in draft.amounts),
        rows=tuple(replace(r, citations=tuple(numbers[k] for k in r.citations)) for r in draft.rows),
        plan=view_plan(plan),
        coverage=cover(desk.library, draft.searched, desk.language),
        removed=checked.removed,
        seconds=seconds,
    )
    suggested = replace(answer, suggestions=(*draft.suggestions, *suggest_questions(answer, plan, desk.library)))
    return suggested, tuple(statements)


def _check(desk: Desk, draft: Draft, setting: Setting) -> _Checked:
    keys = {key for s in draft.statements for key in s.citations}
    checker = Checker(desk.library, desk.ledger.citations(keys), setting, desk.language)
    kept = tuple(s for s in draft.statements if not checker.faults(s))
    return _Checked(kept, len(draft.statements) - len(kept))


def _without_lost(draft: Draft, checked: _Checked) -> Draft:
    """The draft without the amounts and rows that only removed statements bore out."""
    removed = [s for s in draft.statements if s not in checked.statements]
    kept = {key for s in checked.statements for key in s.citations}
    lost = {key for s in removed for key in s.citations} - kept
    sums = [set(s.citations) for s in removed if s.basis == "computed"]
    amounts = [a for a in draft.amounts if a.citation not in lost and not (a.from_ and set(a.from_) in sums)]
    return replace(draft, amounts=amounts, rows=[r for r in draft.rows if not lost & set(r.citations)])


def _lines(statements: Iterable[Statement]) -> Iterable[str]:
    """Sentences in paragraphs, items in lists; a blank line where one follows the other."""
    before: Statement | None = None
    for statement in statements:
        if before is not None and not (before.bullet and statement.bullet):
            yield ""
        yield statement.render()
        before = statement


def _renumber_amount(amount: AnswerAmount, numbers: dict[str, str]) -> AnswerAmount:
    citation = numbers.get(amount.citation) if amount.citation else None
    return replace(amount, citation=citation, from_=tuple(numbers[k] for k in amount.from_ if k in numbers))


def cover(library: Library, searched: Iterable[Document], language: Language) -> Coverage:
    """How many of the documents held an answer rests on."""
    agreements, press, others = count_sentence(list(searched))
    held = count_sentence(library.documents)
    if language == "de":
        text = f"Durchsucht: {agreements} von {held[0]} Vereinbarungen, {press} von {held[1]} Pressemitteilungen"
        text += f", {others} von {held[2]} anderen Dokumenten." if held[2] else "."
    else:
        text = f"Searched: {agreements} of {held[0]} agreements, {press} of {held[1]} press releases"
        text += f", {others} of {held[2]} other documents." if held[2] else "."
    return Coverage(agreements, held[0], press, held[1], others, held[2], text)
