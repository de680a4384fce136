"""Questions made from the truth of a generated world, in many phrasings, with their right answers."""

from evals.questions.ask import Asking, ask_world

__all__ = ["Asking", "ask_world"]
