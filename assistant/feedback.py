"""Feedback of readers on answers: one line of JSON each in a local file, a candidate for the test set. Nothing else is kept.

A line is written whole or not at all (one `write` to a file opened for appending), so that several processes may share
the file; its size is bounded.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from assistant.answers import Language
from assistant.errors import AqbError

FILE = "feedback.jsonl"

MOST_BYTES = 20 * 1024 * 1024
"""Largest size of the file; a line of an ordinary answer needs 3 KB."""

LONGEST_COMMENT = 2000
"""Characters of a comment that are kept."""

MOST_TURNS = 20
"""Questions of a conversation that are kept with an answer, the last ones."""

Verdict = Literal["right", "wrong"]


class FeedbackError(AqbError):
    """Feedback that cannot be stored or read."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's word on one answer.

    `turns` are the questions up to and including the one that was answered; `answer` is the answer as JSON by the
    contract; `changed` says what the reader had changed of the plan before; `at` the time in UTC; `generation` the name
    of the index that answered.
    """

    verdict: Verdict
    comment: str
    turns: tuple[str, ...]
    language: Language
    answer: dict[str, Any]
    changed: str = ""
    generation: str = ""
    at: str = ""


def append_feedback(folder: Path, feedback: Feedback) -> None:
    """Add one line to the file of a folder, which is made where it is missing.

    Raises:
        FeedbackError: The file is full or cannot be written.
    """
    file = folder / FILE
    row = asdict(feedback) | {
        "at": feedback.at or datetime.now(UTC).isoformat(timespec="seconds"),
        "turns": list(feedback.turns[-MOST_TURNS:]),
        "comment": feedback.comment[:LONGEST_COMMENT],
    }
    line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(number).st_size + len(line) > MOST_BYTES:
                raise FeedbackError(
                    f"'{file}' ist voll (höchstens {MOST_BYTES} Byte); "
                    "`python -m evals feedback` zeigt die Einträge, danach kann die Datei verschoben werden."
                )
            os.write(number, line)
        finally:
            os.close(number)
    except OSError as error:
        raise FeedbackError(f"'{file}' lässt sich nicht schreiben ({error.strerror}).") from error


def read_feedback(folder: Path) -> tuple[Feedback, ...]:
    """All feedback of a folder in the order in which it came; none where there is no file.

    Raises:
        FeedbackError: A line is no feedback.
    """
    file = folder / FILE
    if not file.exists():
        return ()
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found.append(Feedback(**(row | {"turns": tuple(row["turns"])})))
        except (json.JSONDecodeError, TypeError, KeyError) as error:
            raise FeedbackError(f"'{file}', Zeile {number} ist keine Rückmeldung: {error!r}.") from error
    return tuple(found)
