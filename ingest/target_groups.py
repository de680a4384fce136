"""For whom a measure is, as far as its name says so: "für Frauen", "von jungen Wohnungssuchenden"."""

import re

_PERSON = (
    r"(?:Frauen|Mädchen|Männern?|Jungen|Mütter[n]?|Vätern?|Eltern|Familien|Kindern?|Menschen|Personen|Jugendlichen?|Heranwachsenden?"
    r"|Erwachsenen?|Alleinerziehenden?|Elternteilen?|Senioren|Schüler(?:n|innen)?|Azubis?|Geflüchteten?|Flüchtlingen?|Personal|Fachpersonal"
    r"|Fachkräften?|Lehrkräften?|Ausbildern?|Bewerber(?:n|innen)?|Teilnehmer(?:n|innen)?|Abbrecher(?:n|innen)?|Rehabilitanden"
    r"|Bedarfsgemeinschaften|Leistungsbezieher(?:n|innen)?|Leistungsberechtigten?|Behinderten?|Beschäftigten?|Migrant(?:en|innen)"
    r"|(?:Neu)?[Zz]ugewanderten?|Zuwander(?:er|ern|innen)|Einwander(?:er|ern)|Benachteiligten?|Arbeitslosen?|Langzeitarbeitslosen?"
    r"|Erwerbslosen?|Wohnungslosen?|Obdachlosen?|Haftentlassenen?|Quereinsteiger(?:n|innen)?|Wiedereinsteiger(?:n|innen)?"
    r"|Wiedereinsteigerinnen|Berufsrückkehrer(?:n|innen)?|Berufsrückkehrenden?"
    r"|[A-ZÄÖÜ]\w+(?:suchende|interessierte|erziehende|abbrecher|abgänger|verweigerer|absolvent|leistende|empfänger|bezieher"
    r"|pflegende|einsteiger|umsteiger|gewanderte|arbeiter|schüler)(?:n|innen|en)?"
    r"|Erziehenden?|Pflegenden?|Auszubildenden?|Studierenden?|Teilnehmenden?|Mitarbeitenden?|Mitarbeiter(?:n|innen)?|Selbstständigen?"
    r"|(?:Über|Unter)\s?\d\d-?[Jj]ährigen?|U\s?25|Ü\s?\d\d|Analphabet(?:en|innen)|Straffälligen?|Älteren?|Jüngeren?|[A-ZÄÖÜ]\w+(?:lose|fällige|abhängige|kranke|müde"
    r"|gefährdete|betroffene|berechtigte|anwärter|anfänger|absolvent|lernende|müde|flüchtete|linge)n?)"
    r"(?:[/*:_](?:-?innen|in))?"
)
_ADJECTIVE = r"(?:[a-zäöüß][\w-]*(?:e|en|er|em)\s|(?:[a-zäöüß][\w-]*-\s)?(?:und|oder|bzw\.)\s)"
_NOUN_LINK = rf"(?:(?:,\s|\s(?:und|oder|bzw\.|sowie)\s|\s?/\s?){_ADJECTIVE}{{0,3}}{_PERSON})"
_TRAIT = (
    r"(?:\s(?:mit|ohne)\s(?:[a-zäöüß][\w-]*\s){0,4}[A-ZÄÖÜ][\w-]*(?:(?:,\s|\s(?:und|oder)\s)(?:[a-zäöüß][\w-]*\s){0,2}[A-ZÄÖÜ][\w-]*)*"
    r"|\s(?:in|nach)\s(?:Ausbildung|Arbeit|Haft|Elternzeit|Pflege|Beschäftigung|Umschulung|Krisen?|Not|Bildungsgängen|Trennung|(?:besonderen|schwierigen)\s\w+)"
    r"|\s(?:unter|über|ab|bis)\s\d\d(?:\sJahren)?|\s\d\d\s?(?:\+|plus))"
)
_FOR_WHOM = re.compile(
    rf"(?<!\w)(?:für|f\.|von|mit|an)\s(?:(?:die|den)\s)?(?P<group>{_ADJECTIVE}{{0,4}}{_PERSON}(?![\w-]){_NOUN_LINK}*{_TRAIT}?)"
)
_SUFFIX = re.compile(
    r"(?:v\.\s?a\.|vor\sallem|insb\.|insbesondere|auch)\s(?:für\s)?(?P<group>mit\s[A-ZÄÖÜ]\w+(?:hintergrund|erfahrung|geschichte))"
)
_ALONE = re.compile(
    r"^(?P<group>(?:[Jj]unge\s|[Gg]eflüchtete\s)?(?:Frauen|Mädchen|Männer|Mütter|Väter|Eltern|Jugendliche|Menschen|Erwachsene|Alleinerziehende|Geflüchtete))(?=\s)"
)
_BY_GENITIVE = re.compile(rf"(?P<group>[A-ZÄÖÜ]\w+(?:er|ter)\s{_PERSON})(?![\w-])")


def find_target_groups(name: str) -> tuple[str, ...]:
    """The printed words of a measure's name that say for whom it is, in order; none where it says nothing.

    Example:
        >>> find_target_groups("Unterricht für junge Menschen in Ausbildung (v.a. mit Fluchthintergrund)")
        ('junge Menschen in Ausbildung', 'mit Fluchthintergrund')
    """
    found: list[tuple[int, int]] = []
    for pattern in (_BY_GENITIVE, _FOR_WHOM, _SUFFIX, _ALONE):
        for match in pattern.finditer(name):
            start, end = match.span("group")
            start += len(name[start:end]) - len(name[start:end].lstrip())
            if not any(a < end and start < b for a, b in found):
                found.append((start, end))
    return tuple(name[a:b] for a, b in sorted(found))
