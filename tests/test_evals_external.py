"""Search measured on public data: read from a folder, loudly absent where it is not."""

import json

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.external import DataMissing, read_xquad, score_search, write_paragraphs


@pytest.fixture
def data(tmp_path):
    (tmp_path / "xquad").mkdir()
    for language, questions in (("de", ["Wer?", "Was?"]), ("en", ["Who?", "What?"])):
        paragraphs = [
            {"context": f"Absatz {n}", "qas": [{"id": str(n), "question": question}]}
            for n, question in enumerate(questions)
        ]
        row = {"data": [{"paragraphs": paragraphs}]}
        (tmp_path / "xquad" / f"xquad.{language}.json").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def test_questions_of_both_languages_ask_for_german_paragraphs(data, tmp_path):
    quiz = read_xquad(data)

    assert quiz.questions["de -> de"] == (("Wer?", "0000.txt"), ("Was?", "0001.txt"))
    assert quiz.questions["en -> de"] == (("Who?", "0000.txt"), ("What?", "0001.txt"))
    write_paragraphs(quiz, tmp_path / "files")
    assert (tmp_path / "files" / "0001.txt").read_text(encoding="utf-8") == "Absatz 1\n"


def test_scores():
    found = {"a": ["1", "2"], "b": ["1", "2"]}

    score = score_search("x", [("a", "1"), ("b", "2")], found.__getitem__)

    assert (score.questions, score.recall_1, score.recall_10, score.mrr_10) == (2, 0.5, 1, 0.75)


def test_absent_data_is_said(tmp_path, monkeypatch):
    with pytest.raises(DataMissing, match=r"xquad\.de\.json"):
        read_xquad(tmp_path)
    monkeypatch.delenv("AQB_DATA", raising=False)
    result = CliRunner().invoke(app, ["search"])
    assert result.exit_code == 1
    assert "AQB_DATA ist nicht gesetzt" in result.output
