"""The pieces of a sentence: what claims something, and in which notation."""

import pytest

from assistant.llm.pieces import Pieces, read_pieces


def read(text: str, language: str = "de", names: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> Pieces:
    return read_pieces(text, names, language, places)  # type: ignore[arg-type]


def facts(text: str, language: str = "de", names: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> list[str]:
    return [f"{p.kind} {p.value}" for p in read(text, language, names, places).pieces]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Landkreis Fulda erhält 2024 845.150 Euro.", ["body landkreis-fulda", "year 2024", "euros 845150:exact"]),
        ("Es sind rund 1,3 Mio. Euro.", ["euros 1300000:about"]),
        ("Es sind bis zu 13 Plätze.", ["number 13:up_to"]),
        ("Es sind mindestens zwölf Plätze.", ["number 12:at_least"]),
        ("Am 2. August 2024 und am 3.8.2024.", ["date 2024-8-2", "date 2024-8-3"]),
        ("Das sind 5,4 % mehr.", ["percent 5,4"]),
        ("In § 4 steht „ein Wort“.", ["section 4", "quote ein Wort"]),
        ("Das Land Hessen und die Stadt Hanau.", ["body land-hessen", "body stadt-hanau"]),
        ("Es sind einhundertzwanzig Projekte.", ["number einhundertzwanzig"]),
    ],
)
def test_pieces_are_found(text: str, found: list[str]) -> None:
    assert facts(text) == found


@pytest.mark.parametrize(
    ("language", "written"), [("de", "845,150 Euro"), ("de", "1.3 Mio. Euro"), ("en", "845.150 euros")]
)
def test_a_sum_in_another_notation_is_another_sum(language: str, written: str) -> None:
    assert facts(written, language)[0].endswith(":odd")


def test_a_name_goes_before_what_is_in_it() -> None:
    assert facts("Das Projekt „Start 2024“ läuft.", names=("Start 2024",)) == ["name Start 2024"]


def test_a_body_goes_before_the_place_in_its_name() -> None:
    assert facts("Der Landkreis Kassel in Kassel.", places=("Kassel",)) == ["body landkreis-kassel", "name Kassel"]


def test_what_is_left_are_the_words() -> None:
    assert read("Der Landkreis Fulda erhält 2024 845.150 Euro.").words() == ("der", "erhält")
