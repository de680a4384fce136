"""When two sentences of different agreements are the same wording of one template."""

import re
from functools import lru_cache

from assistant.bodies import find_printed_bodies
from assistant.question.cues import fold_question

_MASKED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MASKED_WORDS = re.compile(r"\b(?:der|die|das|dem|den|des|seine[rmns]?|ihre[rmns]?)\b")


@lru_cache(maxsize=20_000)
def mask_wording(text: str) -> str:
    """A sentence without names of bodies, articles, years and marks: equal for the same wording in two agreements."""
    chars = list(text)
    for name in find_printed_bodies(text):
        chars[name.start : name.end] = " " * (name.end - name.start)
    folded = fold_question("".join(chars).replace("**", ""))
    return " ".join(_MASKED_WORDS.sub(" ", _MASKED_YEAR.sub(" ", folded)).split())
