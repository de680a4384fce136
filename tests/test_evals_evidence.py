"""Search measured by its evidence: hits by hand, ranks one can count."""

import re
from pathlib import Path

import pytest

from assistant.answers import Hit
from assistant.documents import OtherDocument, Place, Span
from evals.ablation import VARIANTS, Measured, format_ablation
from evals.cases import Case, Evidence, Expected
from evals.evidence import Found, find_evidence, score_evidence
from evals.questions.prose import ask_prose
from evals.scale import write_prose
from evals.world import World

TEXTS = {"a": "Wer **bewilligt**?\nDas Amt.", "b": "Das Amt bewilligt.", "c": "Regen."}
DOCUMENTS = {
    key: OtherDocument(key, f"{key}.txt", key, text, "", None, None, (), (), ()) for key, text in TEXTS.items()
}


def make_hit(key: str, *also: str) -> Hit:
    places = tuple(Place("", Span(other, 0, len(TEXTS[other]))) for other in also)
    return Hit(key, f"{key}.txt", key, "", Span(key, 0, len(TEXTS[key])), TEXTS[key], 1.0, places)


def make_case(*evidence: Evidence, turns: tuple[str, ...] = ("Wer?",)) -> Case:
    return Case("x", "rule", "de", turns, (Expected(("answered",), evidence=evidence),) * len(turns))


def find(case: Case, *hits: Hit) -> tuple[int, ...]:
    (found,) = find_evidence([case], lambda _question, k: hits[:k], DOCUMENTS)
    return found.ranks


def test_the_rank_is_that_of_the_first_passage_with_the_words() -> None:
    case = make_case(Evidence("a.txt", "", "Das Amt", "g"), Evidence("c.txt", "", "Schnee", "h"))
    assert find(case, make_hit("b"), make_hit("c"), make_hit("a")) == (3, 0)


def test_marks_line_breaks_and_case_do_not_matter() -> None:
    assert find(make_case(Evidence("a.txt", "", "wer  BEWILLIGT ? das Amt", "g")), make_hit("a")) == (1,)
    assert find(make_case(Evidence("a.txt", "", "bewilligt das Amt", "g")), make_hit("a")) == (0,)


def test_alternatives_and_further_places_count() -> None:
    either = make_case(Evidence("a.txt", "", "Das Amt", "g"), Evidence("b.txt", "", "Das Amt", "g"))
    assert find(either, make_hit("c"), make_hit("b")) == (2,)
    assert find(make_case(Evidence("a.txt", "", "Das Amt", "g")), make_hit("c", "a")) == (1,)


def test_follow_ups_and_questions_without_evidence_are_left_out() -> None:
    optional = Evidence("a.txt", "", "Das Amt", "g", optional=True)
    cases = [make_case(), make_case(optional), make_case(Evidence("a.txt", "", "x", "g"), turns=("Wer?", "Und wann?"))]
    assert find_evidence(cases, lambda _question, _k: (), DOCUMENTS) == ()


def test_scores() -> None:
    found = [
        Found("1", "rule", "de", "?", (1, 6)),
        Found("2", "rule", "de", "?", (2,)),
        Found("3", "rule", "de", "?", (0,)),
    ]
    score = score_evidence("x", found)
    assert (score.recall_1, score.recall_5) == pytest.approx((0.5 / 3, 1.5 / 3))
    assert score.mrr_10 == pytest.approx((1 + 0.5 + 0) / 3)
    assert score_evidence("none", []).recall_5 == 0


@pytest.fixture(scope="module")
def made():
    return World(7, documents=60).make()


def test_prose_questions_name_evidence_that_stands_in_the_files(made) -> None:
    cases = ask_prose(made, 7)
    texts = {one.file: " ".join(one.text.split()) for one in made}
    assert ask_prose(made, 7) == cases
    assert len({case.id for case in cases}) == len(cases) > 150
    for case in cases:
        assert "{" not in case.turns[0]
        for evidence in case.expected[0].evidence:
            assert evidence.text in texts[evidence.file], case.id
            assert re.fullmatch(r"§ \d|Präambel|Absatz \d+", evidence.section), case.id


def test_prose_questions_are_asked_of_every_sort_in_both_languages(made) -> None:
    cases = ask_prose(made, 7)
    assert {case.language for case in cases} == {"de", "en"}
    assert {case.kind for case in cases} == {"named", "general"}
    assert all(len(case.expected[0].evidence) == 1 for case in cases if case.kind == "named")


def test_the_table_has_a_row_a_variant_and_a_column_a_set() -> None:
    table = format_ablation([Measured("all", "x", 3, 0.5, 0.25), Measured("without stems", "x", 3, 0.125, 0.0)])
    assert table.split("\n") == [
        "|  | x (3) |",
        "| --- | --- |",
        "| all | 0.500 / 0.250 |",
        "| without stems | 0.125 / 0.000 |",
    ]
    assert len(VARIANTS) == len(set(VARIANTS.values()))


def test_filling_prose_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_prose(tmp_path / name, 150, 3)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 2
    texts = [[(tmp_path / name / file).read_text(encoding="utf-8") for file in files] for name in ("one", "two")]
    assert texts[0] == texts[1]
    assert sum(text.count("\n\n") + 1 for text in texts[0]) == 150
