"""Check before show for what a model writes: a sentence is bound to what it cites, or it is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Statement
from assistant.answering.relevance import Vocabulary
from assistant.checking.records import Records
from assistant.documents import Agreement, PressRelease
from assistant.library import Library
from assistant.llm.handed import Handed, Handout
from assistant.llm.passages import Passage
from assistant.llm.pieces import plain_text
from assistant.llm.sentences import LONGEST, Written, find_markup
from assistant.llm.typed import Bound, bind_typed
from assistant.sentences import split_sentences

WRITTEN = "written"
"""The key of a statement that a model worded."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a sentence.

    `statement` is what may be shown of it, None where it is not shown; `covers` are the composed statements that need
    no mention any more. `fault` says why it is not shown; it is empty for a repetition, which is no fault either.
    """

    statement: Statement | None = None
    covers: frozenset[int] = frozenset()
    fault: str = ""


class Verifier:
    """Checks the sentences of one answer, in their order: what was said once is not said again."""

    def __init__(self, handout: Handout, library: Library, vocabulary: Vocabulary, question: str) -> None:
        self._handout = handout
        self._records = Records(library, handout.language)
        self._library = library
        self._vocabulary = vocabulary
        self._question = question
        self._repeats = {key: h for h in handout.handed for key in _wordings(h)}
        self._passages: dict[str, Passage] = {}
        self._told: dict[str, list[str]] = {}
        self._said: set[str] = set()
        self.covered: set[int] = set()

    def judge(self, written: Written) -> Verdict:
        """Whether a sentence may be shown; remembers what it covers."""
        verdict = self._judge(written)
        if verdict.statement is not None:
            wording = _normal(verdict.statement.text)
            if wording in self._said or (verdict.covers and verdict.covers <= self.covered):
                return Verdict()
            self._said.add(wording)
        self.covered |= verdict.covers
        return verdict

    def _judge(self, written: Written) -> Verdict:
        markup = find_markup(written.text)
        if markup:
            return Verdict(fault=f"markup: {markup}")
        if len(written.text) > LONGEST or not any(c.isalpha() for c in written.text):
            return Verdict(fault="no sentence")
        strange = [key for key in written.cites if key not in self._handout.citations]
        if strange:
            return Verdict(fault=f"citation {strange[0]} is none")
        repeated = self._repeats.get(_normal(written.text))
        if repeated is not None:
            return self._repeat(repeated, written)
        if not written.cites:
            return Verdict(fault="no citation")
        if written.text[-1] not in '.!:“”")]»':
            return Verdict(fault="an unfinished sentence")
        if written.text[-1] in "?:":
            return Verdict(fault="no statement")
        return self._bind(written)

    def _repeat(self, handed: Handed, written: Written) -> Verdict:
        """A finished statement said as it is: shown as it was composed, with its own citations."""
        own = handed.statement.citations
        if not set(written.cites) <= set(own):
            return Verdict(fault="citations that are not those of the statement")
        if handed.number not in self._handout.open:
            # It stands in the answer already, at its place.
            return Verdict()
        if own and not written.cites:
            return Verdict(fault="no citation")
        return Verdict(replace(handed.statement, bullet=written.bullet, depth=0), frozenset({handed.number}))

    def _bind(self, written: Written) -> Verdict:
        bound = bind_typed(written, self._handout, self._records, self._question)
        if bound.fault:
            bound = self._bind_passages(written, bound.fault)
        if bound.fault:
            return Verdict(fault=bound.fault)
        statement = Statement(bound.text or written.text, (), bound.cites, "cited", written.bullet, 0, "", WRITTEN)
        return Verdict(statement, bound.covers)

    def _bind_passages(self, written: Written, fault: str) -> Bound:
        """Binds a sentence to the passages that it cites, to each of them alone."""
        quoted = [h for h in self._handout.handed if h.number in self._handout.open and h.is_passage]
        covers: set[int] = set()
        for key in written.cites:
            held = [h for h in quoted if key in h.statement.citations]
            if not held:
                return Bound(fault=fault)
            passage = self._passage(key)
            wrong = passage.find_fault(written.text, self._handout.language)
            if wrong:
                return Bound(fault=wrong)
        for key in written.cites:
            self._told.setdefault(key, []).append(written.text)
            if self._passage(key).said(self._told[key], self._handout.language):
                covers |= {h.number for h in quoted if h.statement.citations == (key,)}
        return Bound(frozenset(covers), written.cites)

    def _passage(self, key: str) -> Passage:
        if key not in self._passages:
            citation = self._handout.citations[key]
            document = self._library.document(citation.document)
            self._passages[key] = Passage(citation, document, self._vocabulary, _people(self._library))
        return self._passages[key]


def _people(library: Library) -> Sequence[str]:
    """The names of people in the documents."""
    found = [s.name for d in library.documents if isinstance(d, Agreement) for s in d.signatures]
    found += [q.name for d in library.documents if isinstance(d, PressRelease) for q in d.quotes]
    return tuple(dict.fromkeys(plain_text(name) for name in found))


def _normal(text: str) -> str:
    """The words of a sentence as they are compared with finished ones: marks, quotation marks and stops aside."""
    bare = "".join(" " if c in '„“”"»«.:!' else c for c in plain_text(text))
    return " ".join(bare.split())


def _wordings(handed: Handed) -> set[str]:
    """A statement as a whole, and its sentences where it has several."""
    text = handed.text
    parts = {_normal(text[start:end]) for start, end in split_sentences(text)}
    return {part for part in {_normal(text), *parts} if part}
