"""Sentences out of a stream: the same in whatever pieces they come, each as soon as it is over."""

import pytest

from assistant.llm.sentences import SentenceReader, find_markup, read_sentence

TEXT = "Der Landkreis Fulda erhält 2024 845.150 Euro [1].\nIm Herbst, z. B. am 2.10.2024, wird beraten [2, 3]. Danach gilt § 4. [1]\n- Ein Punkt [4]"


def read(text: str, size: int) -> list:
    reader = SentenceReader()
    found = [s for start in range(0, len(text), size) for s in reader.feed(text[start : start + size])]
    return [*found, *reader.close()]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 1000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    assert [(s.text, s.cites, s.bullet) for s in read(TEXT, size)] == [
        ("Der Landkreis Fulda erhält 2024 845.150 Euro.", ("1",), False),
        ("Im Herbst, z. B. am 2.10.2024, wird beraten.", ("2", "3"), False),
        ("Danach gilt § 4.", ("1",), False),
        ("Ein Punkt", ("4",), True),
    ]


def test_a_sentence_is_given_out_when_its_line_ends() -> None:
    reader = SentenceReader()

    assert [s.text for s in reader.feed("Ein Satz [1].\nNoch")] == ["Ein Satz."]


@pytest.mark.parametrize("size", [1, 4, 500])
@pytest.mark.parametrize("marks", ["„“", "“”", '""'])
def test_a_quote_of_several_sentences_is_one(size: int, marks: str) -> None:
    opening, closing = marks
    said = read(
        f"Dort steht: {opening}Das gilt. Danach gilt es nicht. Dann wieder.{closing} [1]. Noch ein Satz [2].", size
    )

    assert [s.cites for s in said] == [("1",), ("2",)]


@pytest.mark.parametrize("size", [1, 5, 500])
def test_thoughts_are_not_said(size: int) -> None:
    said = read("<think>Der Landkreis zahlt nichts [1].\nHm.</think>\nEin Satz [1].\n", size)

    assert [s.text for s in said] == ["Ein Satz."]


def test_a_thought_without_an_end_says_nothing() -> None:
    assert read("<think>Der Landkreis zahlt nichts [1].\n", 4) == []


def test_marks_of_other_makes_are_read() -> None:
    assert read_sentence("Ein Satz 【1】【2】.").cites == ("1", "2")


@pytest.mark.parametrize(
    "text",
    [
        "Ein <b>Satz</b>.", "![x](y)", "[hier](y)", "https://x.de", "www.x.de", "`x`", "a | b", "# Titel", "x\u200by", "x\u202ey", "x\x07y",
        "mailto@x.de", "\U0001f600", "<img src=x", "javascript:x", "{x}", "$x$",
    ],
)  # fmt: skip
def test_markup_is_found(text: str) -> None:
    assert find_markup(text)


def test_plain_words_are_no_markup() -> None:
    assert find_markup("„Wort“ (BaE) – 5,4 % von 1.204.350 Euro; § 4, Stütz- und Förderunterricht/Coaching & Co.") == ""


def test_words_without_an_end_are_given_out_in_time() -> None:
    said = read("Ausbildung und " * 5000, 15)

    assert len(said) > 10
    assert all(len(s.text) > 900 for s in said[:-1])
