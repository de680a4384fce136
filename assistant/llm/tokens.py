"""Counts tokens, with the encoding file that llama-index-core brings: nothing is downloaded."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken


@cache
def _encoding() -> "tiktoken.Encoding":
    # `import assistant` has pointed TIKTOKEN_CACHE_DIR at the folder with this encoding.
    import tiktoken

    return tiktoken.get_encoding("o200k_base")


def count_tokens(text: str) -> int:
    """How many tokens a text has; another model's own count differs by some per cent."""
    return len(_encoding().encode(text, disallowed_special=()))
