"""Paragraphs of prose as citations name them: "Absatz n" is the n-th block between blank lines, headings included."""

import re


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each block between blank lines, outer white space left out."""
    return tuple(m.span() for m in re.finditer(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", text))


def label_paragraph(text: str, position: int) -> str:
    r"""The label of the paragraph at a position.

    Example:
        >>> label_paragraph("Titel\n\nEin Satz.", 9)
        'Absatz 2'

    Raises:
        ValueError: The position lies between two paragraphs.
    """
    for number, (start, end) in enumerate(find_paragraphs(text), start=1):
        if start <= position < end:
            return f"Absatz {number}"
    raise ValueError(f"An Stelle {position} steht kein Absatz.")
