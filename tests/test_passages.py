"""Passages: limits, context, mended words, template wording."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import Agreement, Document, Passage, find_section
from assistant.settings import PASSAGE_TOKENS
from ingest.parse import parse_document
from ingest.passages import count_tokens, cut_passages

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    files = sorted(CORPUS.rglob("*.txt"))
    return tuple(parse_document(file.stem, file.name, file.read_text(encoding="utf-8"), "") for file in files)


@pytest.fixture(scope="module")
def passages(documents: tuple[Document, ...]) -> tuple[Passage, ...]:
    return cut_passages(documents)


def test_passages_are_stretches_of_one_section(documents: tuple[Document, ...], passages: tuple[Passage, ...]) -> None:
    by_id = {document.id: document for document in documents}
    for passage in passages:
        document = by_id[passage.span.document_id]
        section = find_section(document, passage.span.start)

        assert passage.text == document.text[passage.span.start : passage.span.end]
        assert section is not None
        assert (section.label, passage.span.end <= section.span.end) == (passage.section, True)
        assert count_tokens(passage.text) <= PASSAGE_TOKENS


def test_nothing_is_left_out(documents: tuple[Document, ...], passages: tuple[Passage, ...]) -> None:
    for document in documents:
        covered = {i for p in passages if p.span.document_id == document.id for i in range(p.span.start, p.span.end)}
        assert all(document.text[i].isspace() for i in range(len(document.text)) if i not in covered)


def test_the_same_documents_give_the_same_ids(documents: tuple[Document, ...], passages: tuple[Passage, ...]) -> None:
    assert [p.id for p in cut_passages(documents)] == [p.id for p in passages]
    assert len({p.id for p in passages}) == len(passages)


def test_search_text_has_context_and_whole_words(passages: tuple[Passage, ...]) -> None:
    torn = next(p for p in passages if "Fachkräfte sicherung" in p.text)
    aims = next(p for p in passages if p.section == "§ 5")

    assert "Fachkräftesicherung" in torn.search_text
    assert torn.search_text.startswith("Zielvereinbarung 2025 Landkreis Kassel § 1 Ausbildungs-")
    assert "**" not in aims.search_text


def test_the_sentence_after_the_list_of_measures_stands_for_itself(documents: tuple[Document, ...]) -> None:
    """However short the list is and whatever stands before its entries: the sentence is one wording for all."""
    closing = "Die Förderung erfolgt nach Maßgabe des Bescheides, den das Regierungspräsidium auf Antrag erlässt."
    agreements = [d for d in documents if isinstance(d, Agreement)]
    for bullet in ("- ", "• ", ""):
        changed = [_end_list_with(d, bullet, closing) for d in agreements]
        cut = cut_passages(changed)
        alone = [p for p in cut if closing in p.text]
        assert [p.text for p in alone] == [closing] * len(agreements)
        assert all(p.template and len(p.also_in) == len(agreements) - 1 for p in alone)
        listed = [p for p in cut if any(d.measures[0].name in p.search_text for d in changed)]
        assert listed
        assert all("Maßnahmen und Projekte" in p.search_text for p in listed)


def _end_list_with(document: Agreement, bullet: str, closing: str) -> Agreement:
    """The agreement with one entry of another bullet at the end of its list, and another sentence after it."""
    end = max(measure.span.end for measure in document.measures)
    rest = document.text.index("§ 6", end)
    text = f"{document.text[:end]}\n{bullet}Werkstattkurs Nord\n\n{closing}\n\n{document.text[rest:]}"
    changed = parse_document(document.id, document.file, text, "")
    assert isinstance(changed, Agreement)
    return changed


def test_wording_that_all_agreements_share_is_template(passages: tuple[Passage, ...]) -> None:
    shared = [p for p in passages if p.section == "§ 3"]
    own = [p for p in passages if "Jobcoach" in p.text or "AQB 2020" in p.text]

    assert [(p.template, len(p.also_in)) for p in shared] == [(True, 2)] * 3
    assert not any(p.template for p in own)


def test_a_slip_does_not_hide_template_wording(passages: tuple[Passage, ...]) -> None:
    slips = [p for p in passages if "Ausbildungsfähigkeit von be" in p.text and p.year == 2025]

    assert [p.template for p in slips] == [True, True]
    assert [p.also_in for p in slips] == [(), ()]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ab .\nÄ§", max_size=3000), st.integers(1, 3))
def test_any_text_is_cut_within_the_limit(text: str, times: int) -> None:
    document = parse_document("x", "x.txt", text * times, "")

    for passage in cut_passages([document]):
        assert passage.text == document.text[passage.span.start : passage.span.end]
        assert count_tokens(passage.text) <= PASSAGE_TOKENS


def test_one_endless_word_is_cut_too() -> None:
    passages = cut_passages([parse_document("x", "x.txt", "a" * 50_000, "")])

    assert sum(len(passage.text) for passage in passages) == 50_000
