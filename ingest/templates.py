"""Wording that stands in several documents: the same words but for names, years, dates and amounts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from assistant.bodies import find_printed_bodies
from assistant.dates import find_dates
from assistant.money import find_euros
from ingest.lines import squeeze

_MINISTRY = re.compile(
    r"Hessische[snmr]?\s(?:Sozialministeriums?|Ministeriums?\sfür\s[^.;()]{3,60}?(?=\s(?:und\s(?:de[rm]|die)|setz|eine|regional|\())|Ministeriums?)"
)
_ARTICLE = re.compile(r"(?<!\w)(?:de[rsmn]|die|das)\s(?=\x01)", re.IGNORECASE)
_SHINGLE = 5
_NEAR = 0.8
"""Share of five-word sequences from which two passages have the same wording but for a slip."""
SHORTEST_WORDING = 8
"""Words below which sameness says nothing ("Kontakt", "- Berufsvorbereitung")."""


def mask_names(running: str) -> str:
    """A running text with bodies, ministries, dates, years and amounts blotted out."""
    masked = _blot(running, ((f.start, f.end) for f in find_euros(running)))
    masked = _blot(masked, ((f.start, f.end) for f in find_dates(masked)))
    masked = _blot(masked, ((b.start, b.end) for b in find_printed_bodies(masked)))
    masked = _MINISTRY.sub("\x01", masked)
    masked = _ARTICLE.sub("", masked)
    return re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", "\x01", masked)


def find_same(
    runnings: Sequence[str], documents: Sequence[str], formal: Sequence[bool]
) -> tuple[list[bool], dict[int, list[int]]]:
    """Which passages are template, and for each the passages of other documents with exactly its masked wording.

    Args:
        runnings: The mended words of each passage.
        documents: The document of each passage.
        formal: Whether the passage belongs to an agreement or press release; other prose is compared as it stands.

    Returns:
        For each passage whether its wording, with at most a slip, stands in another document; and by passage the
        places of the very same wording in other documents.
    """
    masked = [mask_names(running) if formal[i] else running for i, running in enumerate(runnings)]
    groups: dict[str, list[int]] = defaultdict(list)
    for i, words in enumerate(masked):
        if len(words.split()) >= SHORTEST_WORDING:
            groups[squeeze(words)].append(i)
    same = {i: [j for j in group if documents[j] != documents[i]] for group in groups.values() for i in group}
    template = [bool(same.get(i)) for i in range(len(runnings))]
    for i in _find_near([group for group in groups.values() if formal[group[0]]], masked, documents):
        template[i] = True
    return template, {i: others for i, others in same.items() if others}


def _find_near(groups: Sequence[Sequence[int]], masked: Sequence[str], documents: Sequence[str]) -> set[int]:
    """Passages whose wording differs from another document's by a slip; one comparison a wording, not a passage."""
    shingles = [_shingle(masked[group[0]]) for group in groups]
    holders: dict[int, list[int]] = defaultdict(list)
    for g, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(g)
    found: set[int] = set()
    for g, own in enumerate(shingles):
        shared = Counter(
            other for shingle in own if len(holders[shingle]) < 200 for other in holders[shingle] if other != g
        )
        for other, count in shared.most_common(3):
            apart = {documents[i] for i in groups[other]} - {documents[i] for i in groups[g]}
            if apart and count >= _NEAR * max(len(own), 1):
                found.update(groups[g])
    return found


def _shingle(words: str) -> set[int]:
    split = squeeze_words(words)
    return {hash(tuple(split[i : i + _SHINGLE])) for i in range(len(split) - _SHINGLE + 1)}


def squeeze_words(running: str) -> list[str]:
    """The words of a text, in lower case and without punctuation."""
    return [squeezed for word in running.split() if (squeezed := squeeze(word))]


def _blot(running: str, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in spans:
        if start >= position:
            parts += [running[position:start], "\x01"]
            position = end
    return "".join((*parts, running[position:]))
