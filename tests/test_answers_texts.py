"""Answers made of the documents' own words: sentences, terms, sections, wording side by side."""

import pytest

from tests.handmade import TEXTS, agreement_text, ask, cells, handmade, open_handmade


@pytest.mark.parametrize(
    ("question", "words", "section"),
    [
        ("Was gilt bei Abweichungen während des Jahres?", "Unterjährige Abweichungen", "§ 6"),
        ("Wer stellt den Antrag und wer bewilligt?", "nach Antragstellung durch", "§ 5"),
        ("Wer erlässt den Bescheid?", "vom Regierungspräsidium", "§ 5"),
        ("Wo werden die Vereinbarungen veröffentlicht?", "Internetportal „Arbeitswelt Hessen“", "§ 7"),
        ("Wann findet die Umsetzungsbesprechung statt?", "im Herbst", "§ 6"),
        ("What happens in autumn?", "Umsetzungsbesprechung im Herbst", "§ 6"),
        ("Wie alt darf man sein?", "ohne Altersbegrenzungen", "Präambel"),
        ("Bis wann kann man sich im Landkreis Gießen anmelden?", "bis Ende Mai 2024", "Absatz"),
    ],
)
def test_a_rule_is_quoted_from_its_section(question: str, words: str, section: str) -> None:
    answer = ask(question)
    holding = [c for c in answer.citations if words in " ".join(c.quote.split())]

    assert answer.outcome == "answered"
    assert words in answer.text
    assert [c for c in holding if c.section.startswith(section)]


def test_the_same_words_are_quoted_once_and_counted() -> None:
    answer = ask("Wo werden die Zielvereinbarungen veröffentlicht?")

    assert "(wortgleich in 6 Dokumenten)" in answer.text
    assert len(answer.citations) == 1
    assert len({p.span.document_id for p in answer.citations[0].also_in}) == 5


def test_every_place_of_the_same_words_holds_them() -> None:
    citation = ask("Wo werden die Zielvereinbarungen veröffentlicht?").citations[0]
    texts = [handmade().library.document(p.span.document_id).text[p.span.start : p.span.end] for p in citation.also_in]

    assert {" ".join(t.split()) for t in texts} == {" ".join(citation.quote.split())}
    assert {p.section for p in citation.also_in} == {"§ 7"}
    assert all(p.file for p in citation.also_in)


@pytest.mark.parametrize(
    ("question", "long"),
    [
        ("Wofür steht BaE?", "Berufsausbildung in außerbetrieblichen Einrichtungen"),
        ("What does BaE stand for?", "Berufsausbildung in außerbetrieblichen Einrichtungen"),
        ("Was bedeutet die Abkürzung AQB?", "Ausbildungs- und Qualifizierungsbudget"),
        ("Wofür steht HMAS?", "Hessische Ministerium für Arbeit und Soziales"),
    ],
)
def test_a_short_form_is_spelled_out_by_the_documents(question: str, long: str) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert long in answer.text


def test_what_no_document_explains_is_called_an_inference() -> None:
    answer = ask("Was bedeutet TZ?")

    assert answer.outcome == "partial"
    assert "Kein Dokument erklärt „TZ“" in answer.text


@pytest.mark.parametrize("question", ["Was bedeutet OloV?", "Was ist SprungBrett 23?"])
def test_a_term_that_is_only_mentioned_is_said_to_be(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "partial"
    assert "erklärt" in answer.text
    assert answer.citations


@pytest.mark.parametrize("question", ["Was bedeutet QZX?", "What does QZX mean?"])
def test_an_unknown_term_is_not_found(question: str) -> None:
    answer = ask(question)

    assert answer.outcome == "not_found"
    assert "QZX" in answer.text


@pytest.mark.parametrize(
    ("question", "title", "quotes"),
    [
        ("Zeig mir § 4 von Offenbach", "**§ 4, Haushaltsmittel und Eckdaten**", ["insgesamt 1.011.480 Euro"]),
        (
            "Show § 6 of Fulda 2023",
            "**§ 6, Zielsteuerung**",
            ["im engen Austausch", "im Herbst", "Unterjährige Abweichungen"],
        ),
        ("Was steht in § 3?", "**§ 3, Umsetzung der UN-Behindertenrechtskonvention**", ["Menschen mit Behinderungen"]),
    ],
)
def test_a_section_is_shown_whole(question: str, title: str, quotes: list[str]) -> None:
    answer = ask(question)

    assert answer.outcome == "answered"
    assert title in answer.text
    assert all(quote in answer.text for quote in quotes)


def test_a_section_of_several_wordings_is_shown_once_each() -> None:
    text = ask("Was steht in § 7?").text

    assert text.count("**§ 7,") == 2
    assert "in 4 Vereinbarungen" in text
    assert "in 2 Vereinbarungen" in text


def test_a_section_that_is_not_there_is_not_found() -> None:
    answer = ask("Zeig § 12 von Fulda")

    assert (answer.outcome, answer.citations) == ("not_found", ())
    assert "„§ 12“" in answer.text


def test_the_preamble_is_named_once() -> None:
    assert "Präambel, Präambel" not in ask("Zeig die Präambel der Stadt Kassel").text


def test_differences_between_years_are_only_the_differing_words() -> None:
    answer = ask("Was hat sich am Wortlaut von 2023 auf 2024 geändert?")
    changes = list(zip(cells(answer, "before", "difference"), cells(answer, "after", "difference"), strict=True))

    assert answer.outcome == "answered"
    assert ("HMSI", "HMAS") in changes
    assert any("Sprachförderung" in (after or "") for _, after in changes)
    assert "Ohne Unterschied: § 3" in answer.text
    assert answer.removed == 0


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Ist § 3 in allen Vereinbarungen wortgleich?", "Ja, § 3 ist in 6 Vereinbarungen Wort für Wort gleich"),
        ("Is § 3 the same in all agreements?", "Yes, § 3 is the same word for word in 6 agreements"),
        ("Ist § 2 in allen Vereinbarungen gleich?", "Nein, § 2 ist in 6 Vereinbarungen nicht überall gleich"),
        ("Ist § 4 überall gleich?", "Nein, § 4 ist in 6 Vereinbarungen nicht überall gleich"),
    ],
)
def test_yes_or_no_first_where_wording_is_compared(question: str, begins: str) -> None:
    assert ask(question).text.startswith(begins)


def test_one_agreement_is_nothing_to_compare() -> None:
    one = open_handmade({"a.txt": agreement_text("odenwaldkreis", 2022, "500.000 Euro")})

    assert ask("Was hat sich am Wortlaut geändert?", assistant=one).outcome == "not_found"


def test_a_single_agreement_on_one_side_is_cautioned_about() -> None:
    two = open_handmade({n: TEXTS[n] for n in ("fulda-2023.txt", "fulda-2024.txt")})

    text = ask("Was hat sich am Wortlaut von 2023 auf 2024 geändert?", assistant=two).text
    assert "nur einer Vereinbarung" in text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Steckbrief Landkreis Fulda", ["812.300 Euro", "845.150 Euro", "7 Projekte, davon 2", "Eva Drossel", "SprungBrett 23"]),
        ("Give me an overview of the Vogelsbergkreis", ["640,900 euros", "2 projects, 0 of them", "Jan Pirol", "Basislager"]),
        ("Fass alles zum Landkreis Gießen zusammen", ["879.800 Euro", "bis zu 40", "Holzwerkstatt", "120.000 Euro"]),
    ],
)  # fmt: skip
def test_a_fact_sheet_holds_all_that_is_typed(question: str, said: list[str]) -> None:
    answer = ask(question)

    assert [s for s in said if s not in answer.text] == []
    assert answer.removed == 0


def test_list_items_that_begin_with_an_article_are_not_lost() -> None:
    press = (
        "Pressemitteilung vom 3.3.2022\n\nNeues im Odenwaldkreis\n\nDer Odenwaldkreis erhält 2022 aus dem Ausbildungs- und "
        "Qualifizierungsbudget (AQB) 500.000 Euro vom Land Hessen.\n\nGeplant sind folgende Projekte:\n\n"
        "- das Projekt „Fit am Berg“ der Volkshochschule\n- die Werkstatt für Holz"
    )

    answer = ask("Steckbrief Odenwaldkreis", assistant=open_handmade({"pm.txt": press}))

    assert answer.removed == 0
    assert "Fit am Berg" in answer.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("Welche Vereinbarungen hast du?", 6),
        ("Which agreements do you have from 2024?", 4),
        ("Welche Pressemitteilungen liegen vor?", 2),
        ("Welche Dokumente gibt es zu Fulda?", 2),
        ("Welche Vereinbarungen gibt es aus 2019?", 0),
    ],
)
def test_the_documents_held_are_listed(question: str, count: int) -> None:
    answer = ask(question)

    assert len(cells(answer, "document", "document")) == count
    assert answer.outcome == ("answered" if count else "not_found")


def test_bodies_without_an_agreement_are_counted_from_the_table() -> None:
    answer = ask("Für welche Landkreise hast du keine Vereinbarung?")

    assert len(answer.rows) == 17
    assert answer.text.startswith("Für 17 Gebietskörperschaften")
    assert not {"landkreis-fulda", "stadt-kassel"} & set(cells(answer, "body"))


@pytest.mark.parametrize(
    ("question", "ministries"),
    [
        ("Welches Ministerium hat die Vereinbarung mit Fulda 2023 geschlossen?", ["Soziales und Integration"]),
        ("Which ministry concluded the agreements?", ["Arbeit und Soziales", "Soziales und Integration"]),
    ],
)
def test_the_ministry_is_the_one_of_the_head(question: str, ministries: list[str]) -> None:
    answer = ask(question)

    assert [m in (c or "") for m, c in zip(ministries, cells(answer, "ministry"), strict=True)] == [True] * len(
        ministries
    )


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Wie viele Plätze gibt es im Landkreis Gießen?", ["40", "25"]),
        ("Wie viele Plätze gibt es in der Werkstatt im Landkreis Gießen?", ["25"]),
    ],
)
def test_places_are_counts_and_no_amounts(question: str, places: list[str]) -> None:
    answer = ask(question)

    assert cells(answer, "places", "places") == places
    assert answer.amounts == ()
