"""Search over a small store whose cosines are given by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.answers import Hit
from assistant.catalog import Catalog, Filters
from assistant.documents import OtherDocument, Passage, Place, Section, Span
from assistant.lexical import LexicalIndex, LexicalScores
from assistant.matters import all_matters
from assistant.retrieve import Weights, fuse, search
from assistant.telling import find_told

RULE = "Weichen die Partner während des Jahres ab, informieren sie das Ministerium."


def make_document(key: str, body: str | None, year: int | None, *paragraphs: str) -> OtherDocument:
    text = "\n\n".join(paragraphs)
    sections = []
    for number, paragraph in enumerate(paragraphs, start=1):
        start = text.index(paragraph)
        sections.append(Section(f"Absatz {number}", "", Span(key, start, start + len(paragraph))))
    return OtherDocument(key, f"{key}.txt", f"Merkblatt {key}", text, "", body, year, tuple(sections), (), ())


DOCUMENTS = (
    make_document("a", "stadt-a", 2024, "Die Stadt fördert eine Ausbildung in Teilzeit für Mütter.", RULE),
    make_document("b", "kreis-b", 2025, "Der Kreis fördert Coaching für Jugendliche.", RULE),
    make_document("c", None, None, "Anträge auf Zuwendung stellt man beim Regierungspräsidium.", "Wetter und Regen."),
)


def make_passages() -> tuple[Passage, ...]:
    """A passage a section; the rule that stands in two documents is a template."""
    passages = []
    for document in DOCUMENTS:
        for section in document.sections:
            text = document.text[section.span.start : section.span.end]
            others = [
                Place("Absatz 2", other.sections[1].span)
                for other in DOCUMENTS
                if text == RULE and RULE in other.text and other.id != document.id
            ]
            passages.append(
                Passage(
                    f"{document.id}{section.label}",
                    section.span,
                    section.label,
                    text,
                    text,
                    document.body,
                    document.year,
                    "other",
                    template=bool(others),
                    also_in=tuple(others),
                )
            )
    return tuple(passages)


class Shelf:
    """A store whose nearest passages are those named, nearest first; keeps the filters it was asked with."""

    def __init__(self, passages: Sequence[Passage], nearest: Sequence[str] = ()) -> None:
        self.documents = DOCUMENTS
        self.passages = tuple(passages)
        self.nearest = nearest
        self.asked: dict[str, Any] = {}

    def query(self, vector: Any, k: int, **filters: Any) -> list[tuple[str, float]]:
        self.asked = filters
        return [(key, 0.9 - 0.1 * place) for place, key in enumerate(self.nearest)][:k]


class Model:
    def __init__(self, *vector: float) -> None:
        self.vector = np.array(vector)

    def embed_query(self, text: str) -> Any:
        return self.vector


Search = Callable[..., tuple[Hit, ...]]


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    return LexicalIndex.build(make_passages())


@pytest.fixture
def find(lexical: LexicalIndex) -> Search:
    store = Shelf(make_passages())
    return lambda query, k=10, **options: search(store, lexical, None, None, query, k, **options)


@pytest.mark.parametrize(
    ("query", "document", "section"),
    [
        ("Wer fördert Teilzeitausbildung?", "a", "Absatz 1"),
        ("coaching jugendlicher", "b", "Absatz 1"),
        ("Wo stellt man den Zuwendungsantrag?", "c", "Absatz 1"),
        ("Fo\u0308rderung von Mu\u0308ttern", "a", "Absatz 1"),
    ],
)
def test_the_best_passage_comes_first(find: Search, query: str, document: str, section: str) -> None:
    best = find(query)[0]
    assert (best.document, best.section, best.file) == (document, section, f"{document}.txt")
    assert best.label == f"Merkblatt {document}, {section}"


def test_a_hit_is_the_text_at_its_span(find: Search) -> None:
    texts = {document.id: document.text for document in DOCUMENTS}
    hits = find("Ausbildung Kreis Ministerium Wetter")
    assert len(hits) > 2
    assert all(hit.text == texts[hit.document][hit.span.start : hit.span.end] for hit in hits)


def test_best_first_and_no_more_than_asked_for(find: Search) -> None:
    hits = find("Der Kreis fördert Coaching, die Stadt Ausbildung", 2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_one_hit_for_one_wording(find: Search) -> None:
    hits = [hit for hit in find("Was gilt bei Abweichungen vom Ministerium?") if hit.text == RULE]
    assert len(hits) == 1
    assert {hits[0].document, *(place.span.document_id for place in hits[0].also_in)} == {"a", "b"}


def test_template_text_gives_way_unless_rules_are_asked_for(lexical: LexicalIndex) -> None:
    """The template is a little better by meaning, everything else is equal."""
    store = Shelf(make_passages(), nearest=("aAbsatz 2", "cAbsatz 2"))
    ask: Search = lambda **options: search(store, lexical, Model(1.0), None, "unbekannt", **options)  # noqa: E731
    assert ask(rules=True)[0].text == RULE
    assert ask(rules=False)[0].text == "Wetter und Regen."


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        ({}, {"a", "b", "c"}),
        ({"bodies": ["stadt-a"]}, {"a"}),
        ({"bodies": [None]}, {"c"}),
        ({"years": [2024, 2025]}, {"a", "b"}),
        ({"years": [None]}, {"c"}),
        ({"kinds": ["agreement"]}, set()),
        ({"sections": ["Absatz 1"]}, {"a", "b", "c"}),
        ({"bodies": []}, set()),
        ({"bodies": ["kreis-b"], "years": [2024]}, set()),
    ],
)
def test_filters(find: Search, filters: dict[str, Any], documents: set[str]) -> None:
    hits = find("Ausbildung Coaching Zuwendung Ministerium", filters=Filters(**filters))
    assert {hit.document for hit in hits} == documents


def test_filters_go_into_the_dense_query(lexical: LexicalIndex) -> None:
    store = Shelf(make_passages())
    named = Filters(bodies=["stadt-a"], years=[2024], sections=["Absatz 1"])
    search(store, lexical, Model(1.0), None, "Ausbildung", filters=named)
    assert store.asked == {"bodies": ["stadt-a"], "years": [2024], "kinds": None, "sections": ["Absatz 1"]}


def test_a_wording_indexed_once_is_found_under_every_filter() -> None:
    once = tuple(passage for passage in make_passages() if passage.id != "bAbsatz 2")
    hits = search(
        Shelf(once),
        LexicalIndex.build(once),
        None,
        None,
        "Ministerium informieren",
        filters=Filters(bodies=["kreis-b"]),
    )
    assert [(hit.document, hit.text) for hit in hits] == [("b", RULE)]
    assert [(place.span.document_id, place.file) for place in hits[0].also_in] == [("a", "a.txt")]


def test_meaning_finds_what_words_do_not(lexical: LexicalIndex) -> None:
    store = Shelf(make_passages(), nearest=("cAbsatz 1", "aAbsatz 1"))
    assert search(store, lexical, Model(1.0), None, "Beihilfe beantragt")[0].document == "c"


@pytest.mark.parametrize("vector", [(0.0, 0.0), (float("nan"), 1.0)])
def test_a_question_without_a_vector_is_ranked_by_words(lexical: LexicalIndex, vector: tuple[float, ...]) -> None:
    store = Shelf(make_passages(), nearest=("cAbsatz 2",))
    assert search(store, lexical, Model(*vector), None, "Coaching")[0].document == "b"


@pytest.mark.parametrize("query", ["", "   ", "😀", "?!", "...", "\u0000"])
def test_nothing_asked_nothing_found(find: Search, query: str) -> None:
    assert find(query) == ()


@pytest.mark.parametrize("query", ["Wer oder was?", "x", "ß", "Wort " * 2_000, "a" * 10_000, "§ 4 " * 2_500])
def test_odd_questions_do_no_harm(find: Search, query: str) -> None:
    assert all(np.isfinite(hit.score) for hit in find(query))


def test_no_hits_of_no_passages(find: Search) -> None:
    assert search(Shelf(()), LexicalIndex.build(()), None, None, "Ausbildung") == ()
    assert find("Ausbildung", 0) == ()


@pytest.mark.parametrize(
    ("text", "penalised"),
    [("Weichen die Partner ab, informieren sie das Land.", 1.0), ("Das Land stellt 915.600 Euro zur Verfügung.", 0.0)],
)
def test_an_amount_in_shared_wording_is_no_rule(text: str, penalised: float) -> None:
    passage = replace(make_passages()[1], text=text)
    assert Catalog(DOCUMENTS, (passage,)).templates.tolist() == [penalised]


def test_shared_wording_around_different_amounts_is_a_hit_for_each(lexical: LexicalIndex) -> None:
    """Here the rule stands for a sentence with an amount: the place of one says nothing about the other's."""
    documents = tuple(replace(d, text=d.text.replace("das Ministerium", "über 10.000 Euro")) for d in DOCUMENTS)
    passages = tuple(
        replace(p, text=next(d for d in documents if d.id == p.span.document_id).text[p.span.start : p.span.end])
        for p in make_passages()
    )
    store = Shelf(passages)
    store.documents = documents
    hits = [hit for hit in search(store, lexical, None, None, "Ministerium") if "10.000" in hit.text]
    assert [hit.also_in for hit in hits] == [(), ()]


def test_a_slip_does_not_make_a_second_wording() -> None:
    """Template passages of several documents that differ by a name and a slip, and name no common places."""
    rule = f"{RULE} Umsetzung, Entwicklung und Verwendung der Mittel werden im Herbst gemeinsam besprochen."
    slips = (rule, rule.replace("Partner", "Parner"), f"Landkreis Nord: {rule}")
    documents = tuple(make_document(f"n{i}", None, None, "Kopf", text) for i, text in enumerate(slips))
    passages = tuple(
        Passage(f"p{d.id}", d.sections[1].span, "Absatz 2", slip, slip, None, None, "other", template=True)
        for d, slip in zip(documents, slips, strict=True)
    )
    store = Shelf(passages)
    store.documents = documents
    (hit,) = search(store, LexicalIndex.build(passages), None, None, "Ministerium informieren")
    assert len(hit.also_in) == 2


def test_fusion_adds_deviations() -> None:
    """Two passages: each ranking puts one of them a deviation above and the other a deviation below the mean."""
    scores = LexicalScores(np.array([3.0, 1.0], dtype=np.float32), np.array([0.5, 2.5], dtype=np.float32))
    numbers, fused = fuse(
        scores, {0: 0.9, 1: 0.1}, np.ones(2, dtype=np.bool_), np.arange(2), Weights(1.0, 0.5, 0.25, 0.0)
    )
    assert numbers.tolist() == [0, 1]
    assert fused == pytest.approx([1.0 - 0.5 + 0.25, -1.0 + 0.5 - 0.25])


def test_candidates_are_the_best_of_each_ranking() -> None:
    stems = np.zeros(1_000, dtype=np.float32)
    stems[[7, 8]] = 1.0
    grams = np.zeros(1_000, dtype=np.float32)
    grams[9] = 1.0
    allowed = np.ones(1_000, dtype=np.bool_)
    allowed[8] = False
    numbers, _ = fuse(
        LexicalScores(stems, grams), {10: 0.5}, allowed, np.arange(1_000), Weights(1.0, 1.0, 1.0, 0.0), pool=20
    )
    assert numbers.tolist() == [7, 9, 10]


def test_copies_of_one_wording_crowd_out_nobody() -> None:
    """Passages 0 to 97 have one wording; 98 and 99 would not be among the best five."""
    scores = np.array([2.0] * 97 + [3.0] + [1.0] * 2, dtype=np.float32)
    wordings = np.array([0] * 98 + [98, 99])
    everything = np.ones(100, dtype=np.bool_)
    numbers, _ = fuse(
        LexicalScores(scores, scores), {4: 0.4, 5: 0.6}, everything, wordings, Weights(1.0, 1.0, 1.0, 0.0), pool=5
    )
    assert numbers.tolist() == [5, 97, 98, 99]


def test_another_place_of_the_best_wording_is_not_a_second_hit() -> None:
    """Two templates of the same wording, each naming the other: one hit, whichever ranks first."""
    one, two = (passage for passage in make_passages() if passage.template)
    passages = (one, replace(two, search_text=two.search_text + " Ministerium"))
    hits = search(Shelf(passages), LexicalIndex.build(passages), None, None, "Ministerium")
    assert len(hits) == 1


def test_names_in_the_question_lead_but_leave_nothing_out(find: Search) -> None:
    """Both rules say the same of coaching and training; the body, the year and the section named come first."""
    query = "Wer fördert Jugendliche, Mütter, Ausbildung, Coaching?"
    for aim, document in (
        (Filters(bodies=["stadt-a"]), "a"),
        (Filters(bodies=["kreis-b"]), "b"),
        (Filters(years=[2024]), "a"),
    ):
        hits = find(query, aim=aim)
        assert hits[0].document == document
        assert {hit.document for hit in hits} >= {"a", "b"}
    both = "Coaching, Ministerium?"
    assert find(both, aim=Filters(sections=["Absatz 1"]), rules=True)[0].section == "Absatz 1"
    assert find(both, aim=Filters(sections=["Absatz 2"]), rules=True)[0].section == "Absatz 2"


def test_a_shared_wording_is_shown_where_the_question_names_it(find: Search) -> None:
    """Filters leave both places of the rule; the body of the question decides, but never against the filters."""
    query = "Abweichungen, Ministerium informieren?"
    for body, document in (("stadt-a", "a"), ("kreis-b", "b")):
        (hit,) = (hit for hit in find(query, aim=Filters(bodies=[body])) if hit.text == RULE)
        assert hit.document == document
        assert len(hit.also_in) == 1
    hits = find(query, aim=Filters(bodies=["stadt-a"]), filters=Filters(bodies=["kreis-b"]))
    assert {hit.document for hit in hits} == {"b"}


def test_shared_wording_about_the_matter_of_the_question_does_not_give_way(lexical: LexicalIndex) -> None:
    """Rule and weather are as near by vectors; that the rule tells of the matter makes up for its being a template."""
    store = Shelf(make_passages(), nearest=("aAbsatz 2", "cAbsatz 2"))
    told = find_told(RULE)
    matter = all_matters()[max(told, key=lambda key: told[key])]
    ask: Search = lambda **options: search(store, lexical, Model(1.0), None, "unbekannt", **options)  # noqa: E731
    assert ask()[0].text == "Wetter und Regen."
    assert ask(matters=[(matter, 0.9)])[0].text == RULE


def test_a_ranking_of_no_weight_does_not_count(lexical: LexicalIndex) -> None:
    store = Shelf(make_passages(), nearest=("cAbsatz 2", "aAbsatz 1"))
    only_words, only_vectors = Weights(1, 1, 0, 1), Weights(0, 0, 1, 0)
    ask: Search = lambda weights: search(store, lexical, Model(1.0), None, "Coaching", weights=weights)  # noqa: E731
    assert ask(only_words)[0].document == "b"
    assert ask(only_vectors)[0].text == "Wetter und Regen."


def test_the_likeness_of_words_finds_other_words_for_the_same(lexical: LexicalIndex) -> None:
    """Nothing of "rain" and "weather" stands in German text, no dictionary is asked, and the vectors prefer another."""
    store = Shelf(make_passages(), nearest=("aAbsatz 1", "cAbsatz 1", "cAbsatz 2"))
    hits = search(store, lexical, Model(1.0), None, "rain, weather?", language="en", weights=Weights(0, 0, 0, 1))
    assert hits[0].text == "Wetter und Regen."


ODD = {
    "long": "Ausbildung und Qualifizierung " * 1_700,
    "short": "x",
    "emoji": "😀👍🏽🎉",
    "blank": "\u00a0",
    "word": "a" * 50_000,
}


def test_odd_passages_are_found_and_do_no_harm() -> None:
    documents = tuple(
        OtherDocument(key, f"{key}.txt", key, text, "", None, None, (), (), ()) for key, text in ODD.items()
    )
    passages = tuple(
        Passage(d.id, Span(d.id, 0, len(d.text)), "", d.text, d.text, None, None, "other", template=False)
        for d in documents
    )
    store = Shelf(passages, nearest=tuple(ODD))
    store.documents = documents
    index = LexicalIndex.build(passages)
    assert search(store, index, None, None, "Was heißt Qualifizierung?")[0].document == "long"
    for query in ("x", "😀", "der die das", "Ausbildung 😀", "a" * 50_000):
        hits = search(store, index, Model(1.0), None, query)
        assert len(hits) <= len(ODD)
        assert all(np.isfinite(hit.score) for hit in hits)
