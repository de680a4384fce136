"""Builds the lexicon, the synonyms and the German word list that `assistant.lexicon` reads."""

import gzip
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from assistant.lexicon import LONGEST_PHRASE, normalise, shard_of
from ingest.training.alignment import align_words
from ingest.training.compounds import Splitter
from ingest.training.ding import Entry, Term, bare_words
from ingest.training.pruning import drop_derivable

Weights = Mapping[str, Mapping[str, float]]
"""Key -> German word -> weight."""
Phrase = tuple[list[str], list[str]]
"""English and German words of the same meaning."""

_MOST_TRANSLATIONS = 7
_LEAST_SHARE = 0.06
"""Translations below this share of the best one are noise of long synonym lists."""
_DATED = frozenset(
    "Bayr. BW Jugendsprache Kindersprache Mitteldt. Norddt. Sc. Schw. Süddt. alt altertümlich archaic dated humor. obs. "  # noqa: SIM905
    "pej. poet. rare selten slang veraltend veraltet vulg.".split()
)
_SPECIALIST = frozenset(
    "anat. astron. auto aviat. biochem. bot. chem. cook. electr. geol. mach. med. mil. min. mus. naut. ornith. pharm. "  # noqa: SIM905
    "photo. print sport techn. textil. zool.".split()
)
_COARSE = frozenset({"coll.", "derb", "pej.", "slang", "ugs.", "vulg."})
"""Terms of these, and those that stand beside them, are no synonyms to search with: slurs are among them."""
_NATURE = frozenset({"anat.", "biochem.", "bot.", "chem.", "geol.", "min.", "ornith.", "pharm.", "zool."})
_ALIGNED_SHARE = 0.7
_MOST_SYNONYMS = 10
_LONGEST_SYNONYM = 20
_MOST_MEANINGS = 6


def make_translations(entries: Iterable[Entry]) -> Weights:
    """English key -> German words with weights from sense order, term order and marks, joined with the alignment.

    Names of animals, plants, minerals and substances are taken where they are single words.
    """
    listed: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    phrases: list[Phrase] = []
    nature = False
    for entry in entries:
        nature = is_marked(entry, _NATURE) if entry.rank == 0 else nature
        for key, word, weight in _weigh_translations(entry):
            if not (nature and " " in key):
                listed[key][word] += weight
        phrases += [] if nature else _short_phrases(entry)
    splitter = Splitter(word for _, german in phrases for word in german)
    table = _join(listed, align_words(phrases), align_words(_split_compounds(phrases, splitter)))
    return drop_derivable(table, splitter)


def is_marked(entry: Entry, labels: frozenset[str]) -> bool:
    """Whether any term of an entry carries one of the labels."""
    return any(labels.intersection(term.labels) for term in (*entry.german, *entry.english))


def make_synonyms(sets: Iterable[Sequence[str]], entries: Iterable[Entry] = ()) -> Weights:
    """German key -> synonyms, single words, those of small sets first.

    Words with many meanings are left out: no synonym of theirs helps without knowing which one is meant.

    Args:
        sets: Synonym sets of the thesaurus.
        entries: Dictionary entries, whose German terms count as sets of half the weight.
    """
    table: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    meanings: Counter[str] = Counter()
    heads = (entry for entry in entries if entry.rank == 0 and not is_marked(entry, _SPECIALIST | _COARSE))
    listed = ((_plain_german(entry), 0.5) for entry in heads)
    for words, share in chain(((words, 1.0) for words in sets), listed):
        single = [
            word for word in words if re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", word) and len(word) <= _LONGEST_SYNONYM
        ]
        for word in single if len(single) > 1 else ():
            meanings[normalise(word)] += share == 1.0
            for other in single:
                if normalise(other) != normalise(word):
                    table[normalise(word)][other] += share / len(single)
    return {
        key: _best(found, _MOST_SYNONYMS) for key, found in table.items() if found and meanings[key] <= _MOST_MEANINGS
    }


def make_words(entries: Iterable[Entry]) -> list[str]:
    """German nouns, verbs, adjectives and their printed forms: single words of three letters or more, lower-cased."""
    words: set[str] = set()
    for entry in entries:
        for term in entry.german:
            word = bare_words(term.text)
            if re.fullmatch(r"[A-Za-zÄÖÜäöüß]{3,}", word):
                words.add(word.lower())
    return sorted(words)


def write_table(path: Path, table: Weights) -> None:
    """Writes a table as the zip file that `assistant.lexicon.Table` reads; the same table gives the same bytes."""
    shards: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(table):
        shards[shard_of(key)].append(f"{key}\t{_format_weights(table[key])}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(shards):
            archive.writestr(zipfile.ZipInfo(name), "\n".join(shards[name]), zipfile.ZIP_DEFLATED, 9)
    path.chmod(0o644)


def write_words(path: Path, words: Sequence[str]) -> None:
    """Writes the German word list; the same words give the same bytes."""
    path.write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))
    path.chmod(0o644)


def _format_weights(found: Mapping[str, float]) -> str:
    """`Ausbildung|Training:75`: the best first, without its weight 100, the others in per cent of it.

    Steps of five per cent are finer than what the weights know, and pack much better than exact ones.
    """
    (best, most), *others = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return "|".join([best, *(f"{word}:{max(1, round(weight / most * 20)) * 5}" for word, weight in others)])


def _join(listed: Weights, *alignments: Mapping[str, Sequence[tuple[str, float]]]) -> Weights:
    """Dictionary order and the alignments, of whole words and of compound parts, as distributions, added up."""
    spelling = _usual_spelling(listed)
    table = {}
    # What aligns with a hyphenated word ("live-in") says nothing of its words in a row, unless they are listed so.
    keys = {key for aligned in alignments for key in aligned if " " not in key}
    for key in sorted(listed.keys() | keys):
        found = listed.get(key, {})
        total = sum(found.values())
        joined = defaultdict(float, {word: weight / total for word, weight in found.items()})
        written = {word.lower(): word for word in found}
        for aligned in alignments:
            for word, probability in aligned.get(key, ()):
                joined[written.get(word) or spelling.get(word, word)] += _ALIGNED_SHARE * probability
        table[key] = _best(joined, _MOST_TRANSLATIONS)
    return {key: found for key, found in table.items() if found}


def _english_words(text: str) -> list[str]:
    """The keys of a term's words; a hyphenated word is one key ("part-time job": "part time", "job")."""
    return [key for word in bare_words(text).split() if (key := normalise(word))]


def _weigh_translations(entry: Entry) -> Iterator[tuple[str, str, float]]:
    """(key, German word, weight) of an entry; a key of n words takes German terms of at most n words."""
    for i, english in enumerate(entry.english):
        key = normalise(bare_words(english.text))
        size = key.count(" ") + 1
        if not key or size > LONGEST_PHRASE:
            continue
        for j, german in enumerate(entry.german[:_MOST_TRANSLATIONS]):
            word = _german(german)
            if word and word.count(" ") < size:
                yield key, word, _weigh(english, i) * _weigh(german, j) / (1 + entry.rank) ** 0.5


def _short_phrases(entry: Entry) -> list[Phrase]:
    """The first terms of an entry, and each first with the other's second, as words."""
    english = [_english_words(term.text) for term in entry.english[:2]]
    german = [normalise(_german(term)).split() for term in entry.german[:2]]
    pairs = [(en, de) for i, en in enumerate(english) for j, de in enumerate(german) if i + j < 2]
    return [(en, de) for en, de in pairs if en and de]


def _split_compounds(phrases: Sequence[Phrase], splitter: Splitter) -> Iterator[Phrase]:
    for english, german in phrases:
        yield english, [part for word in german for part in splitter.split(word)]


def _usual_spelling(listed: Weights) -> dict[str, str]:
    """Lower-cased German words to the spelling of the dictionary, nouns with their capital."""
    return {word.lower(): word for found in listed.values() for word in found if " " not in word}


def _best(found: Mapping[str, float], most: int) -> dict[str, float]:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {word: weight for word, weight in ranked if weight >= _LEAST_SHARE * ranked[0][1]}


def _german(term: Term) -> str:
    word = bare_words(term.text)
    return "" if re.search(r"[|:\t!?.]", word) else word


def _plain_german(entry: Entry) -> list[str]:
    return [_german(term) for term in entry.german if not (_DATED | {"Ös."}).intersection(term.labels)]


def _weigh(term: Term, place: int) -> float:
    weight = 1 / (1 + place)
    if _DATED.intersection(term.labels):
        weight *= 0.3
    return weight * 0.5 if _SPECIALIST.intersection(term.labels) else weight
