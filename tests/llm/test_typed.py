"""Sentences about records: each fact bound to its own body, in the part that the record gives it."""

import pytest

from assistant.llm.handed import Handout
from assistant.llm.sentences import read_sentence
from assistant.llm.verify import Verdict, Verifier
from tests.llm.scenes import composed

MORE = "Wer bekommt 2025 mehr, und um wie viel?"
SIGNED = "Wer hat wann und wo unterschrieben?"
RANGE = "Wie viel bekommt die Stadt Kassel?"
ENGLISH = "How much money does the district of Kassel get in 2025?"

MAY = [
    (MORE, "Im Haushaltsjahr 2025 entfallen auf den Landkreis Kassel 959.620 Euro Landesmittel [2]."),
    (MORE, "1.011.410 Euro fließen 2025 an die Stadt Offenbach am Main und 959.620 Euro an den Landkreis Kassel [1][2]."),
    (MORE, "2025 stellt das Land Hessen der Stadt Offenbach am Main 1.011.410 Euro bereit [1]."),
    (SIGNED, "Andreas Siebert (Landrat) unterzeichnete für den Landkreis Kassel die Zielvereinbarung 2025 am 18. August 2025 in Kassel [2]."),
    (SIGNED, "Für das Land Hessen unterzeichnete Heike Hofmann (Staatsministerin) die Zielvereinbarung 2025 des Landkreises Kassel am 2.8.2025 in Wiesbaden [1]."),
    (RANGE, "Für 2020 bis 2024 gehen rund 1,3 Mio. Euro an die Stadt Kassel [1]."),
    (RANGE, "Die Stadt Kassel erhält von 2020 bis 2024 etwa 1.300.000 Euro [1]."),
    (ENGLISH, "In 2025 the Landkreis Kassel has been granted 959,620 euros [1]."),
    (ENGLISH, "959,620 euros is the amount the state has set aside for the Landkreis Kassel in 2025 [1]."),
]  # fmt: skip
MAY_NOT = [
    (MORE, "Die Stadt Offenbach am Main und der Landkreis Kassel erhalten 2025 1.011.410 Euro und 959.620 Euro [1][2]."),
    (MORE, "Die 1.011.410 Euro für 2025 der Stadt Offenbach am Main erhält der Landkreis Kassel 959.620 Euro [1][2]."),
    (MORE, "Die 1.011.410 Euro für 2025 der Stadt Offenbach am Main, erhält der Landkreis Kassel 959.620 Euro [1][2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959.620 Euro und 1.011.410 Euro [1][2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959.620 Euro [1]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959.620 Euro [1][2]."),
    (MORE, "Der Landkreis Kassel hat 2025 959.620 Euro bereitgestellt [2]."),
    (MORE, "Der Landkreis Darmstadt-Dieburg erhält 2025 959.620 Euro [2]."),
    (MORE, "959.620 Euro hat der Landkreis Kassel 2025 gewährt [2]."),
    (MORE, "Vom Landkreis Kassel erhält das Land 2025 959.620 Euro [2]."),
    (MORE, "Das Land erhält für den Landkreis Kassel 2025 959.620 Euro [2]."),
    (MORE, "Das Land Hessen erhält 2025 959.620 Euro für den Landkreis Kassel [2]."),
    (MORE, "Das Land Hessen erhält die dem Landkreis Kassel 2025 bereitgestellten 959.620 Euro [2]."),
    (MORE, "Stadt und Landkreis Kassel erhalten 2025 959.620 Euro [2]."),
    (MORE, "Der Landkreis Kassel erhält nach 2025 959.620 Euro [2]."),
    (MORE, "Der Landkreis Kassel erhält bis 2025 959.620 Euro [2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 nur 959.620 Euro [2]."),
    (MORE, "Der Landkreis Kassel könnte 2025 959.620 Euro erhalten [2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959.620 Euro zurück [2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959.620,50 Euro [2]."),
    (MORE, "Der Landkreis Kassel erhält 2025 959,620 Euro [2]."),
    (MORE, "Erhält der Landkreis Kassel 2025 959.620 Euro [2]?"),
    (MORE, "Landkreis Kassel 2025 959.620 Euro [2]"),
    (SIGNED, "Heike Hofmann (Landrat) unterzeichnete die Zielvereinbarung 2025 des Landkreises Kassel am 2. August 2025 in Wiesbaden [1]."),
    (SIGNED, "Heike Hofmann (Staatsministerin) unterzeichnete für den Landkreis Kassel die Zielvereinbarung 2025 am 2. August 2025 in Wiesbaden [1]."),
    (SIGNED, "Heike Hofmann, Staatsministerin des Landkreises Kassel, unterzeichnete die Zielvereinbarung 2025 am 2. August 2025 in Wiesbaden [1]."),
    (SIGNED, "Für das Land Hessen unterzeichnete Andreas Siebert (Landrat) die Zielvereinbarung 2025 des Landkreises Kassel am 18. August 2025 in Kassel [2]."),
    (SIGNED, "Heike Hofmann (Staatsministerin) unterzeichnete die Zielvereinbarung 2025 des Landkreises Kassel bis 2. August 2025 in Wiesbaden [1]."),
    (RANGE, "Die Stadt Kassel erhält 2020 rund 1,3 Millionen Euro [1]."),
    (RANGE, "Die Stadt Kassel erhält für die Jahre 2020 und 2024 rund 1,3 Millionen Euro [1]."),
    (RANGE, "Die Stadt Kassel erhält für die Jahre 2020 bis 2024 1,3 Millionen Euro [1]."),
    (RANGE, "Die Stadt Kassel erhält für die Jahre 2020 bis 2024 über 1,3 Millionen Euro [1]."),
    (RANGE, "Die Stadt Kassel erhält für die Jahre 2020 bis 2024 jährlich rund 1,3 Millionen Euro [1]."),
    (ENGLISH, "The Landkreis Kassel has granted 959,620 euros in 2025 [1]."),
    (ENGLISH, "959,620 euros were granted by the Landkreis Kassel in 2025 [1]."),
    (ENGLISH, "The state receives 959,620 euros for the Landkreis Kassel in 2025 [1]."),
    (ENGLISH, "The Landkreis Kassel receives 959.620 euros in 2025 [1]."),
    (ENGLISH, "The Landkreis Kassel receives 959,620 euros by 2025 [1]."),
    (ENGLISH, "Der Landkreis Kassel erhält 2025 959.620 Euro [1]."),
]  # fmt: skip


def judge(assistant, question: str, sentence: str) -> Verdict:
    made = composed(assistant, question)
    handout = Handout(made.statements, made.answer.citations, made.answer.language)
    return Verifier(handout, assistant.library, assistant._lexical, question).judge(read_sentence(sentence))


@pytest.mark.parametrize(("question", "sentence"), MAY)
def test_what_the_records_say_may_be_said(assistant, question: str, sentence: str) -> None:
    verdict = judge(assistant, question, sentence)

    assert verdict.fault == ""
    assert verdict.covers


@pytest.mark.parametrize(("question", "sentence"), MAY_NOT)
def test_what_they_do_not_say_may_not(assistant, question: str, sentence: str) -> None:
    verdict = judge(assistant, question, sentence)

    assert verdict.statement is None
    assert verdict.fault


def test_a_finished_statement_may_be_repeated_and_stands_as_composed(assistant) -> None:
    verdict = judge(
        assistant,
        "Wie viel bekommt der Landkreis Kassel 2025?",
        "Der Landkreis Kassel erhält 2025 959.620 Euro aus dem Ausbildungs- und Qualifizierungsbudget [1].",
    )

    assert verdict.statement is not None
    assert "**959.620 Euro**" in verdict.statement.text


def test_what_stands_in_the_answer_anyway_is_no_fault(assistant) -> None:
    made = composed(assistant, MORE)
    verdict = judge(assistant, MORE, made.statements[0].render())

    assert (verdict.statement, verdict.fault) == (None, "")
