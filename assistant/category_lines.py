"""The headings of the categories in § 5 as printed lines: with their numbers, as they compare between agreements."""

import re
from collections import Counter
from dataclasses import dataclass

from assistant.documents import Agreement, Category, Document, Section, Span

_LINE_NUMBER = re.compile(r"[ \t*#]*(?:\(?\d{1,2}[.)]|[IVX]{1,4}\.|\(?[a-z]\))?[ \t*]*")


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """The heading of a category; `key` tells which one it is, by its field and how often that came before.

    `title` are the letters of the title; `span` holds the printed number and the title.
    """

    key: tuple[str, int]
    numbered: bool
    title: str
    span: Span


def find_category_lines(document: Document, section: Section) -> tuple[CategoryLine, ...]:
    """The headings of categories within a section, in order; none but in agreements."""
    if not isinstance(document, Agreement):
        return ()
    seen: Counter[str] = Counter()
    lines = []
    for category in document.categories:
        if section.span.start <= category.span.start < section.span.end:
            title = "".join(letter for letter in category.title.casefold() if letter.isalnum())
            name = title if category.key == "other" else category.key
            span = find_printed_line(document, category)
            lines.append(CategoryLine((name, seen[name]), category.number is not None, title, span))
            seen[name] += 1
    return tuple(lines)


def find_printed_line(document: Document, category: Category) -> Span:
    """The title of a category with the number printed before it on its line, without marks."""
    text, start = document.text, category.span.start
    line = text.rfind("\n", 0, start) + 1
    if not _LINE_NUMBER.fullmatch(text, line, start):
        return category.span
    while line < start and text[line] in " \t*#":
        line += 1
    return Span(document.id, line, category.span.end)
