"""Check before show: every quote equals its span, every number, date, name and function is bound to its record.

The check knows nothing of how a sentence was made. Its words must be those of a phrase, with the shown facts in the
slots; each fact is looked up by document and place and shown as that record may be shown; what is computed is
recomputed; and the facts of one sentence must be of one record, play the part that the phrase gives them, and be cited
by that very sentence. "It occurs somewhere in the text" is not enough.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Statement
from assistant.answers import Citation, Language
from assistant.checking.citations import check_citation
from assistant.checking.claims import ClaimCheck
from assistant.checking.records import Records
from assistant.checking.relations import Relations
from assistant.checking.setting import Setting
from assistant.checking.templates import find_key, fits_template, slot_kinds
from assistant.library import Library


class Checker:
    """Checks the statements of one answer against the records they claim."""

    def __init__(self, library: Library, citations: Sequence[Citation], setting: Setting, language: Language) -> None:
        self._library = library
        self._language: Language = language
        self._citations = {c.key: c for c in citations}
        self._held: dict[str, bool] = {}
        records = Records(library, language)
        self._claims = ClaimCheck(records, self._citations, setting, language)
        self._relations = Relations(records, self._claims, setting, language, self._citations)

    def faults(self, statement: Statement) -> list[str]:
        """What is wrong with a statement, in English for logs and tests; empty where all is bound."""
        found = [f"citation {key} is missing or false" for key in statement.citations if not self._holds_citation(key)]
        key = find_key(statement, self._language)
        if key is None:
            return [*found, "a template that is no phrase"]
        if not fits_template(statement):
            return [*found, "words that are not those of the phrase"]
        statement = replace(statement, key=key)
        for claim in statement.claims:
            fact = claim.fact
            bound = fact.kind in slot_kinds(key, claim.slot) and self._claims.holds(fact, claim.slot, key, statement)
            if not bound:
                found.append(f"{fact.kind} '{fact.shown}' is not borne out")
        return found or self._relations.faults(key, statement)

    def _holds_citation(self, key: str) -> bool:
        if key not in self._held:
            citation = self._citations.get(key)
            self._held[key] = citation is not None and check_citation(citation, self._library)
        return self._held[key]
