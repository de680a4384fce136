"""Text of a document as HTML with elements around stretches of it, which may lie inside each other and may overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Element:
    """An element around the characters `start:end` of a document; of two around the same ones `rank` says which is inner.

    `tag` is its name; `attributes` are printed on every piece of it, `identity` ("" for none) on the first alone.
    """

    start: int
    end: int
    tag: str
    rank: int = 0
    identity: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


class Marker:
    """Prints stretches of one document; an element that goes on in a further stretch has its id only once."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = elements
        self._named: set[str] = set()

    def mark(self, text: str, start: int) -> Markup:
        """A stretch, escaped, with its elements; `start` is its own position in the document."""
        end = start + len(text)
        inside = [e for e in self._elements if e.start < end and e.end > start and e.start < e.end]
        edges = {p for e in inside for p in (e.start, e.end)}
        cuts = sorted({start, end} | {p for p in edges if start < p < end})
        html: list[str] = []
        opened: list[Element] = []
        for here, there in pairwise(cuts):
            wanted = sorted((e for e in inside if e.start <= here < e.end), key=lambda e: (e.start, -e.end, e.rank))
            kept = _count_shared(opened, wanted)
            html += [f"</{element.tag}>" for element in reversed(opened[kept:])]
            html += [self._open(element) for element in wanted[kept:]]
            html.append(str(Markup.escape(text[here - start : there - start])))
            opened = wanted
        html += [f"</{element.tag}>" for element in reversed(opened)]
        return Markup("".join(html))  # noqa: S704  (each part is escaped above)

    def _open(self, element: Element) -> str:
        attributes = [("id", element.identity)] if element.identity not in {"", *self._named} else []
        self._named.add(element.identity)
        printed = "".join(f' {name}="{Markup.escape(value)}"' for name, value in (*attributes, *element.attributes))
        return f"<{element.tag}{printed}>"


def _count_shared(left: Sequence[Element], right: Sequence[Element]) -> int:
    pairs = zip(left, right, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
