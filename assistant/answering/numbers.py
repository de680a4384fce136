"""What a number of the documents stands for ("Die Zahl 105: worauf bezieht sie sich?"): the sentences that print it."""

import re

from assistant.answering.draft import Desk, Draft
from assistant.answering.shown import quote_fact
from assistant.documents import Span
from assistant.plan import QueryPlan
from assistant.question.choices import NUMBER_ASKED
from assistant.sentences import find_sentence

_MOST = 4
"""Sentences that are shown for one number."""


def write_number(desk: Desk, plan: QueryPlan) -> Draft | None:
    """The sentences that print a number that is asked about; None where none is asked about, or none is printed."""
    match = NUMBER_ASKED.search(plan.folded)
    if match is None:
        return None
    written = next(group for group in match.groups() if group)
    printed = re.compile(rf"(?<![\w.,§/-]){re.escape(written)}(?![\w/-]|[.,]\d)")
    draft = Draft(searched=list(desk.library.documents))
    seen: set[str] = set()
    for document in desk.library.documents:
        if not plan.allows_year(document.year) and plan.has_year_filter():
            continue
        for found in printed.finditer(document.text):
            span = Span(document.id, *find_sentence(document.text, found.start()))
            words = " ".join(document.text[span.start : span.end].split())
            if words in seen or len(seen) >= _MOST:
                continue
            seen.add(words)
            quote = quote_fact(document, span)
            draft.statements.append(desk.say("quoted", cites=(span,), bullet=True, quote=quote))
    return draft if draft.statements else None
