"""Sums of money in agreements and press texts: for whom, from whom, for which years and what for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.bodies import find_printed_bodies
from assistant.documents import STATE, Amount, Measure, Problem, Section, YearRange
from ingest.purposes import find_purpose
from ingest.readings import make_reading
from ingest.sections import Part
from ingest.statements import Statement, find_statements
from ingest.years import find_years

_BUDGET_TITLE = re.compile(r"Haushaltsmittel|Eckdaten|Mittel|Finanz|Budget(?!\w)", re.IGNORECASE)
_EVERYWHERE = re.compile(
    r"Gebietskörperschaften|[Kk]reise[n]?\sund\s(?:die\s|den\s)?kreisfreie[n]?|kreisfreien?\sStädten?|hessenweit|landesweit|in\sganz\sHessen|(?:allen|den|die|alle)\s2[67](?!\d)"
)
_STATE_GIVES = re.compile(
    r"(?<!\w)(?:Land(?:es)?(?:\sHessen)?(?!kreis)(?=\W|$)|Hessen|Ministerium|Sozialministerium|HMSI|Landes(?:mitteln?|geld\w*|förder\w*|regierung|zuschuss|zuwendung\w*|programm\w*)"
    r"|\w*[Mm]inister(?:in)?|AQB|Qualifizierungsbudgets?)(?!\w)"
)
_OWN_SHARE = re.compile(
    r"(?<!\w)(?:beteilig(?:t|en)\ssich|Eigen(?:anteil|mitteln?|beteiligung|leistung)|eigene[nr]?\s(?:Mitteln?|Haushalt)|steuer(?:t|n)|[Kk]ofinanzier\w*|[Kk]omplementärmittel\w*|städtische[nr]?\s\w*[Mm]itteln?"
    r"|kreiseigene[nr]?|stockt|legt|trägt|zahlt|ergänzt|Haushalt\s(?:der\sStadt|des\s(?:Land)?[Kk]reis\w*)|kommunale[nr]?\s(?:Anteil|Mitteln?)|(?:gibt|bringt)\s)"
)
_OTHER_PAYER = re.compile(
    r"(?<!\w)(?:ESF|Europäische[nr]?\sSozialfonds|Bundesmitteln?|vom\sBund|Jobcenters?|EU-Mitteln?)(?!\w)"
)
_OWN_NAME = re.compile(r"(?:Ausbildungs-\sund\sQualifizierungsbudgets?|AQB)$")
_HUGE = 8_000_000
"""No body's share of the budget comes near this many euros; the whole state's lies far above."""


_Said = tuple[str | None, str | None, YearRange | None, str | None]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A sum at one place; None where this place does not say."""

    statement: Statement
    section: str
    scope: str | None
    payer: str | None
    years: YearRange | None
    purpose: str

    @property
    def said(self) -> _Said:
        """What this place says, None for what it does not."""
        return self.scope, self.payer, self.years, self.purpose or None

    @property
    def weight(self) -> int:
        """How much the place itself says."""
        return sum(value is not None for value in self.said)


def find_agreement_amounts(
    document_id: str, text: str, parts: Sequence[Part], measures: Sequence[Measure], body: str | None, year: int | None
) -> tuple[tuple[Amount, ...], tuple[Problem, ...]]:
    """The sums of an agreement and what is odd about them.

    The budget of § 4 has an empty purpose. Where a section names several sums, each keeps the words that tell it apart.
    """
    amounts: list[Amount] = []
    for part in parts:
        if part.section.label in {"Kopf", "Unterschriften"}:
            continue
        reading = make_reading(text, part.body_start, part.section.span.end)
        statements = list(find_statements(document_id, text, reading))
        for statement in statements:
            years = find_years(statement.clause) or (YearRange(year, year) if year else None)
            purpose = _measure_at(measures, statement) or find_purpose(
                statement.before, statement.after, several=len(statements) > 1
            )
            amounts.append(_make_amount(statement, part.section.label, years, body or "", STATE, purpose))
    kept = _merge_same(_drop_own_name(amounts))
    return kept, _find_amount_problems(parts, kept)


def _drop_own_name(amounts: Sequence[Amount]) -> list[Amount]:
    """The budget's own name tells sums apart only beside another budget's ("... und 400.000 Euro aus dem Arbeitsmarktbudget")."""
    if any("budget" in amount.purpose and not _OWN_NAME.match(amount.purpose) for amount in amounts):
        return list(amounts)
    return [replace(amount, purpose="") if _OWN_NAME.match(amount.purpose) else amount for amount in amounts]


def _measure_at(measures: Sequence[Measure], statement: Statement) -> str:
    inside = (m.name for m in measures if m.span.start <= statement.span.start and statement.span.end <= m.span.end)
    return next(inside, "")


def _make_amount(
    statement: Statement, section: str, years: YearRange | None, scope: str, payer: str | None, purpose: str
) -> Amount:
    return Amount(
        euros=statement.euros.euros,
        written=statement.written,
        kind=statement.euros.kind,
        years=years,
        scope=scope,
        payer=payer,
        purpose=purpose,
        section=section,
        span=statement.span,
        sentence=statement.sentence,
    )


def _merge_same(amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """The same sum stated again is one amount with two places."""
    kept: list[Amount] = []
    for amount in amounts:
        same = next(
            (
                i
                for i, k in enumerate(kept)
                if (k.euros, k.kind) == (amount.euros, amount.kind) and amount.purpose in {"", k.purpose}
            ),
            None,
        )
        if same is None:
            kept.append(amount)
        else:
            kept[same] = replace(kept[same], repeats=(*kept[same].repeats, amount.span))
    return tuple(kept)


def find_budget_part(parts: Sequence[Part]) -> Part | None:
    """The section that names the budget: by its title, else § 4."""
    titled = [part for part in parts if part.section.label.startswith("§") and _BUDGET_TITLE.search(part.section.title)]
    haushalt = [part for part in titled if "aushalt" in part.section.title]
    fourth = [part for part in parts if part.section.label == "§ 4"]
    return next(iter([*haushalt, *fourth, *titled]), None)


def _find_amount_problems(parts: Sequence[Part], amounts: Sequence[Amount]) -> tuple[Problem, ...]:
    part = find_budget_part(parts)
    label = part.section.label if part else "§ 4"
    span = part.section.span if part else None
    whole = [amount for amount in amounts if not amount.purpose]
    here = [amount for amount in amounts if amount.section == label]
    if not here and not whole:
        return (Problem("amount_missing", f"{label} nennt keinen Betrag.", span),)
    if len(whole) != 1:
        listed = ", ".join(" ".join(amount.written.split()) for amount in (whole or here))
        return (Problem("amount_ambiguous", f"Die Vereinbarung nennt mehrere Beträge: {listed}.", span),)
    return ()


def find_press_amounts(
    document_id: str, text: str, sections: Sequence[Section], body: str | None, year: int | None
) -> tuple[Amount, ...]:
    """The sums of a press text, the same figure at several places as one amount with `repeats`.

    A headline's rounded figure and the exact one below differ in kind and stay two amounts.
    """
    mentions: list[_Mention] = []
    for section in sections:
        reading = make_reading(text, section.span.start, section.span.end)
        statements = list(find_statements(document_id, text, reading))
        mentions.extend(_read_mention(s, section.label, body, several=len(statements) > 1) for s in statements)
    groups: list[dict[_Said, list[_Mention]]] = []
    for mention in mentions:
        group = next((g for g in groups if _agrees(mention, g)), None)
        if group is None:
            groups.append({mention.said: [mention]})
        else:
            group.setdefault(mention.said, []).append(mention)
    return _complete_rounded(
        [_make_press_amount([m for same in group.values() for m in same], body, year) for group in groups]
    )


def _complete_rounded(amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """A headline's rounded figure takes payer and years from the exact one that it rounds, where it says none."""
    completed = []
    for amount in amounts:
        exact = next(
            (a for a in amounts if a.payer and a.kind == "exact" and abs(a.euros - amount.euros) * 50 <= a.euros), None
        )
        if amount.payer is None and amount.kind != "exact" and exact is not None and amount.scope == exact.scope:
            completed.append(
                replace(
                    amount,
                    payer=exact.payer,
                    years=amount.years or exact.years,
                    purpose=amount.purpose or exact.purpose,
                )
            )
        else:
            completed.append(amount)
    return tuple(completed)


def _agrees(mention: _Mention, group: Mapping[_Said, Sequence[_Mention]]) -> bool:
    """Whether a place may state the same fact as others: the same sum, and nothing said that differs."""
    first = next(iter(group.values()))[0].statement.euros
    if (first.euros, first.kind) != (mention.statement.euros.euros, mention.statement.euros.kind):
        return False
    return all(a is None or b is None or a == b for other in group for a, b in zip(mention.said, other, strict=True))


def _read_mention(statement: Statement, label: str, body: str | None, *, several: bool) -> _Mention:
    scope = _find_scope(statement)
    payer = _find_payer(statement, body)
    if payer not in {None, STATE}:
        scope = payer
    if scope is None and statement.euros.euros >= _HUGE:
        scope = STATE
    purpose = find_purpose(statement.before, statement.after, several=several)
    purpose = "" if _OWN_NAME.match(purpose) else purpose
    return _Mention(statement, label, scope, payer, find_years(statement.clause), purpose)


def _find_scope(statement: Statement) -> str | None:
    """For whom: the last receiver named before the sum, else the first one behind it."""
    before = [(b.start, b.body) for b in find_printed_bodies(statement.before)]
    before += [(match.start(), STATE) for match in _EVERYWHERE.finditer(statement.before)]
    if before:
        return max(before)[1]
    after = [(b.start, b.body) for b in find_printed_bodies(statement.after)]
    after += [(match.start(), STATE) for match in _EVERYWHERE.finditer(statement.after)]
    return min(after)[1] if after else None


def _find_payer(statement: Statement, body: str | None) -> str | None:
    """Who gives: the body where it adds its own share, the state, None where the words do not say."""
    nearby = re.split(r"[,;]", statement.after)[0]
    for words in (statement.before, nearby, statement.after):
        own = list(_OWN_SHARE.finditer(words))
        if own:
            named = find_printed_bodies(words)
            giver = named[0].body if named else body
            state = _STATE_GIVES.search(words)
            if giver is not None and (state is None or state.start() > own[-1].start() or named):
                return giver
        if _OTHER_PAYER.search(words):
            return None
        if _STATE_GIVES.search(words):
            return STATE
    return None


def _make_press_amount(group: Sequence[_Mention], body: str | None, year: int | None) -> Amount:
    group = sorted(group, key=lambda mention: mention.statement.span)
    main = max(group, key=lambda mention: mention.weight)
    scope = next((m.scope for m in group if m.scope is not None), body or STATE)
    years = next((m.years for m in group if m.years is not None), None)
    if years is None and year is not None and not any(_OTHER_PAYER.search(m.statement.clause) for m in group):
        years = YearRange(year, year)
    # What all bodies together receive is the state's by nature of the budget.
    given = STATE if scope == STATE and not any(_OTHER_PAYER.search(m.statement.clause) for m in group) else None
    payer = next((m.payer for m in group if m.payer is not None), given)
    purpose = next((m.purpose for m in group if m.purpose), "")
    amount = _make_amount(main.statement, main.section, years, scope, payer, purpose)
    return replace(amount, repeats=tuple(m.statement.span for m in group if m is not main))
