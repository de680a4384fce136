"""What sentences and passages tell of, by the trained reader; kept with an index and refused when it belongs to another."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.telling import Telling, find_marked, find_told

SENTENCES = {
    "publication": "Der Vertragstext kann von allen Interessierten auf der Seite des Hauses eingesehen werden.",
    "early_start": "Vor Zugang der Bewilligung darf mit dem Vorhaben nicht angefangen werden.",
    "repayment": "Nicht verbrauchte Beträge sind bis Ende Februar an die Landeskasse zurückzuüberweisen.",
    "data_protection": "Angaben zu einzelnen Personen werden nur mit deren Einwilligung weitergegeben.",
}
"""Sentences in words that none of the marks hold alone, and none of the sets the reader was trained on."""


@pytest.mark.parametrize("key", SENTENCES)
def test_the_matter_is_told_by_the_meaning(key: str) -> None:
    told = find_told(SENTENCES[key])

    assert max(told, key=lambda name: told[name]) == key


def test_names_and_figures_do_not_matter() -> None:
    one, other = (
        find_told(f"{body} und das Ministerium sprechen im Juni {year} über den Stand der Umsetzung.")
        for body, year in (("Der Landkreis Fulda", 2019), ("Die Stadt Darmstadt", 2024))
    )

    assert one == pytest.approx(other, abs=0.01)


def test_a_project_name_tells_of_hardly_anything() -> None:
    assert not find_marked("- Werkstatt Rhönblick")
    assert max(find_told("Fulda, den 3. August 2023").values(), default=0.0) < 0.5


def test_what_passages_tell_of_is_kept(tmp_path: Path) -> None:
    telling = Telling.build(list(SENTENCES.values()))
    telling.save(tmp_path)
    kept = Telling.load(tmp_path, len(SENTENCES))

    for number, key in enumerate(SENTENCES):
        graded = kept.tells(key, np.arange(len(SENTENCES)))
        assert graded.argmax() == number
        assert graded[number] > 0.3


def test_another_index_is_refused(tmp_path: Path) -> None:
    Telling.build(list(SENTENCES.values())).save(tmp_path)

    with pytest.raises(ValueError, match="other passages"):
        Telling.load(tmp_path, len(SENTENCES) + 1)


@pytest.mark.parametrize(
    "spoil", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"PK no archive" + data[:9]]
)
def test_a_damaged_file_is_refused(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    Telling.build(list(SENTENCES.values())).save(tmp_path)
    file = next(tmp_path.glob("*.npz"))
    file.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(ValueError, match="damaged"):
        Telling.load(tmp_path, len(SENTENCES))
