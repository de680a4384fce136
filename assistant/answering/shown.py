"""How records are shown in a sentence, and which shown forms a record allows: the writer uses one, the check all."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Fact, Formula
from assistant.answers import Language
from assistant.bodies import Case, get_body
from assistant.dates import format_date
from assistant.documents import STATE, Agreement, Amount, AmountKind, Date, Document, Measure, Signature, Span
from assistant.library import Funds, is_listed
from assistant.money import format_euros

_KIND_WORDS: dict[Language, dict[AmountKind, str]] = {
    "de": {"exact": "", "about": "rund ", "up_to": "bis zu ", "at_least": "mindestens "},
    "en": {"exact": "", "about": "about ", "up_to": "up to ", "at_least": "at least "},
}
_PRINTED_KIND = re.compile(r"^\s*([^\d€]*?)\s*(?=\d|EUR|€|ein)", re.IGNORECASE)
_STATE_NAMES: dict[Language, dict[Case, str]] = {
    "de": {
        "nominative": "das Land Hessen",
        "genitive": "des Landes Hessen",
        "dative": "dem Land Hessen",
        "accusative": "das Land Hessen",
    },
    "en": dict.fromkeys(("nominative", "genitive", "dative", "accusative"), "the state of Hesse"),
}
_CASES: tuple[Case, ...] = ("nominative", "genitive", "dative", "accusative")
_MILLIONS = re.compile(r"mio|mill", re.IGNORECASE)


def show_amount(amount: Amount, language: Language) -> str:
    """An amount in the reader's notation; millions stay millions, "etwa" stays "etwa" in German."""
    word = _KIND_WORDS[language][amount.kind]
    if language == "de" and amount.kind != "exact":
        printed = _PRINTED_KIND.match(amount.written)
        word = f"{printed.group(1).lower()} " if printed and printed.group(1) else word
    return word + show_euros(amount.euros, language, millions=_MILLIONS.search(amount.written) is not None)


def show_euros(euros: Decimal, language: Language, *, millions: bool = False) -> str:
    """A sum in the reader's notation; as millions where it is printed so and has at most three decimals of one."""
    in_millions = euros / 1_000_000
    if millions and in_millions == in_millions.quantize(Decimal("0.001")):
        number = f"{in_millions.normalize():f}"
        if language == "en":
            return f"{number} million euros"
        return f"{number.replace('.', ',')} {'Million' if in_millions == 1 else 'Millionen'} Euro"
    return format_euros(euros, language)


def show_percent(share: Decimal, language: Language) -> str:
    """A share of 1 as per cent with one decimal, rounded half up."""
    number = f"{(share * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}"
    return f"{number} per cent" if language == "en" else f"{number.replace('.', ',')} Prozent"


def show_times(ratio: Decimal, language: Language) -> str:
    """How many times one figure is another, with one decimal, rounded half up."""
    number = f"{ratio.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
    return number if language == "en" else number.replace(".", ",")


def show_body(body: str, language: Language, case: Case = "nominative") -> str:
    """A body's name in a sentence: "des Landkreises Kassel"; in English with its German name."""
    if body == STATE:
        return _STATE_NAMES[language][case]
    return get_body(body).inflect(case) if language == "de" else f"the {get_body(body).full}"


def body_forms(body: str) -> frozenset[str]:
    """Every form in which a body may be named in a sentence."""
    forms = {show_body(body, "de", case) for case in _CASES} | {show_body(body, "en")}
    if body != STATE:
        forms |= {get_body(body).full} | {get_body(body).inflect(case, article=False) for case in _CASES}
    else:
        forms |= {"Land Hessen", "Hessen", "Hesse"}
    return frozenset(forms | {form[0].upper() + form[1:] for form in forms})


def amount_fact(funds: Funds, language: Language) -> Fact:
    """An amount as a bound piece."""
    amount = funds.amount
    return Fact(show_amount(amount, language), "amount", str(amount.euros), funds.document.id, amount.span)


def receiver_fact(funds: Funds, language: Language, case: Case = "nominative") -> Fact:
    """Whom an amount is for; by the printed name where the table does not know the body."""
    if funds.body != STATE and not is_listed(funds.body):
        return Fact(funds.body, "title", funds.body, funds.document.id)
    return body_fact(funds.body, language, case, funds.document)


def body_fact(body: str, language: Language, case: Case = "nominative", document: Document | None = None) -> Fact:
    """A body's name as a bound piece; with a document, one that this document is about."""
    return Fact(show_body(body, language, case), "body", body, document.id if document else "")


def holder_fact(agreement: Agreement, language: Language, case: Case = "nominative") -> Fact:
    """The body of an agreement, by its printed name where the table does not know it."""
    if agreement.body is None:
        return Fact(agreement.body_written, "title", agreement.body_written, agreement.id)
    return body_fact(agreement.body, language, case, agreement)


def plain_body_fact(body: str, document: Document | None = None) -> Fact:
    """A body's name without an article, for list items and headings."""
    shown = "Land Hessen" if body == STATE else get_body(body).full
    return Fact(shown, "body", body, document.id if document else "")


def holder_label(agreement: Agreement) -> Fact:
    """An agreement's body without an article."""
    if agreement.body is None:
        return Fact(agreement.body_written, "title", agreement.body_written, agreement.id)
    return plain_body_fact(agreement.body, agreement)


def year_fact(year: int | None, document: Document) -> Fact:
    """A budget year of a document."""
    return Fact(str(year) if year else "", "year", str(year or ""), document.id)


def years_fact(funds: Funds, language: Language) -> Fact:
    """The years of an amount: "2025", "2020 bis 2024"."""
    years = funds.amount.years
    if years is None:
        return Fact("", "plain")
    joint = "bis" if language == "de" else "to"
    shown = str(years.first) if years.first == years.last else f"{years.first} {joint} {years.last}"
    return Fact(shown, "year", f"{years.first}-{years.last}", funds.document.id, funds.amount.span)


def measure_fact(document: Document, measure: Measure) -> Fact:
    """A project's name as printed."""
    return Fact(measure.name, "measure", measure.name, document.id, measure.span)


def show_date(date: Date, language: Language) -> str:
    """A date in the reader's notation: "2.8.2025", "2 August 2025"."""
    return format_date(date.year, date.month, date.day, language)


def date_fact(document: Document, date: Date, language: Language) -> Fact:
    """A date as a bound piece."""
    return Fact(show_date(date, language), "date", date.written, document.id, date.span)


def person_fact(document: Document, signature: Signature) -> Fact:
    """A signatory's name."""
    return Fact(signature.name, "person", signature.name, document.id, signature.name_span)


def count_fact(number: int, inputs: Sequence[Span]) -> Fact:
    """A number of cited records."""
    return Fact(str(number), "count", str(number), formula="count", inputs=tuple(inputs))


def covered_fact(number: int, what: str) -> Fact:
    """A number counted over the index; `what` names it for the check (`agreements`, `press_releases`, ...)."""
    return Fact(str(number), "covered", what)


def given_fact(shown: str) -> Fact:
    """A piece that stands in the question."""
    return Fact(shown, "given", shown)


def plain_fact(shown: str) -> Fact:
    """A word of ours that claims nothing about a document."""
    return Fact(shown, "plain", shown)


def quote_fact(document: Document, span: Span) -> Fact:
    """Words of a document, to be put between quotation marks; line breaks become spaces."""
    return Fact(show_quote(document, span), "quote", "", document.id, span)


def show_quote(document: Document, span: Span) -> str:
    """The words at a span on one line, without the marks of a conversion."""
    return show_words(document.text[span.start : span.end])


def show_words(words: str) -> str:
    """Words on one line, without the marks of a conversion."""
    return re.sub(r"\s+", " ", words.replace("**", "")).strip()


def compute(formula: Formula, values: Sequence[Decimal]) -> Decimal:
    """The value of a formula over its inputs, in their order; exact, unrounded but for divisions.

    Raises:
        ValueError: No such formula.
    """
    if formula == "sum":
        return sum(values, Decimal(0))
    if formula == "average":
        return sum(values, Decimal(0)) / len(values)
    if formula == "difference":
        return values[0] - values[1]
    if formula == "percent":
        return values[0] / values[1]
    raise ValueError(f"Unknown formula '{formula}'.")


def computed_fact(formula: Formula, funds: Sequence[Funds], language: Language) -> Fact:
    """A sum of money computed from amounts: rounded to whole euros where it has cents that no summand has."""
    value = compute(formula, [f.amount.euros for f in funds])
    rounded = (
        value
        if value == value.to_integral_value() or formula != "average"
        else value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    )
    shown = show_euros(rounded, language, millions=all(_MILLIONS.search(f.amount.written) for f in funds))
    return Fact(shown, "computed", str(rounded), formula=formula, inputs=tuple(f.amount.span for f in funds))


def percent_fact(
    part: Sequence[Funds], whole: Sequence[Funds], language: Language, *, difference: bool = False
) -> Fact:
    """A share of sums; with `difference`, by how much the first sum is above or below the second, without a sign."""
    top = compute("sum", [f.amount.euros for f in part])
    bottom = compute("sum", [f.amount.euros for f in whole])
    share = abs(top - bottom) / bottom if difference else top / bottom
    inputs = tuple(f.amount.span for f in part) + tuple(f.amount.span for f in whole)
    value = f"{'difference' if difference else 'share'}:{len(part)}"
    return Fact(show_percent(share, language), "computed", value, formula="percent", inputs=inputs)
