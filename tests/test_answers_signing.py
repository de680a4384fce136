"""Answers about signatures: who, as what, for whom, where and when; nobody who did not sign."""

import pytest

from tests.handmade import agreement_text, ask, cells, open_handmade, signatures


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("Wer hat für den Landkreis Fulda 2024 unterschrieben?", {"Eva Drossel"}),
        ("Wer hat die Vereinbarung mit der Stadt Kassel unterschrieben?", {"Renate Specht", "Jürgen Fink"}),
        ("Who signed the 2024 agreement of Fulda?", {"Renate Specht", "Eva Drossel"}),
        ("Wer hat 2023 für das Ministerium unterschrieben?", {"Tilo Amsel"}),
        ("Who signed for the ministry in 2024?", {"Renate Specht"}),
        ("Welche Oberbürgermeister haben unterschrieben?", {"Jürgen Fink"}),
        ("Wer hat zuletzt unterschrieben?", {"Mara Elster"}),
        ("Wer hat im August 2024 für die Stadt Kassel unterschrieben?", {"Jürgen Fink"}),
        ("Wer ist Mara Elster?", {"Mara Elster"}),
        ("Wer ist Mara Elstr?", {"Mara Elster"}),
    ],
)
def test_those_asked_for_signed(question: str, people: set[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert set(cells(answer, "person", "signature")) == people


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wie viele Vereinbarungen hat Renate Specht unterschrieben?", "Das sind **4** Vereinbarungen"),
        ("How many of the agreements did Jürgen Fink sign?", "This is **1** agreement"),
        ("Wie viele Personen haben die Vereinbarungen unterschrieben?", "Unterzeichnet haben **7** Personen"),
    ],
)
def test_agreements_are_counted_as_agreements_and_people_as_people(question: str, said: str) -> None:
    answer = ask(question)

    assert said in answer.text
    assert answer.removed == 0


def test_the_party_of_a_signatory_is_not_in_the_documents() -> None:
    answer = ask("In welcher Partei ist, wer 2024 für Fulda unterschrieben hat?")

    assert answer.outcome == "not_found"
    assert "Partei" in answer.text


def test_a_function_in_the_plural_means_women_and_men() -> None:
    assert set(cells(ask("Welche Landräte haben unterschrieben?"), "person")) == {
        "Karl Zeisig",
        "Jan Pirol",
        "Eva Drossel",
    }


def test_a_signature_is_one_sentence_with_all_that_is_printed() -> None:
    german = ask("Wann und wo hat Mara Elster unterschrieben?")
    english = ask("When did Mara Elster sign?")

    assert german.text == "**Mara Elster** (Kreisbeigeordnete) unterzeichnete die Zielvereinbarung 2024 des Landkreises Offenbach am 20. August 2024 in Dietzenbach [1]."  # fmt: skip
    assert "on 20 August 2024 in Dietzenbach" in english.text
    assert {c.section for c in (*german.citations, *english.citations)} == {"Unterschriften"}
    assert cells(german, "date") == ["2024-08-20"]


@pytest.mark.parametrize(
    ("official", "place_and_date"),
    [
        (("Jan Pirol", "Landrat", "Lauterbach", "5.7.2022"), "am 5. Juli 2022 in Lauterbach"),
        (("Jan Pirol", "Landrat", "Lauterbach", "05.07.2022"), "am 5. Juli 2022 in Lauterbach"),
    ],
)
def test_dates_are_shown_in_words(official: tuple[str, str, str, str], place_and_date: str) -> None:
    signed = signatures(("Tilo Amsel", "Staatsminister", "1.7.2022"), official, "des Vogelsbergkreises")
    texts = {"a.txt": agreement_text("vogelsbergkreis", 2022, "600.000 Euro", signed=signed)}

    assert place_and_date in ask("Wann hat Jan Pirol unterschrieben?", assistant=open_handmade(texts)).text


def test_a_person_who_speaks_in_a_press_text_is_named_from_there() -> None:
    answer = ask("Was sagte Lena Kranich?")

    assert "**Dr. Lena Kranich** (Landrätin)" in answer.text
    assert "Das Geld ist gut angelegt" in answer.text


@pytest.mark.parametrize(
    "question",
    ["Hat Max Kuckucksheimer unterschrieben?", "Did Max Kuckucksheimer sign?", "Hat Frau Kuckucksheimer für Fulda unterschrieben?"],
)  # fmt: skip
def test_a_stranger_did_not_sign(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "not_found"
    assert "Kuckucksheimer“ " in answer.text or "Kuckucksheimer” " in answer.text
    assert not answer.text.startswith(("Ja", "Yes"))


@pytest.mark.parametrize("name", ["Peter Müller", "Klaus Jäger", "Max Nirgendwo"])
def test_a_stranger_with_an_everyday_name_did_not_sign(name: str) -> None:
    answer = ask(f"Hat {name} die Vereinbarung mit Fulda unterschrieben?")

    assert not answer.text.startswith("Ja")


@pytest.mark.parametrize(
    ("question", "function"),
    [
        ("Hat der Landrat Mara Elster unterschrieben?", "Kreisbeigeordnete"),
        ("Ist Karl Zeisig Oberbürgermeister?", "Landrat"),
        ("Is Jürgen Fink the district administrator?", "Oberbürgermeister"),
    ],
)
def test_a_wrong_function_is_corrected(question: str, function: str) -> None:
    answer = ask(question)

    assert answer.outcome == "corrected"
    assert function in answer.text


def test_people_are_counted_once_each() -> None:
    assert "**7** Personen" in ask("Wie viele Personen haben unterschrieben?").text


def test_both_signatures_of_both_readings_are_shown() -> None:
    answer = ask("Wer hat die Vereinbarung von Kassel unterschrieben?")

    assert answer.outcome == "clarify"
    assert {"Karl Zeisig", "Jürgen Fink"} <= set(cells(answer, "person"))


def test_no_document_no_signature() -> None:
    answer = ask("Wer hat für die Stadt Wiesbaden unterschrieben?")

    assert (answer.outcome, answer.rows) == ("not_found", ())
    assert answer.text == "Für die Stadt Wiesbaden liegt dazu kein Dokument vor."


def test_a_signature_without_a_date_is_said_to_have_none() -> None:
    answer = ask("Wann hat Jan Pirol unterschrieben?")

    assert "nicht gedruckt" in answer.text
