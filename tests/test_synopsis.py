"""Two agreements side by side: both texts can be read off the pieces, and only real differences are called so."""

from itertools import combinations

import pytest

from assistant.documents import Agreement
from assistant.masks import mask_document
from assistant.section_rows import find_body_start
from assistant.synopsis import make_synopsis
from evals.world import World
from ingest.parse import parse_document
from ingest.readers import fix_text
from tests.handmade import FULDA_2023, FULDA_2024, KASSEL_CITY_2024, KASSEL_DISTRICT_2024


def parse(name, text):
    return parse_document(name, name, fix_text(text), "")


def letters(text):
    return "".join(character for character in text.casefold() if character.isalnum())


def letters_without_projects(document, section):
    """The letters of a section's body, all that is listed as a project left out: counted apart from the pieces."""
    start, end = find_body_start(document, section), section.span.end
    kept = list(document.text[start:end])
    for mask in mask_document(document).masks:
        if mask.kind == "projects" and start <= mask.start < end:
            kept[mask.start - start : mask.end - start] = " " * (mask.end - mask.start)
    return letters("".join(kept))


def sections_of(before, after):
    synopsis = make_synopsis(parse("a", before), parse("b", after))
    return {section.label: section for section in synopsis}


def replaced(section):
    return [(piece.before, piece.after) for piece in section.pieces if piece.kind in {"replaced", "moved"}]


def filled(section):
    return [(piece.before, piece.after) for piece in section.pieces if piece.kind == "filled"]


def test_what_is_filled_in_is_shown_apart_from_what_is_worded_differently():
    sections = sections_of(FULDA_2023, KASSEL_CITY_2024)
    assert sections["§ 3"].verdict == "same"
    assert filled(sections["§ 4"]) == [
        ("dem Landkreis Fulda", "der Stadt Kassel"),
        ("2023", "2024"),
        ("812.300 Euro", "1.104.020 Euro"),
        ("2023", "2024"),
    ]
    assert replaced(sections["§ 4"]) == [("HMSI", "HMAS")]


def test_a_sentence_more_is_the_only_difference_of_its_section():
    section = sections_of(FULDA_2023, FULDA_2024)["§ 2"]
    assert section.verdict == "different"
    changes = replaced(section)
    assert [before for before, _ in changes] == [""]
    assert changes[0][1].startswith("Im Jahr 2024 werden erneut Landesmittel")
    assert section.changes == 1


def test_projects_are_named_once_and_not_compared_in_the_text():
    section = sections_of(KASSEL_CITY_2024, KASSEL_DISTRICT_2024)["§ 5"]
    kinds = [piece.kind for piece in section.pieces]
    assert kinds.count("projects") == 1
    printed = " ".join(piece.before + piece.after for piece in section.pieces)
    assert "Startklar" not in printed
    assert "Reinhardswald" not in printed
    assert "folgende Projekte:" in printed


def test_a_section_that_one_side_lacks_stands_whole():
    cut = FULDA_2023.partition("§ 3\n")[0] + "§ 4\n" + FULDA_2023.partition("§ 4\n")[2]
    section = sections_of(FULDA_2023, cut)["§ 3"]
    assert section.verdict == "only_before"
    assert section.after is None
    assert "Menschen mit Behinderungen" in section.pieces[0].before
    assert sections_of(cut, FULDA_2023)["§ 3"].verdict == "only_after"


def test_an_agreement_and_itself():
    for section in make_synopsis(parse("a", FULDA_2023), parse("a", FULDA_2023)):
        assert section.verdict == "same"
        assert section.changes == 0
        assert {piece.kind for piece in section.pieces} <= {"same", "projects"}


@pytest.mark.parametrize("seed", [31, 32])
def test_both_texts_can_be_read_off_the_pieces(seed):
    """Over generated agreements of many layouts: nothing is lost, nothing is added, on either side."""
    made = World(seed, documents=9, press=0, others=0).make()
    documents = [parse(one.file, one.text) for one in made]
    agreements = [document for document in documents if isinstance(document, Agreement)]
    assert len(agreements) > 6
    for before, after in combinations(agreements, 2):
        for section in make_synopsis(before, after):
            if section.before is None or section.after is None:
                continue
            left = letters("".join(piece.before for piece in section.pieces))
            right = letters("".join(piece.after for piece in section.pieces))
            assert left == letters_without_projects(before, section.before), (before.id, after.id, section.label)
            assert right == letters_without_projects(after, section.after), (before.id, after.id, section.label)
