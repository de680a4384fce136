"""Nothing of the documents stands in code or word lists: what is known of them was read from them."""

import gzip
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from assistant.bodies import all_bodies, fold
from assistant.documents import Agreement, PressRelease
from assistant.matters import all_matters

ROOT = Path(__file__).parents[1]
WRITTEN = (".py", ".toml", ".txt", ".js", ".css", ".json")
KNOWN_TABLES = {"bodies.json", "places.json", "tokenizer.json", "contract.schema.json"}
"""Tables of the world (bodies, towns) and of the model; they are checked by what they are made of, not by this."""


@cache
def code() -> dict[str, str]:
    paths = [ROOT / "app.py", *(p for package in ("assistant", "ingest") for p in (ROOT / package).rglob("*"))]
    chosen = [p for p in paths if p.suffix in WRITTEN and p.name not in KNOWN_TABLES]
    return {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in chosen}


@cache
def dictionary() -> frozenset[str]:
    """German words of everyday, and the names of bodies: they may stand anywhere."""
    words = gzip.decompress(files("assistant").joinpath("data/words.txt.gz").read_bytes()).decode().split()
    names = [part for body in all_bodies() for part in re.findall(r"\w+", f"{body.full} {' '.join(body.seats)}")]
    return frozenset(word.lower() for word in [*words, *names])


def find_word(word: str) -> list[str]:
    found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    return [f"{name}: {word}" for name, source in code().items() if word in source and found.search(source)]


def test_no_project_of_the_corpus(assistant):
    names = [p.measure.name for p in assistant.library.projects]
    names += [o.name for d in assistant.documents if isinstance(d, PressRelease) for o in d.offers]
    assert len(names) > 20
    assert [hit for name in names if len(name.split()) > 1 for hit in find_word(name)] == []
    proper = {word for name in names for word in re.findall(r"\b(?:\w*[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*)\b", name)}
    proper = {word for word in proper if word.lower() not in dictionary() and word not in general_abbreviations()}
    assert [hit for word in proper for hit in find_word(word)] == []


def general_abbreviations() -> set[str]:
    """Abbreviations of the programme itself, which its guideline uses in every agreement."""
    return {"TZ", "BaE", "AQB", "SGB", "EQ", "BvB"}


def test_no_person_of_the_corpus(assistant):
    persons = {s.name for d in assistant.documents if isinstance(d, Agreement) for s in d.signatures}
    persons |= {q.name for d in assistant.documents if isinstance(d, PressRelease) for q in d.quotes}
    assert len(persons) > 4
    surnames = {person.split()[-1] for person in persons}
    rare = {name for name in surnames if name.lower() not in dictionary()}
    assert [hit for name in persons | rare for hit in find_word(name)] == []


def test_no_amount_of_the_corpus(assistant):
    written = set()
    for funds in assistant.library.funds:
        euros = funds.amount.euros
        if euros % 100_000:
            written |= {str(euros.quantize(1)), f"{euros:,.0f}".replace(",", "."), f"{int(euros):_}"}
    assert len(written) > 5
    assert [hit for amount in written for hit in find_word(amount)] == []


def test_no_file_or_id_of_the_corpus(assistant):
    assert [hit for d in assistant.documents for name in (d.id, d.file, d.sha256) for hit in find_word(name)] == []


def test_matters_hold_no_wording_of_the_corpus(assistant):
    """What a matter is called is general; three words in a row as a document prints them would be its wording."""
    runs = set()
    for document in assistant.documents:
        words = re.findall(r"[a-z]+", fold(document.text))
        runs |= {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    hits = []
    for matter in all_matters().values():
        words = re.findall(r"[a-z]+", fold(matter.words))
        hits += [run for i in range(len(words) - 2) if (run := " ".join(words[i : i + 3])) in runs]
    assert hits == ["menschen mit behinderungen"]


def test_no_project_or_person_of_the_corpus_is_learnt(assistant):
    """The phrasings that the readers are trained on name nothing of the corpus."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "evals" / "questions").glob("phrasings*.toml"))]
    names = {p.measure.name for p in assistant.library.projects if len(p.measure.name.split()) > 1}
    names |= {s.name for d in assistant.documents if isinstance(d, Agreement) for s in d.signatures}
    names |= {q.name for d in assistant.documents if isinstance(d, PressRelease) for q in d.quotes}
    assert len(names) > 20
    assert [name for name in names for text in texts if name in text] == []
