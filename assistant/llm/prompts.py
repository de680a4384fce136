"""What a model is told: the rules, the question, finished statements and fenced passages, within the budget of tokens."""

import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from assistant.answers import Language
from assistant.llm.client import Message
from assistant.llm.handed import Handed, Handout
from assistant.llm.pieces import plain_text
from assistant.llm.tokens import count_tokens

SPARE = 96
"""Tokens kept free for the frame of the protocol and for another way of counting."""

MOST_SENTENCES = 12
"""Sentences that are asked for."""


@cache
def _prompts() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("assistant").joinpath("data/prompts.toml").read_text(encoding="utf-8"))


def fill(name: str, language: Language, **slots: str) -> str:
    """A prompt with its slots filled; braces in what fills them stay as they are."""
    text = _prompts()[name][language]
    for slot in slots:
        text = text.replace("{" + slot + "}", f"\x00{slot}\x00")
    for slot, value in slots.items():
        text = text.replace(f"\x00{slot}\x00", value.replace("\x00", ""))
    return text


def write_messages(handout: Handout, question: str, context: int, output: int) -> tuple[tuple[Message, ...], Handout]:
    """The chat that asks for sentences, and the handout as far as it fits into it.

    Statements come in the order of the answer, each with its passages whole; those that do not fit stay composed.

    Args:
        handout: What may be worded anew.
        question: As it was asked.
        context: Tokens that the model takes in, its own answer included.
        output: Tokens kept for that answer.
    """
    numbers = sorted(handout.open)
    said = [h.text for h in handout.handed if h.number not in handout.open][:MOST_SENTENCES]
    while numbers:
        fitting = handout.narrowed(numbers)
        messages = _messages(fitting, said, question)
        if sum(count_tokens(m.text) for m in messages) + output + SPARE <= context:
            return messages, fitting
        numbers = numbers[:-1]
    return (), handout.narrowed(())


def _messages(handout: Handout, said: Sequence[str], question: str) -> tuple[Message, ...]:
    language = handout.language
    opened = [h for h in handout.handed if h.number in handout.open]
    fence = _fence(question, opened)
    system = fill("write", language, most=str(min(MOST_SENTENCES, 2 + len(opened))), fence=fence)
    task = fill(
        "task",
        language,
        question=" ".join(question.split())[:2000],
        said="\n".join(f"- {text}" for text in said) or "-",
        statements="\n".join(f"{_marks(h.statement.citations)} {h.text}" for h in opened if not h.is_passage) or "-",
        passages="\n".join(_passages(handout, opened, fence)) or "-",
    )
    return Message("system", system), Message("user", task)


def _passages(handout: Handout, opened: Sequence[Handed], fence: str) -> list[str]:
    keys = dict.fromkeys(k for h in opened if h.is_passage for k in h.statement.citations)
    found = []
    for key in keys:
        citation = handout.citations[key]
        quote = plain_text(citation.quote).replace(fence, "")
        found.append(f"[{key}] {citation.label}\n{fence}\n{quote}\n{fence}")
    return found


def _marks(keys: Sequence[str]) -> str:
    return "".join(f"[{key}]" for key in keys)


def _fence(question: str, opened: Sequence[Handed]) -> str:
    """A line that no document can hold: it is made of the documents themselves."""
    text = question + "".join(h.text for h in opened)
    return f"====={sha256(text.encode()).hexdigest()[:12]}====="


def again_messages(messages: Sequence[Message], failed: Sequence[str], language: Language) -> tuple[Message, ...]:
    """The chat that asks once more for sentences that failed."""
    sentences = "\n".join(failed)
    return (*messages, Message("assistant", sentences), Message("user", fill("again", language, sentences=sentences)))
