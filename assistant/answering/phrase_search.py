"""In which documents the very words stand that a question puts between quotation marks."""

import re

from assistant.answering.draft import Desk, Draft, Fact
from assistant.answering.scope import all_readings, resolve_bodies, say_assumptions
from assistant.answering.shown import quote_fact
from assistant.documents import Document, Span
from assistant.plan import QueryPlan
from assistant.quoted import find_quoted
from assistant.sentences import find_sentence

_ASKS_WHERE = re.compile(
    r"\b(?:in )?welche[mnr]? (?:\w+ ){0,2}?(?:\w*vereinbarung\w*|dokument\w*|text\w*|fassung\w*|paragra\w*|abschnitt\w*|satz|saetze\w*|stelle)\b|\bin welche[mnr]?\b\W*$"
    r"|\b(?:kommt|kommen|taucht)\b.*\b(?:vor|auf)\b|\bwo (?:steht|heisst es|findet sich|kommt)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:agreements?|documents?|texts?|versions?|sections?|paragraphs?|sentence)\b|\bwhere (?:does it say|is it written|do the words)\b|\bappears?\b|\boccurs?\b"
)
_MOST = 12
"""Documents that are named with the sentence in which the words stand."""


def write_phrase(desk: Desk, plan: QueryPlan) -> Draft | None:
    """Each document that holds the words, with the sentence; None where no such words are asked for."""
    phrases = find_quoted(plan.question)
    if not phrases or plan.things or plan.amounts or not _ASKS_WHERE.search(plan.folded):
        return None
    scope = resolve_bodies(plan, lambda b: any(d.body == b for d in desk.library.documents))
    bodies = all_readings(scope)
    held = [d for d in desk.library.documents if (not bodies or d.body in bodies) and plan.allows_year(d.year)]
    draft = Draft(searched=list(held))
    found = [(d, _find(d, phrases[0], exact=True)) for d in held]
    if not any(span for _, span in found):
        found = [(d, _find(d, phrases[0], exact=False)) for d in held]
    for document, span in [(d, span) for d, span in found if span is not None][:_MOST]:
        title = Fact(document.title, "title", document.title, document.id)
        quote = quote_fact(document, span)
        draft.statements.append(desk.say("phrase_in", cites=(span,), bullet=True, title=title, quote=quote))
    if not draft.statements:
        draft.outcome = "not_found"
        draft.statements.append(desk.say("not_in_documents", basis="said"))
    draft.statements += say_assumptions(desk, scope)
    return draft


def _find(document: Document, phrase: str, *, exact: bool) -> Span | None:
    """The sentence in which a document prints some words, whatever their capitals, line breaks and bold type.

    Without `exact` the endings of the words may be others ("Stille Reserve", "Stillen Reserve").
    """
    words = [re.escape(word) if exact else _stem(word) for word in phrase.split()]
    match = re.search(r"[\s*]+".join(words), document.text, re.IGNORECASE)
    return Span(document.id, *find_sentence(document.text, match.start())) if match else None


def _stem(word: str) -> str:
    return re.escape(word[:-2] if len(word) > _LONG_WORD else word) + r"\w{0,4}"


_LONG_WORD = 4
