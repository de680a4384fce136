"""Example questions made from what the index holds: general templates filled with its bodies and years."""

from collections.abc import Iterator, Sequence

from assistant.bodies import get_body
from assistant.documents import STATE, Agreement, Document, PressRelease
from assistant.web.words import Words


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
    if any("Abweichung" in a.text for a in agreements):
        yield say["rule"]
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
    for document in documents:
        for abbreviation in document.abbreviations[:1]:
            yield say["define"].format(short=abbreviation.short)
    if documents:
        yield say["corpus"]


def _name(agreement: Agreement, prefix: str = "body") -> dict[str, str]:
    """The fields that a template may name: the body in three forms, and the year."""
    body = get_body(agreement.body or "")
    forms = {
        prefix: body.full,
        f"{prefix}_nominative": body.inflect("nominative"),
        f"{prefix}_accusative": body.inflect("accusative"),
    }
    return forms | ({"year": str(agreement.year)} if prefix == "body" else {})
