"""Records of the index that a question names: projects, list items of press texts, persons."""

import re
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.documents import PressRelease, Span
from assistant.lexicon import german_words
from assistant.library import Library
from assistant.plan import NamedThing
from assistant.question.cues import cue_names, cue_pattern, cue_vocabulary, fold_question
from assistant.quoted import find_quoted

CLOSE_NAME = 86
"""Likeness in per cent (rapidfuzz) from which a misspelled name is taken for a person's."""

SHORTEST_TYPO, CLOSE_WORD = 7, 90
"""Letters of a project's name from which, and likeness in per cent up from which, a misspelled one is recognised."""

SHORTEST_FREE = 8
"""Characters of a name that is recognised in any capitals."""

_MARK = re.compile(r"\s*\(?\b(?:tz|teilzeit)\b\)?\s*$", re.IGNORECASE)
_ACRONYM = re.compile(r"\(([^()\s]{2,})\)")
_FIRST_WORD = re.compile(r"[^\s,;:.!?()/-]+")
_BRAND = re.compile(r"\b(?=\w*[A-ZÄÖÜ0-9]\w*[A-ZÄÖÜ0-9])\w{3,}\b|\b\w+\d\w*\b")
_TITLE = re.compile(r"\b(?:dr|prof|dipl|ing|med|jur|phil|h\.? ?c)\b\.?\s*", re.IGNORECASE)
_NAME_RUN = re.compile(
    r"[A-ZÄÖÜ][a-zäöüßéá'’]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?(?: (?:von |van |de |zu )?[A-ZÄÖÜ][a-zäöüßéá'’]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?){1,3}"
)
_ANNOUNCED = re.compile(
    r"\b(?:projekts?|massnahme|angebots?|programms?|project|measure|programme?|heisst|namens|called|named)\s+$"
)


@dataclass(frozen=True, slots=True)
class _Alias:
    """One way to name a record; a `weak` one is an ordinary word and counts only where the question announces it."""

    folded: str
    written: str
    weak: bool


class ThingIndex:
    """Names of the records of a library, ready to be found in questions."""

    def __init__(self, library: Library) -> None:
        self._spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
        self._aliases: dict[tuple[str, str], _Alias] = {}
        titles = {fold_question(c.title) for a in library.agreements for c in a.categories}
        for project in library.projects:
            self._add_name("measure", project.measure.name, project.measure.span, titles)
        for offer in library.offers:
            self._add_brands("offer", offer.offer.name, offer.offer.span)
        for signing in library.signings:
            self._add_person(signing.signature.name, signing.signature.name_span)
        for document in library.press_releases:
            self._add_quotes(document)
        names = {w for p in library.projects for w in re.findall(r"[a-z]{8,}", fold_question(p.measure.name))}
        self.vocabulary = cue_vocabulary() | names
        """Folded words to which misspelled ones are mended: those of the cues, and longer ones of projects' names."""
        self._terms = tuple(sorted({term for document in library.documents for term in _find_terms(document.text)}))
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind, folded in self._aliases:
            first = _FIRST_WORD.search(folded)
            self._by_first[first.group() if first else folded].append((kind, folded))

    def _add_quotes(self, document: PressRelease) -> None:
        for quote in document.quotes:
            self._add_person(quote.name, quote.span)

    def _add(self, kind: str, alias: str, span: Span, *, weak: bool = False) -> None:
        folded = fold_question(alias).strip(" .,;:!?()")
        if len(folded) < 2:
            return
        key = (kind, folded)
        known = self._aliases.get(key)
        self._aliases[key] = _Alias(folded, alias.strip(), weak if known is None else known.weak and weak)
        if span not in self._spans[key]:
            self._spans[key].append(span)

    def _add_name(self, kind: str, name: str, span: Span, titles: set[str]) -> None:
        bare = _MARK.sub("", name).strip()
        for alias in dict.fromkeys((name.strip(), bare)):
            self._add(kind, alias, span, weak=fold_question(alias) in titles or _is_ordinary(alias))
        self._add_brands(kind, bare, span)

    def _add_brands(self, kind: str, name: str, span: Span) -> None:
        head, dash, _ = name.partition(" - ")
        head = head if dash else name.partition(" – ")[0] if " – " in name else ""
        if head and len(head) <= 40:
            self._add(kind, _ACRONYM.sub("", head), span, weak=_is_ordinary(head))
        for acronym in _ACRONYM.findall(name):
            if _BRAND.search(acronym) or acronym.isupper():
                self._add(kind, acronym, span, weak=_is_ordinary(acronym))
        for brand in _BRAND.findall(name):
            if not brand.isdigit() and not _is_ordinary(brand):
                self._add(kind, brand, span)
        for quoted in re.findall(r"[„“\"]([^„“”\"]{3,60})[“”\"]", name):
            self._add(kind, _ACRONYM.sub("", quoted), span, weak=_is_ordinary(quoted))
            head, dash, _ = quoted.partition(" – ")
            if dash and " " in head.strip():
                self._add(kind, head, span)

    def _add_person(self, name: str, span: Span) -> None:
        bare = _TITLE.sub("", name).strip()
        self._add("person", bare, span)
        last = bare.rsplit(" ", 1)[-1]
        if len(last) >= 4:
            self._add("person", last, span, weak=False)

    def find_terms(self, folded: str) -> tuple[str, ...]:
        """The terms that documents put between quotation marks and a folded question names, in any spelling of hyphens."""
        squeezed = _HYPHENS.sub("", folded)
        return tuple(term for term in self._terms if term in squeezed)

    def find(self, question: str, folded: str) -> tuple[NamedThing, ...]:
        """The records that the question names, longest names first and none inside another."""
        exact = self._find_exact(question, folded)
        parted = re.sub(r"(?<=[a-z])(?=\d)", " ", folded)
        if not exact and parted != folded:
            # "kurs2024" for "Kurs 2024"
            exact = self._find_exact(question, parted)
        return exact or self._misspelled_quotes(question) or self._misspelled_names(folded)

    def _misspelled_quotes(self, question: str) -> tuple[NamedThing, ...]:
        """Projects whose name stands between quotation marks with a typo."""
        names = [alias for kind, alias in self._aliases if kind == "measure" and len(alias) >= SHORTEST_TYPO]
        found = []
        for written in find_quoted(question):
            best = process.extractOne(fold_question(written), names, scorer=fuzz.ratio, score_cutoff=CLOSE_WORD)
            if best is not None and best[0] != fold_question(written):
                entry = self._aliases["measure", best[0]]
                found.append(NamedThing("measure", entry.written, tuple(self._spans["measure", best[0]])))
        return tuple(found)

    def _find_exact(self, question: str, folded: str) -> tuple[NamedThing, ...]:
        found: list[tuple[int, int, str, str]] = []
        for start, word in ((m.start(), m.group()) for m in _FIRST_WORD.finditer(folded)):
            for kind, alias in self._by_first.get(word, ()) or self._by_first.get(word.removesuffix("s"), ()):
                if self._stands_at(kind, alias, question, folded, start):
                    found.append((start, start + len(alias), kind, alias))
        people = {alias for _, _, kind, alias in found if kind == "person"}
        return self._longest(found) + (() if people else self._misspelled_people(question))

    def _misspelled_names(self, folded: str) -> tuple[NamedThing, ...]:
        """Projects of one long word that stand in the question with a typo ("beruspatenprojekt")."""
        single = [
            a
            for k, a in self._aliases
            if k == "measure" and " " not in a and len(a) >= SHORTEST_TYPO and not self._aliases[k, a].weak
        ]
        found = []
        for word in re.findall(r"[a-z0-9]{6,}", folded):
            best = process.extractOne(word, single, scorer=fuzz.ratio, score_cutoff=CLOSE_WORD) if single else None
            if best is not None and best[0] != word:
                found.append(
                    NamedThing(
                        "measure", self._aliases["measure", best[0]].written, tuple(self._spans["measure", best[0]])
                    )
                )
        return tuple(found)

    def _misspelled_people(self, question: str) -> tuple[NamedThing, ...]:
        """Persons whose whole name stands in the question with a typo."""
        full = [alias for kind, alias in self._aliases if kind == "person" and " " in alias]
        found = []
        runs = [r.split() for r in find_name_runs(question)]
        if question == question.lower():
            words = re.findall(r"[^\W\d_][\w'-]+", question)
            runs += [words[i : i + 2] for i in range(len(words) - 1)]
        for written in dict.fromkeys(" ".join(words[i:]) for words in runs for i in range(len(words) - 1)):
            best = process.extractOne(fold_question(written), full, scorer=fuzz.ratio, score_cutoff=CLOSE_NAME)
            if best is not None:
                found.append(
                    NamedThing(
                        "person", self._aliases["person", best[0]].written, tuple(self._spans["person", best[0]])
                    )
                )
        return tuple(found)

    def _stands_at(self, kind: str, alias: str, question: str, folded: str, start: int) -> bool:
        if not re.match(re.escape(alias) + r"(?:s|'s)?(?![\w])", folded[start:]):
            return False
        entry = self._aliases[kind, alias]
        if kind == "person":
            return _stands_capitalised(entry.written, question) or question == question.lower()
        if entry.weak:
            return _is_announced(alias, entry.written, question, folded[:start])
        if len(alias) < SHORTEST_FREE or alias.isdigit():
            # A short name may be ordinary words ("Get In"): its own capitals or an announcement must show the name.
            typed_low = question == question.lower() and alias not in german_words()
            return entry.written in question or typed_low or bool(_ANNOUNCED.search(folded[:start]))
        return True

    def _longest(self, found: list[tuple[int, int, str, str]]) -> tuple[NamedThing, ...]:
        kept: list[tuple[int, int, str, str]] = []
        for start, end, kind, alias in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
            if all(end <= s or start >= e for s, e, _, _ in kept):
                kept.append((start, end, kind, alias))
        return tuple(
            NamedThing(kind, self._aliases[kind, alias].written, tuple(self._spans[kind, alias]))  # type: ignore[arg-type]
            for _, _, kind, alias in sorted(kept)
        )


_HYPHENS = re.compile(r"[\s-]+")
_TERM = re.compile(r"[„“\"»]([A-ZÄÖÜ][^„“”\"«».!?;:\n–]{5,50})[“”\"«]")
_SHORTEST_TERM = 12


def _find_terms(text: str) -> set[str]:
    """Names that running text puts between quotation marks ("Servicestelle ..."), folded, without spaces and hyphens."""
    found = set()
    for line in text.splitlines():
        listed = line.lstrip().startswith(("- ", "• ", "* ", "das Projekt", "die Maßnahme"))
        for written in () if listed else _TERM.findall(line):
            term = _HYPHENS.sub("", fold_question(written))
            if re.search(r"[\s-]", written) and len(term) >= _SHORTEST_TERM and not re.search(r"\d{4}", term):
                found.add(term)
    return found


def _stands_capitalised(written: str, question: str) -> bool:
    """Whether a name's last word stands in the question with a capital, in either spelling of its umlauts."""
    last = fold_question(written.rsplit(" ", 1)[-1])
    return any(
        word[0].isupper() and fold_question(word).startswith(last) for word in re.findall(r"[^\W\d_][\w'-]*", question)
    )


def find_name_runs(question: str) -> tuple[str, ...]:
    """Two to four capitalised words side by side, as names of persons are written."""
    return tuple(match.group() for match in _NAME_RUN.finditer(question))


def _is_announced(alias: str, written: str, question: str, before: str) -> bool:
    """Whether an ordinary word is used as a name: behind "Projekt", or between quotation marks.

    A word that a kind of measure is called by ("Ausbildungsvorbereitung") stays that kind between quotation marks.
    """
    if not _is_category(alias) and re.search(rf"[„“\"»]\s*{re.escape(written)}\s*[“”\"«]", question, re.IGNORECASE):
        return True
    return bool(_ANNOUNCED.search(before)) and len(alias) > 3


def _is_category(alias: str) -> bool:
    return any(cue_pattern("category", name).fullmatch(alias) for name in cue_names("category"))


def _is_ordinary(name: str) -> bool:
    """Whether a name consists of words that questions use anyway ("Ausbildungscoaching", "Teilzeit", "Projekt")."""
    folded = fold_question(name).strip(" .,;:!?()")
    if " " in folded:
        return False
    groups = ("attribute", "category", "topic")
    for group in groups:
        for cue in cue_names(group):
            match = cue_pattern(group, cue).search(folded)
            # Any "...projekt", any "Azubi..." fits a cue; one that is no usual word is the name of this one.
            named = group in {"attribute", "topic"} and folded not in german_words()
            if match and match.group() == folded and not named:
                return True
    return folded in {"coaching", "beratung", "ausbildung", "qualifizierung", "jobcoaching", "sprachfoerderung"}
