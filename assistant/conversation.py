"""A conversation: each turn leans on the turns before, and on no other conversation."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.answers import Answer, Language
from assistant.plan import QueryPlan
from assistant.question.thread import Thread
from assistant.revise import PlanEdit, revise_plans

if TYPE_CHECKING:
    from assistant.ask import Assistant


class Conversation:
    """One conversation: turns lean on the turns before, and on no other conversation."""

    def __init__(self, assistant: "Assistant") -> None:
        self._assistant = assistant
        self._thread = Thread()

    def ask(self, question: str, lang: Language | None = None) -> Answer:
        """The answer to the next question; in the question's language unless one is given."""
        answer, self._thread = self._assistant.answer(question, self._thread, lang)
        return answer

    def ask_stream(self, question: str, lang: Language | None = None) -> Iterator[str | Answer]:
        """The text of the next answer in pieces, each checked before it is given out, and the answer itself last.

        The pieces together are the text of the answer. Without a language model it is one piece.
        """
        for part in self._assistant.answer_stream(question, self._thread, lang):
            if isinstance(part, str):
                yield part
            else:
                answer, self._thread = part
                yield answer

    @property
    def plans(self) -> tuple[QueryPlan, ...]:
        """What the last question was understood to ask; two plans where it asked two things."""
        return self._thread.shown

    def revise(self, plans: Sequence[QueryPlan], edit: PlanEdit) -> Answer:
        """The answer to plans of this conversation with one slot changed, where they have it.

        Raises:
            EditError: None of the plans has such a slot, or the new value cannot stand in it.
        """
        answer, self._thread = self._assistant.answer_plans(revise_plans(plans, edit), self._thread)
        return answer

    def fork(self) -> "Conversation":
        """A conversation that goes on from here on its own: what is asked there is not asked here."""
        fork = Conversation(self._assistant)
        fork._thread = self._thread
        return fork

    def move_to(self, assistant: "Assistant") -> None:
        """Goes on over another (newer) generation."""
        self._assistant = assistant
