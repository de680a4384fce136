"""Questions in words that no rule knows: what they are taken for, and when they are left alone."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.language import detect_language
from assistant.question.cues import cue_names
from assistant.question.intents import all_intents, restate
from assistant.question.matters import find_matters
from assistant.question.planner import Planner
from assistant.question.read import Reading
from assistant.question.restate import Weighed, propose
from assistant.question.thread import Thread
from assistant.question.trained_reader import TrainedReader, all_cues, open_reader, weights_path
from tests.handmade import handmade


def planner() -> Planner:
    """A planner over the documents made by hand."""
    held = handmade()
    return Planner(held.library, held.things, lambda: date(2024, 10, 1))


def read(question: str) -> Reading:
    """The reading of a question over the documents made by hand."""
    return planner().read(question, detect_language(question))


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Was für eine Geldsumme lässt das Land 2024 dem Landkreis Fulda zukommen?", "amount"),
        ("Wessen Namenszug ziert 2024 das Dokument für den Landkreis Fulda?", "signatory"),
        ("Fulda 2024: on what day did they put their signatures down?", "signing_date"),
        ("Wer schöpft 2024 am meisten ab?", "highest"),
        ("Who has to make do with the least in 2024?", "lowest"),
        ("Steht im Papier von Fulda 2024 auch nur ein Vorhaben mit Teilzeitvermerk?", "part_time_yes"),
    ],
)
def test_a_question_in_other_words_is_taken_for_its_plain_one(question: str, intent: str) -> None:
    proposed = propose(Weighed(read(question)), follows=False)
    assert proposed is not None
    assert proposed.intent.key == intent


@pytest.mark.parametrize(
    "question",
    [
        "Wer sagt am Ende ja zum Geld?",
        "Wofür steht die Abkürzung OloV?",
        "Was unterscheidet § 3 in beiden Vereinbarungen?",
        "Danke, das war sehr hilfreich.",
        "Wie wird morgen das Wetter?",
    ],
)
def test_what_is_no_known_intent_is_left_alone(question: str) -> None:
    assert propose(Weighed(read(question)), follows=False) is None


def test_follow_ups_need_something_said_before() -> None:
    weighed = Weighed(read("Und wer bildet das Schlusslicht?"))
    alone, after = propose(weighed, follows=False), propose(weighed, follows=True)
    assert alone is None or not alone.intent.then
    assert after is not None
    assert after.intent.then


@pytest.mark.parametrize(
    ("key", "question", "text"),
    [
        ("amount", "Fulda 2023 und 2024?", "Wie viel Geld bekommt Fulda 2023 und 2024?"),
        ("amount", "Was springt heraus?", None),
        ("highest", "Was springt 2024 für Fulda heraus?", None),
        ("signatory", "Hat Fulda 2024 in Teilzeit gezeichnet?", None),
        ("sum_two", "Fulda und Offenbach 2024?", "Wie viel bekommen Fulda und Offenbach 2024 zusammen?"),
        ("sum_two", "Fulda 2024?", None),
        ("more_than", "Wer knackt 2024 eine Million?", "Welche Landkreise und Städte bekommen 2024 mehr als 1.000.000 Euro?"),
        ("signed_before", "Was lag 2024 vor dem 5.8.2024 vor?", "Welche Vereinbarungen aus 2024 wurden vor dem 5.8.2024 unterschrieben?"),
        ("nth_place", "Wer steht 2024 auf Platz 3?", "Wer steht 2024 bei den Mitteln an dritter Stelle?"),
        ("nth_place", "Wer belegt 2024 Rang fünf?", "Wer steht 2024 bei den Mitteln an fünfter Stelle?"),
        ("nth_place", "Who comes in sixth place in 2024?", "Who is sixth by amount in 2024?"),
    ],
)  # fmt: skip
def test_names_go_into_the_plain_question_or_it_does_not_fit(key: str, question: str, text: str | None) -> None:
    assert restate(all_intents()[key], read(question), follows=False) == text


def test_what_is_ruled_out_is_told_from_what_is_asked_for() -> None:
    reading = read("Wer hat 2024 keine Ausbildungsvorbereitung, aber Qualifizierungsprojekte?")
    text = restate(all_intents()["category_not_category"], reading, follows=False)
    assert text is not None
    assert text.index("qualifizierungsprojekte") < text.index("ausbildungsvorbereitung")


def test_every_intent_reads_alike_in_both_languages() -> None:
    for intent in all_intents().values():
        german, english = set(_slots(intent.de)), set(_slots(intent.en))
        assert german == english, intent.key


def _slots(template: str) -> list[str]:
    return [piece.split("}")[0] for piece in template.split("{")[1:]]


def test_the_plan_says_what_a_question_was_taken_for() -> None:
    plans = planner().plan("Was für eine Geldsumme lässt das Land 2024 dem Landkreis Fulda zukommen?", Thread(), "de")
    assert [p.kind for p in plans] == ["funds"]
    assert plans[0].read_as.startswith("Wie viel Geld bekommt")


def test_words_that_say_what_is_asked_are_never_dropped() -> None:
    plans = planner().plan("Wie viel Euro Verwaltungskosten verschlingt der Landkreis Fulda 2024?", Thread(), "de")
    assert plans[0].absent == "overhead"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Wer segnet die Förderung am Schluss amtlich ab?", "approval"),
        ("Setzen sich beide Seiten im Laufe des Jahres noch einmal an einen Tisch?", "review_meeting"),
        ("Bin ich mit 60 zu alt für so eine Maßnahme?", "principles"),
        ("Can ordinary people read these contracts on the web?", "publication"),
        ("Which help is there for parents who want to finish a vocational degree?", "family_care"),
    ],
)
def test_matters_are_found_in_any_words(question: str, key: str) -> None:
    reading = read(question)
    assert key in [matter.key for matter, _ in find_matters(reading).all]


@pytest.mark.parametrize("question", ["Wie viel bekommt Fulda 2024?", "Wer hat 2024 für Fulda unterschrieben?"])
def test_records_are_no_matter(question: str) -> None:
    assert find_matters(read(question)).matter is None


@pytest.mark.parametrize("name", ["intents", "matters"])
def test_shipped_readers_weigh_to_one_and_fit_the_cues(name: str) -> None:
    reader = open_reader(name)  # type: ignore[arg-type]
    weighed = reader.weigh(read("Wie viel bekommt Fulda 2024?"))
    assert sum(weighed.values()) == pytest.approx(1.0, abs=1e-3)
    known = {f"{group}.{cue}" for group in ("attribute", "absent", "operation") for cue in cue_names(group)}
    assert known <= set(reader.cues) == set(all_cues())


def test_missing_and_damaged_weights_name_the_command(tmp_path: Path) -> None:
    broken = tmp_path / "intents.npz"
    for content in (None, b"no archive", b""):
        if content is not None:
            broken.write_bytes(content)
        with pytest.raises(ModelError, match="python -m evals readers"):
            TrainedReader.load(broken)
    np.savez(broken, weights=np.zeros((2, 2)))
    with pytest.raises(ModelError, match="python -m evals readers"):
        TrainedReader.load(broken)


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    reader = open_reader("matters")
    reader.save(tmp_path / "again.npz")
    again = TrainedReader.load(tmp_path / "again.npz")
    reading = read("Wer bewilligt die Mittel?")
    assert again.weigh(reading) == pytest.approx(reader.weigh(reading))
    assert weights_path("matters").stat().st_size < 300_000


def test_the_words_of_a_group_are_no_subject() -> None:
    assert read("Only the rural districts, please").words == ()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Was läuft in Fulda 2024 unter „Ausbildungsvorbereitung“?", []),
        ("Was läuft in Fulda 2024 unter „Lernwerkstatt Rhön“?", ["Lernwerkstatt Rhön"]),
    ],
)
def test_a_kind_of_measure_between_quotation_marks_is_no_project(question: str, names: list[str]) -> None:
    assert [thing.written for thing in read(question).things] == names
