"""Compares what ingest reads from generated documents with what their author put in, fact by fact."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.documents import Agreement, Amount, Document, OtherDocument, PressRelease, text_at
from evals.paragraphs import label_paragraph
from evals.world import AgreementTruth, AmountTruth, Made, OtherTruth, PressTruth


@dataclass(frozen=True, slots=True)
class Checked:
    """One fact of one document: what it should be and what was read."""

    document: str
    fact: str
    expected: str
    found: str

    @property
    def right(self) -> bool:
        """Whether it was read as meant."""
        return self.expected == self.found


def parse_world(made: Sequence[Made]) -> dict[str, Document]:
    """Write the files, find, read and parse them as ingest does; file name -> document.

    A file that ingest leaves out or cannot read has no entry.
    """
    from ingest.parse import parse_document
    from ingest.readers import read_source
    from ingest.sources import discover_sources

    documents = {}
    with TemporaryDirectory() as folder:
        for one in made:
            (Path(folder) / one.file).write_bytes(one.data)
        for source in discover_sources([Path(folder)]):
            read = read_source(source)
            documents[source.path.name] = parse_document(source.id, source.path.name, read.text, read.sha256)
    return documents


def check_documents(made: Sequence[Made], documents: Mapping[str, Document]) -> tuple[Checked, ...]:
    """Compare every fact of every document; one without a parsed document is wrong as a whole."""
    checks: list[Checked] = []
    for one in made:
        document = documents.get(one.file)
        missing = Checked(one.file, "kind", one.truth.kind, "not read")
        checks += [missing] if document is None else check_document(one, document)
    return tuple(checks)


def check_document(made: Made, document: Document) -> Iterator[Checked]:
    """Every fact of one document."""
    truth = made.truth

    def checked(fact: str, expected: object, found: object) -> Checked:
        return Checked(made.file, fact, *_show_difference(expected, found))

    yield checked("text", made.text, document.text)
    yield checked("kind", truth.kind, document.kind)
    if isinstance(truth, AgreementTruth) and isinstance(document, Agreement):
        pairs = _compare_agreement(truth, document)
    elif isinstance(truth, PressTruth) and isinstance(document, PressRelease):
        pairs = _compare_press(truth, document)
    elif isinstance(truth, OtherTruth) and isinstance(document, OtherDocument):
        pairs = iter(())
    else:
        return
    for fact, expected, found in pairs:
        yield checked(fact, expected, found)
    yield checked("spans", [], _broken_spans(document))


def _show_difference(expected: object, found: object) -> tuple[str, str]:
    """Both sides as text; of two lists only what the other lacks, or all of it where only the order differs."""
    if expected == found:
        return "=", "="
    if isinstance(expected, list) and isinstance(found, list):
        missing, besides = [e for e in expected if e not in found], [f for f in found if f not in expected]
        if missing or besides:
            return f"nur hier {missing}", f"nur hier {besides}"
    return str(expected), str(found)


Compared = Iterator[tuple[str, object, object]]


def _compare_agreement(truth: AgreementTruth, read: Agreement) -> Compared:
    yield "body", truth.body, read.body
    yield "year", truth.year, read.year
    yield "ministry", truth.ministry, _squeeze(read.ministry)
    yield "alliance", truth.alliance, (read.alliance.first, read.alliance.last) if read.alliance else None
    yield "sections", truth.sections, tuple(section.label for section in read.sections)
    yield "amounts", _amounts(truth.amounts), _amounts(read.amounts)
    yield "amounts as printed", _printed(truth.amounts), _printed(read.amounts)
    for name in ("kind", "years", "purpose"):
        yield f"amounts: {name}", *_aligned(truth.amounts, read.amounts, _AMOUNT_FACTS[name])
    yield "category kinds", [c.key for c in truth.categories], [c.key for c in read.categories]
    numbers = [c.number for c in truth.categories]
    if truth.axes["numbering"] in {"1.", "1)", "none"}:  # what number "b)", "II." or "5.2" is stays open
        yield "category numbers", numbers, [c.number for c in read.categories]
    yield "measures", [m.name for m in truth.measures], [m.name for m in read.measures]
    yield (
        "measures' categories",
        [(m.name, m.category) for m in truth.measures],
        [(m.name, m.category) for m in read.measures],
    )
    yield "part-time", [m.name for m in truth.measures if m.mark], [m.name for m in read.measures if m.part_time]
    yield "part-time as printed", *_marks(truth, read)
    yield "target groups", *_groups(truth, read)
    yield "empty categories", _empty(truth), _empty_read(read)
    yield "signatories", [s.name for s in truth.signatures], [s.name for s in read.signatures]
    yield "functions", [s.function for s in truth.signatures], [_squeeze(s.function) for s in read.signatures]
    yield "signing bodies", [s.body for s in truth.signatures], [s.body for s in read.signatures]
    yield "places of signature", [s.place for s in truth.signatures], [s.place for s in read.signatures]
    dates = [(s.date.year, s.date.month, s.date.day) if s.date else None for s in read.signatures]
    yield "dates of signature", [s.date for s in truth.signatures], dates


def _compare_press(truth: PressTruth, read: PressRelease) -> Compared:
    yield "press body", truth.body, read.body
    yield "press year", truth.year, read.year
    yield "press date", truth.date, (read.date.year, read.date.month, read.date.day) if read.date else None
    yield "press amounts", _amounts(truth.amounts), _amounts(read.amounts)
    for name, pick in _AMOUNT_FACTS.items():
        yield f"press amounts: {name}", *_aligned(truth.amounts, read.amounts, pick)
    yield (
        "press places",
        sorted((p.count, p.written, p.kind) for p in truth.places),
        sorted((p.count, p.written, p.kind) for p in read.places),
    )
    wrong = [(w.count, w.what) for w in truth.places if not any(_same_place(w.count, w.what, p) for p in read.places)]
    yield "what the places are", [], wrong
    yield "speakers", sorted(truth.quotes), sorted((q.name, q.function) for q in read.quotes)
    yield "offers", [o.rstrip(".;") for o in truth.offers], [o.name.rstrip(".;") for o in read.offers]


def _same_place(count: int, what: str, read: object) -> bool:
    return getattr(read, "count", None) == count and what.split(maxsplit=1)[0] in getattr(read, "what", "")


def _years(amount: AmountTruth | Amount) -> tuple[int | None, int | None] | None:
    if isinstance(amount, AmountTruth):
        return amount.first_year, amount.last_year
    return (amount.years.first, amount.years.last) if amount.years else None


_AMOUNT_FACTS: dict[str, Callable[[AmountTruth | Amount], object]] = {
    "kind": lambda a: a.kind,
    "years": _years,
    "scope": lambda a: a.scope,
    "payer": lambda a: a.payer,
    "purpose": lambda a: a.purpose,
}


def _amounts(amounts: Sequence[AmountTruth] | Sequence[Amount]) -> list[str]:
    return sorted(f"{amount.euros.normalize():f}" for amount in amounts)


def _printed(amounts: Sequence[AmountTruth] | Sequence[Amount]) -> list[str]:
    return sorted(_squeeze(amount.written) for amount in amounts)


def _aligned(
    truths: Sequence[AmountTruth], read: Sequence[Amount], pick: Callable[[AmountTruth | Amount], object]
) -> tuple[object, object]:
    """An attribute of the amounts that were found, in both readings; amounts that were not found count elsewhere."""
    expected, found = [], []
    for truth in truths:
        same = next((amount for amount in read if amount.euros == truth.euros), None)
        if same is not None:
            expected.append((f"{truth.euros:f}", pick(truth)))
            found.append((f"{truth.euros:f}", pick(same)))
    return expected, found


def _marks(truth: AgreementTruth, read: Agreement) -> tuple[object, object]:
    """Marks of the measures that both sides call part-time; a read mark may be longer ("TZ-Ausbildung" for "TZ")."""
    marks = {m.name: m.part_time.written for m in read.measures if m.part_time}
    both = [m for m in truth.measures if m.mark and m.name in marks]
    expected = [(m.name, _core(m.mark or "")) for m in both]
    found = [
        (m.name, core if core in marks[m.name].casefold() else marks[m.name])
        for m, (_, core) in zip(both, expected, strict=True)
    ]
    return expected, found


def _core(mark: str) -> str:
    """Which of the two words a part-time mark is: "(in TZ)" -> "tz"."""
    return "teilzeit" if "teilzeit" in mark.casefold() else "tz"


def _groups(truth: AgreementTruth, read: Agreement) -> tuple[object, object]:
    """Target groups where the author judged them; a read group may be longer than the meant one."""
    groups = {m.name: m.target_groups for m in read.measures}
    expected, found = [], []
    for measure in truth.measures:
        if measure.groups is None or measure.name not in groups:
            continue
        has = groups[measure.name]
        right = all(any(g in h or h in g for h in has) for g in measure.groups) and bool(has) == bool(measure.groups)
        expected.append((measure.name, measure.groups))
        found.append((measure.name, measure.groups if right else has))
    return expected, found


def _empty(truth: AgreementTruth) -> list[str]:
    return [c.title for c in truth.categories if not c.measures]


def _empty_read(read: Agreement) -> list[str]:
    spans = [p.span for p in read.problems if p.code == "category_empty"]
    with_problem = [
        c for c in read.categories if any(s and s.start <= c.span.end and c.span.start <= s.end for s in spans)
    ]
    return [c.title for c in with_problem]


def _broken_spans(document: Agreement | PressRelease | OtherDocument) -> list[str]:
    """Printed forms that do not equal the text at their span (line breaks count as spaces)."""
    broken = []
    if isinstance(document, Agreement):
        entries = [(m.name, _squeeze(text_at(document, m.span))) for m in document.measures]
        broken += [name for name, printed in entries if printed != _squeeze(name)]
        marks = [m.part_time for m in document.measures if m.part_time]
        broken += [mark.written for mark in marks if text_at(document, mark.span) != mark.written]
        names = [(s.name, text_at(document, s.name_span)) for s in document.signatures]
        broken += [name for name, printed in names if _squeeze(printed) != name]
    if isinstance(document, Agreement | PressRelease):
        broken += [a.written for a in document.amounts if text_at(document, a.span) != a.written]
    if isinstance(document, PressRelease):
        broken += [p.written for p in document.places if text_at(document, p.span) != p.written]
        broken += [a.written for a in document.amounts if label_paragraph(document.text, a.span.start) != a.section]
    return broken


def _squeeze(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class FactTable:
    """How often each fact was read as meant, and how many documents of each axis value are right throughout."""

    facts: tuple[tuple[str, int, int], ...]
    axes: tuple[tuple[str, str, int, int], ...]
    documents: int
    right_documents: int
    wrong: tuple[Checked, ...]


def tabulate_facts(made: Sequence[Made], checks: Sequence[Checked]) -> FactTable:
    """Count right and wrong by fact and by axis value (agreements on the axes of agreements, press on those of press)."""
    by_fact: dict[str, list[bool]] = {}
    for check in checks:
        by_fact.setdefault(check.fact, []).append(check.right)
    bad = {check.document for check in checks if not check.right}
    by_axis: dict[tuple[str, str], list[bool]] = {}
    for one in made:
        for axis, value in one.truth.axes.items():
            shared = axis in {"encoding", "line_ends", "invisible", "file_name"}
            if shared or axis.startswith("press_") == (one.truth.kind == "press_release"):
                by_axis.setdefault((axis, value), []).append(one.file not in bad)
    return FactTable(
        facts=tuple((fact, sum(rights), len(rights)) for fact, rights in by_fact.items()),
        axes=tuple((axis, value, sum(rights), len(rights)) for (axis, value), rights in sorted(by_axis.items())),
        documents=len(made),
        right_documents=len(made) - len(bad),
        wrong=tuple(check for check in checks if not check.right),
    )
