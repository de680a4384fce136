"""Contact lines of press texts: found by layout, and only there."""

import pytest

from assistant.answering.contacts import find_contact
from assistant.documents import PressRelease, text_at
from ingest.parse import parse_document

PRESS = """Mehr Geld für die Ausbildung

Der Landkreis Fulda erhält 2024 aus dem Ausbildungs- und Qualifizierungsbudget 845.000 Euro.

„Das hilft vielen jungen Menschen“, sagt Landrätin Eva Drossel.

{block}
"""


def press_text(block: str) -> PressRelease:
    document = parse_document("presse", "presse.txt", PRESS.format(block=block), "0" * 64)
    assert isinstance(document, PressRelease)
    return document


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("Jana Wedel\n\nPressesprecherin\n\nTelefon 0661 1234", ("Jana Wedel", "0661 1234")),
        ("Pressekontakt: Jana Wedel, Tel. 0661 1234", ("Jana Wedel",)),
        ("Kontakt\nPressestelle des Landkreises\npresse@example.org", ("presse@example.org",)),
    ],
)
def test_a_block_is_found(block: str, found: tuple[str, ...]) -> None:
    document = press_text(block)
    span = find_contact(document)

    assert span is not None
    assert all(words in text_at(document, span) for words in found)
    assert "Drossel" not in text_at(document, span)


@pytest.mark.parametrize("block", ["", "Die Pressesprecherin dankte allen, die an dem Abend gekommen waren, herzlich."])
def test_without_a_block_nothing_is_found(block: str) -> None:
    assert find_contact(press_text(block)) is None
