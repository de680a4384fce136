"""Cases: reading, writing, refusing what cannot be meant."""

import json
from decimal import Decimal

import pytest

from assistant.documents import OtherDocument, Section, Span
from evals.cases import CaseError, check_evidence, read_case, read_cases, show_case, write_cases
from evals.paragraphs import find_paragraphs, label_paragraph
from evals.run import CORPUS, EXAMPLES

ROW = {
    "id": "A1",
    "kind": "look up",
    "language": "de",
    "turns": ["Wie viel?"],
    "expected": {
        "outcomes": ["answered"],
        "amounts": ["915600"],
        "names": ["Kassel", ["9.7.2024", "9. Juli 2024"]],
        "evidence": [{"file": "a.txt", "section": "§ 4", "text": "915.600 Euro"}],
    },
}


def test_case_from_json():
    case = read_case(ROW)
    (expected,) = case.expected

    assert expected.amounts == (Decimal(915600),)
    assert expected.names == (("Kassel",), ("9.7.2024", "9. Juli 2024"))
    assert expected.evidence[0].place == ("a.txt", "§ 4")
    assert expected.answerable
    assert read_case(show_case(case)) == case


def test_one_expectation_is_for_the_last_turn():
    case = read_case(ROW | {"turns": ["Und?", "Wie viel?"]})

    assert [one is None for one in case.expected] == [True, False]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"expected": {"outcomes": ["right"]}}, "'right'"),
        ({"expected": {"outcomes": []}}, "Ausgang"),
        ({"expected": [None, None]}, "1 Fragen und 2 Erwartungen"),
        ({"turns": []}, "0 Fragen"),
    ],
)
def test_impossible_cases_are_refused(change, sentence):
    with pytest.raises(CaseError, match=sentence):
        read_case(ROW | change)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["{"], "Zeile 1"),
        ([json.dumps({"id": "x"})], "kein Fall"),
        ([json.dumps(ROW), "", json.dumps(ROW)], "'A1' kommt zweimal"),
        ([json.dumps(ROW | {"expected": {"outcomes": ["answered"], "amounts": ["viel"]}})], "Zeile 1"),
    ],
)
def test_broken_files_are_refused(tmp_path, lines, sentence):
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CaseError, match=sentence):
        read_cases(path)


def document(text):
    section = Section("§ 4", "", Span("a.txt", 0, len(text)))
    return OtherDocument("a.txt", "a.txt", "", text, "", None, None, (section,), (), ())


@pytest.mark.parametrize(
    ("documents", "sentence"),
    [
        ({}, "nicht im Korpus"),
        ({"a.txt": document("insgesamt 915.601 Euro")}, "steht nicht in § 4"),
    ],
)
def test_evidence_must_stand_where_it_says(documents, sentence):
    with pytest.raises(CaseError, match=sentence):
        check_evidence([read_case(ROW)], documents)


def test_evidence_that_stands_there_passes():
    check_evidence([read_case(ROW)], {"a.txt": document("insgesamt 915.600 Euro")})


def test_examples_are_complete_and_their_evidence_stands_in_the_files():
    cases = read_cases(EXAMPLES)
    texts = {path.name: path.read_text(encoding="utf-8") for path in CORPUS.rglob("*.txt")}

    assert len(cases) == 39
    for case in cases:
        for expected in case.expected:
            for evidence in expected.evidence if expected else ():
                assert evidence.text in texts[evidence.file], case.id
                if evidence.section.startswith("Absatz"):
                    start, end = find_paragraphs(texts[evidence.file])[int(evidence.section.split()[1]) - 1]
                    assert evidence.text in texts[evidence.file][start:end], case.id


def test_cases_are_written_as_they_are_read(tmp_path):
    cases = read_cases(EXAMPLES)
    write_cases(cases, tmp_path / "cases.jsonl")

    assert read_cases(tmp_path / "cases.jsonl") == cases
    assert (tmp_path / "cases.jsonl").read_text(encoding="utf-8") == EXAMPLES.read_text(encoding="utf-8")


def test_paragraphs_are_blocks_between_blank_lines():
    text = "\n Titel\n\nEin Satz.\nNoch einer.\n \t\n\nSchluss"

    assert [text[start:end] for start, end in find_paragraphs(text)] == ["Titel", "Ein Satz.\nNoch einer.", "Schluss"]
    assert label_paragraph(text, text.index("Noch")) == "Absatz 2"
    with pytest.raises(ValueError, match="kein Absatz"):
        label_paragraph(text, 0)
