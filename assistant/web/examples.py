"""Starter questions made from what the index holds: for staff facts of its bodies and years, for newcomers the rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from assistant.bodies import get_body
from assistant.documents import STATE, Agreement, Document, PressRelease
from assistant.errors import AqbError
from assistant.web.current import Assistant
from assistant.web.words import Words

MOST = 5
"""Questions of one role."""


@dataclass(frozen=True, slots=True)
class Starters:
    """First questions by role: Sachbearbeitung, and who is new (neu dabei)."""

    staff: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()


def make_starters(assistant: Assistant, words: Words) -> Starters:
    """Starters of both roles. What only prose can answer is asked once beforehand, and offered if it is answered."""
    documents = assistant.documents
    staff = make_examples(documents, words, MOST)
    candidates = [q for q in dict.fromkeys(_ask_for_newcomers(documents, words)) if q not in staff]
    return Starters(staff, tuple(q for q in candidates if _is_answered(q, assistant))[:MOST])


def _is_answered(question: str, assistant: Assistant) -> bool:
    try:
        return assistant.start().ask(question).outcome == "answered"
    except AqbError:
        return False


def _ask_for_newcomers(documents: Sequence[Document], words: Words) -> Iterator[str]:
    say = words.talk.starters
    if not documents:
        return
    for key, template in say.items():
        if key == "define":
            yield from [template.format(short=a.short) for d in documents for a in d.abbreviations][:1]
        else:
            yield template


def render_starters(starters: Starters, words: Words) -> str:
    """The empty chat: what it can be asked, by role, each question a button. HTML on one line, as Markdown wants it."""
    groups = ((words.talk.newcomers, starters.newcomers), (words.talk.staff, starters.staff))
    columns = "".join(
        f'<div class="starter-group"><h3>{escape(title)}</h3>'
        + "".join(f'<button type="button" class="act do-ask starter">{escape(q)}</button>' for q in questions)
        + "</div>"
        for title, questions in groups
        if questions
    )
    return f'<div class="starters"><h2 class="welcome">{escape(words.chat_empty)}</h2>{columns}</div>'


def make_examples(documents: Sequence[Document], words: Words, limit: int = 6) -> tuple[str, ...]:
    """Questions that the documents can answer, newest first, at most `limit`.

    Only facts that are there are asked for: no amount question without an amount, no part-time question without a
    part-time mark.
    """
    agreements = sorted(
        (d for d in documents if isinstance(d, Agreement) and d.body and d.year),
        key=lambda a: (-(a.year or 0), a.body_written),
    )
    questions = dict.fromkeys([*_ask_about_agreements(agreements, words), *_ask_about_others(documents, words)])
    return tuple(questions)[:limit]


def _ask_about_agreements(agreements: Sequence[Agreement], words: Words) -> Iterator[str]:
    say = words.examples
    with_amount = [a for a in agreements if a.amounts]
    if with_amount:
        yield say["amount"].format(**_name(with_amount[0]))
    if any(m.part_time for a in agreements for m in a.measures):
        yield say["part_time"]
    # The last one, so that the questions do not all name the same body.
    with_measures = [a for a in agreements if a.measures]
    if with_measures:
        yield say["measures"].format(**_name(with_measures[-1]))
    pair = [a for a in with_amount if a.year == with_amount[0].year and a.body != with_amount[0].body]
    if pair:
        yield say["compare"].format(**_name(with_amount[0]), **_name(pair[0], "other"))
    signed = [a for a in agreements if any(s.body == a.body for s in a.signatures)]
    if signed:
        yield say["signatures"].format(**_name(signed[len(signed) // 2]))


def _ask_about_others(documents: Sequence[Document], words: Words) -> Iterator[str]:
    say = words.examples
    for document in documents:
        if not isinstance(document, PressRelease):
            continue
        for amount in document.amounts:
            if amount.scope == STATE and not amount.purpose and amount.years:
                yield say["state"].format(year=amount.years.first)


def _name(agreement: Agreement, prefix: str = "body") -> dict[str, str]:
    """The fields that a template may name: the body in three forms, and the year."""
    body = get_body(agreement.body or "")
    forms = {
        prefix: body.full,
        f"{prefix}_nominative": body.inflect("nominative"),
        f"{prefix}_accusative": body.inflect("accusative"),
    }
    return forms | ({"year": str(agreement.year)} if prefix == "body" else {})
