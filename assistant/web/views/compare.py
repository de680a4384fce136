"""Two agreements side by side: facts, projects, and the wording word by word (Vergleich)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.bodies import fold
from assistant.documents import Agreement, Measure
from assistant.library import Library
from assistant.synopsis import SectionSynopsis, make_synopsis
from assistant.web.views.agreement_rows import AgreementRow, make_rows, make_series
from assistant.web.views.holdings import Holdings
from assistant.web.views.site import Site
from assistant.web.views.view import render_view

PAGE = "vergleich"
_MOST_SUGGESTIONS = 6
_PART_TIME = re.compile(r"\b(?:in\s+)?(?:tz|teilzeit)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProjectPair:
    """A project as each side prints it; None where a side does not list it."""

    before: Measure | None
    after: Measure | None


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects of both sides, in the order of print."""

    only_before: tuple[ProjectPair, ...]
    only_after: tuple[ProjectPair, ...]
    both: tuple[ProjectPair, ...]


def render_compare(holdings: Holdings, site: Site, given: Mapping[str, str]) -> tuple[str, int]:
    """The page of a comparison and its status: 404 where an agreement is asked for that is not held."""
    library = holdings.library
    rows = {row.document.id: row for row in make_rows(library)}
    asked = (given.get("a", ""), given.get("b", ""))
    first, second = (rows.get(document) for document in asked)
    unknown = any(document and document not in rows for document in asked)
    chosen = first is not None and second is not None and first is not second
    html = render_view(
        "compare.html",
        site,
        PAGE,
        {"a": asked[0], "b": asked[1]},
        agreements=list(rows.values()),
        first=first,
        second=second,
        message=_find_message(len(rows), first, second, unknown=unknown),
        here=site.address(PAGE),
        swapped=site.address(PAGE, {"a": asked[1], "b": asked[0]}),
        suggestions=_suggest(tuple(rows.values()), site) if not chosen else [],
        **(_compare(first, second) if chosen and first and second else {"comparison": None}),
    )
    return html, 404 if unknown else 200


def _find_message(held: int, first: AgreementRow | None, second: AgreementRow | None, *, unknown: bool) -> str:
    """The name of the sentence that says why nothing is compared, "" where there is no need for one."""
    if unknown:
        return "unknown"
    if held == 1:
        return "too_few"
    if (first is None) != (second is None):
        return "one_only"
    return "same" if first is not None and first is second else ""


def _compare(first: AgreementRow, second: AgreementRow) -> dict[str, object]:
    sections = make_synopsis(first.document, second.document)
    return {
        "comparison": sections,
        "changed": sum(is_changed(section) for section in sections),
        "difference": _subtract(first, second),
        "projects": pair_projects(first.document, second.document),
        "is_changed": is_changed,
    }


def is_changed(section: SectionSynopsis) -> bool:
    """Whether a section is really worded differently, or only one side has it."""
    return section.verdict not in {"same", "filled"}


def _subtract(first: AgreementRow, second: AgreementRow) -> Decimal | None:
    """The difference of two exact amounts; None where either side has none or several."""
    exact = all(len(row.funds) == 1 and row.funds[0].amount.kind == "exact" for row in (first, second))
    return second.funds[0].amount.euros - first.funds[0].amount.euros if exact else None


def pair_projects(before: Agreement, after: Agreement) -> Projects:
    """Projects of the same name on both sides; capitals, dashes and the spelling of part-time do not count."""
    left = _by_name(before.measures)
    right = _by_name(after.measures)
    both = [ProjectPair(*pair) for name in left if name in right for pair in zip(left[name], right[name], strict=False)]
    only_before = [m for name, own in left.items() for m in own[len(right.get(name, ())) :]]
    only_after = [m for name, own in right.items() for m in own[len(left.get(name, ())) :]]
    return Projects(
        tuple(ProjectPair(measure, None) for measure in only_before),
        tuple(ProjectPair(None, measure) for measure in only_after),
        tuple(both),
    )


def _by_name(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    named: dict[str, list[Measure]] = {}
    for measure in measures:
        plain = _PART_TIME.sub(" ", fold(measure.name)) if measure.part_time else fold(measure.name)
        named.setdefault("".join(re.findall(r"\w+", plain)), []).append(measure)
    return named


def _suggest(rows: Sequence[AgreementRow], site: Site) -> list[tuple[str, str]]:
    """Pairs that are worth a look: a body's last two years, else two bodies of the last two years; two of one year."""
    words = site.words["compare"]
    found = []
    for series in make_series(rows):
        older, newer = (series.of(year)[0] for year in series.years[-2:])
        label = words["pair"].format(body=series.name, first=older.year, second=newer.year)
        found.append((label, site.address(PAGE, {"a": older.document.id, "b": newer.document.id})))
    years = sorted({row.year for row in rows if row.year}, reverse=True)
    if not found and len(years) > 1:
        newer, older = (next(row for row in rows if row.year == year) for year in years[:2])
        label = words["pair_years"].format(first=older.name, older=older.year, second=newer.name, newer=newer.year)
        found.append((label, site.address(PAGE, {"a": older.document.id, "b": newer.document.id})))
    for year in years[:2]:
        own = [row for row in rows if row.year == year]
        if len(own) > 1:
            label = words["pair_same_year"].format(first=own[0].name, second=own[1].name, year=year)
            found.append((label, site.address(PAGE, {"a": own[0].document.id, "b": own[1].document.id})))
    return found[:_MOST_SUGGESTIONS]


def find_partner(library: Library, agreement: Agreement) -> Agreement | None:
    """The agreement that one is best compared with: the same body's nearest earlier year, else a later one."""
    own = [
        other
        for other in library.agreements
        if other.id != agreement.id
        and (other.body or other.body_written) == (agreement.body or agreement.body_written)
        and other.year != agreement.year
    ]
    year = agreement.year or 0
    return min(own, key=lambda other: ((other.year or 0) > year, abs((other.year or 0) - year)), default=None)
