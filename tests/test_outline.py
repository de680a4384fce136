"""How agreements are built: shared sentences counted over all, whatever the order and number of sections."""

from assistant.documents import Agreement, text_at
from assistant.outline import drop_names, outline_agreements
from evals.world import World
from ingest.parse import parse_document
from ingest.readers import fix_text
from tests.handmade import FULDA_2023, FULDA_2024, KASSEL_CITY_2024, TEXTS


def parse(name, text):
    return parse_document(name, name, fix_text(text), "")


def outline(*texts):
    return {s.label: s for s in outline_agreements([parse(f"{n}.txt", text) for n, text in enumerate(texts)])}


def count_of(section, words):
    return next(s.count for s in section.sentences if words in text_at(section.document, s.span))


def test_sentences_count_where_only_names_years_and_amounts_differ():
    sections = outline(FULDA_2023, FULDA_2024, KASSEL_CITY_2024)
    assert sections["§ 5"].count == 3
    assert count_of(sections["§ 5"], "Die Förderung der aufgeführten Maßnahmen") == 3
    assert count_of(sections["§ 6"], "Unterjährige Abweichungen") == 3
    assert count_of(sections["§ 3"], "Menschen mit Behinderungen") == 3


def test_a_sentence_of_one_agreement_counts_once():
    sections = outline(FULDA_2024, KASSEL_CITY_2024)
    assert count_of(outline(FULDA_2024)["§ 2"], "Sprachförderung") == 1
    own = [s.count for s in sections["§ 2"].sentences]
    assert own == [2]


def test_the_newest_year_is_quoted():
    assert {section.document.year for section in outline(FULDA_2023, KASSEL_CITY_2024).values()} == {2024}


def test_sections_stand_in_the_order_in_which_most_have_them_and_may_be_missing():
    short = FULDA_2023.partition("§ 3\n")[0] + "§ 4\n" + FULDA_2023.partition("§ 4\n")[2]
    sections = outline(short, FULDA_2024, KASSEL_CITY_2024)
    assert sections["§ 3"].count == 2
    assert list(sections)[:4] == ["Kopf", "Präambel", "§ 1", "§ 2"]


def test_no_agreement_has_no_build():
    assert outline_agreements([]) == ()


def test_headings_lose_the_name_of_their_body():
    assert drop_names("Ziele für die Umsetzung der Stadt Kassel") == "Ziele für die Umsetzung …"
    assert drop_names("Zielsteuerung") == "Zielsteuerung"
    assert drop_names("") == ""


def test_over_generated_worlds_every_count_is_true_and_every_sentence_is_printed():
    """Counted again without the comparison: a sentence that stands letter for letter elsewhere is counted at least so often."""
    documents = [parse(one.file, one.text) for one in World(77, documents=24).make()]
    agreements = [d for d in documents if isinstance(d, Agreement)]
    sections = outline_agreements(agreements)
    assert len(sections) >= 8
    for section in sections:
        assert 1 <= section.count <= len(agreements)
        for sentence in section.sentences:
            printed = text_at(section.document, sentence.span)
            literal = sum(printed in agreement.text for agreement in agreements)
            assert 1 <= sentence.count <= section.count
            assert sentence.count >= min(literal, section.count), printed


def test_the_corpus_style_documents_share_their_template():
    shared = [
        s.count
        for section in outline(*[t for n, t in TEXTS.items() if "presse" not in n]).values()
        for s in section.sentences
    ]
    assert sum(count > 1 for count in shared) > len(shared) / 2
