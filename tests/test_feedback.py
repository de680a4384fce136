import threading

import pytest

from assistant import feedback as module
from assistant.feedback import FILE, Feedback, FeedbackError, append_feedback, read_feedback


def word(comment: str = "", turns: tuple[str, ...] = ("Wie viel?",)) -> Feedback:
    return Feedback("wrong", comment, turns, "de", {"outcome": "answered"})


def test_what_is_written_is_read(tmp_path):
    assert read_feedback(tmp_path) == ()
    append_feedback(tmp_path / "neu", word("zu „wenig“\nGeld"))
    append_feedback(tmp_path / "neu", word())
    first, second = read_feedback(tmp_path / "neu")
    assert (first.comment, first.turns, first.verdict) == ("zu „wenig“\nGeld", ("Wie viel?",), "wrong")
    assert first.at.startswith("20")
    assert second.comment == ""


def test_lines_of_many_writers_stay_whole(tmp_path):
    writers = [
        threading.Thread(target=lambda n=n: [append_feedback(tmp_path, word(f"{n}" * 1500)) for _ in range(20)])
        for n in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_feedback(tmp_path)) == 160


def test_sizes_are_bounded(tmp_path, monkeypatch):
    append_feedback(tmp_path, word("x" * 9000, tuple(str(n) for n in range(50))))
    kept = read_feedback(tmp_path)[0]
    assert len(kept.comment) == module.LONGEST_COMMENT
    assert kept.turns == tuple(str(n) for n in range(30, 50))
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    with pytest.raises(FeedbackError, match="voll"):
        append_feedback(tmp_path, word())


def test_only_the_owner_may_read_it(tmp_path):
    append_feedback(tmp_path, word())
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / FILE).write_text('{"verdict": "right"}\n', encoding="utf-8")
    with pytest.raises(FeedbackError, match="Zeile 1"):
        read_feedback(tmp_path)
