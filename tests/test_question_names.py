"""Which bodies, groups and authorities a question names."""

import time

import pytest

from assistant.bodies import all_bodies
from assistant.question.names import find_mentions

KS = "stadt-kassel landkreis-kassel"
OF = "stadt-offenbach landkreis-offenbach"
TAUNUS = "hochtaunuskreis main-taunus-kreis rheingau-taunus-kreis"

SURE = [
    # Letters of a plate, the kind after them
    ("gi (landkreis) 2024?", "landkreis-giessen"),
    ("ks (stadt) betrag", "stadt-kassel"),
    ("of-land summe", "landkreis-offenbach"),
    # Official names and their inflections
    ("Wie viel bekommt der Landkreis Kassel 2025?", "landkreis-kassel"),
    ("Haushaltsmittel des Landkreises Kassel", "landkreis-kassel"),
    ("Was bekommt die Stadt Kassel?", "stadt-kassel"),
    ("Mittel der Stadt Offenbach am Main", "stadt-offenbach"),
    ("Mittel der Stadt Offenbach", "stadt-offenbach"),
    ("Was bekommt Offenbach am Main?", "stadt-offenbach"),
    ("im Main-Kinzig-Kreis", "main-kinzig-kreis"),
    ("des Main-Kinzig-Kreises", "main-kinzig-kreis"),
    ("Projekte im Hochtaunuskreis", "hochtaunuskreis"),
    ("des Hochtaunuskreises", "hochtaunuskreis"),
    ("der Wetteraukreis", "wetteraukreis"),
    ("im Wetterauer Kreis", "wetteraukreis"),
    ("im Odenwaldkreis", "odenwaldkreis"),
    ("Was gibt es im Odenwald?", "odenwaldkreis"),
    ("im Vogelsberg", "vogelsbergkreis"),
    ("des Vogelsbergkreises", "vogelsbergkreis"),
    ("Lahn-Dill-Kreis", "lahn-dill-kreis"),
    ("Lahn-Dill", "lahn-dill-kreis"),
    ("Schwalm-Eder", "schwalm-eder-kreis"),
    ("im Schwalm-Eder-Kreis", "schwalm-eder-kreis"),
    ("Werra-Meißner-Kreis", "werra-meissner-kreis"),
    ("Rheingau-Taunus", "rheingau-taunus-kreis"),
    ("der Rheingau", "rheingau-taunus-kreis"),
    ("Main-Taunus-Kreis", "main-taunus-kreis"),
    ("an der Bergstraße", "landkreis-bergstrasse"),
    ("Landkreis Bergstraße", "landkreis-bergstrasse"),
    ("Kreis Groß-Gerau", "landkreis-gross-gerau"),
    ("Groß-Gerau", "landkreis-gross-gerau"),
    ("Landkreis Limburg-Weilburg", "landkreis-limburg-weilburg"),
    ("Landkreis Hersfeld-Rotenburg", "landkreis-hersfeld-rotenburg"),
    ("Waldeck-Frankenberg", "landkreis-waldeck-frankenberg"),
    ("Landkreis Darmstadt-Dieburg", "landkreis-darmstadt-dieburg"),
    ("Darmstadt-Dieburg und nicht mehr", "landkreis-darmstadt-dieburg"),
    ("Darmstadt", "stadt-darmstadt"),
    ("die Wissenschaftsstadt Darmstadt", "stadt-darmstadt"),
    ("Darmstädter Projekte", "stadt-darmstadt"),
    ("Landkreis Darmstadt", "landkreis-darmstadt-dieburg"),
    ("Frankfurt", "stadt-frankfurt"),
    ("Frankfurt am Main", "stadt-frankfurt"),
    ("Frankfurts Projekte", "stadt-frankfurt"),
    ("Frankfurt/Main", "stadt-frankfurt"),
    ("Frankfurt a. M.", "stadt-frankfurt"),
    ("Offenbach/Main", "stadt-offenbach"),
    ("Offenbach a.M.", "stadt-offenbach"),
    ("Offenbach (Main)", "stadt-offenbach"),
    ("Wiesbadens Projekte", "stadt-wiesbaden"),
    ("die Landeshauptstadt Wiesbaden", "stadt-wiesbaden"),
    ("Was bekommt die Landeshauptstadt?", "stadt-wiesbaden"),
    ("Wiesbadener Projekte", "stadt-wiesbaden"),
    ("documenta-Stadt Kassel", "stadt-kassel"),
    ("Kassel, documenta-Stadt", "stadt-kassel"),
    ("die kreisfreie Stadt Kassel", "stadt-kassel"),
    # Towns that can only mean their Landkreis
    ("Marburg", "landkreis-marburg-biedenkopf"),
    ("Marburger Projekte", "landkreis-marburg-biedenkopf"),
    ("Limburg", "landkreis-limburg-weilburg"),
    ("Fulda", "landkreis-fulda"),
    ("Fuldaer Projekte", "landkreis-fulda"),
    ("Fuldas Geld", "landkreis-fulda"),
    ("Gießen", "landkreis-giessen"),
    ("Gießener Kreis", "landkreis-giessen"),
    ("Hersfeld", "landkreis-hersfeld-rotenburg"),
    ("Kreis Hersfeld", "landkreis-hersfeld-rotenburg"),
    ("Landkreis Marburg", "landkreis-marburg-biedenkopf"),
    ("Kreis Weilburg", "landkreis-limburg-weilburg"),
    ("Hanau", "stadt-hanau"),
    ("Stadt Hanau", "stadt-hanau"),
    # The kind around the name
    ("Kreis Kassel", "landkreis-kassel"),
    ("Kreises Offenbach", "landkreis-offenbach"),
    ("der Offenbacher Kreis", "landkreis-offenbach"),
    ("der Kasseler Landkreis", "landkreis-kassel"),
    ("Kassel Land", "landkreis-kassel"),
    ("Kassel-Land", "landkreis-kassel"),
    ("Kassel-Stadt", "stadt-kassel"),
    ("Kassel Stadt", "stadt-kassel"),
    ("Kassel (Stadt)", "stadt-kassel"),
    ("Offenbach (Landkreis)", "landkreis-offenbach"),
    ("Offenbach, Stadt, 2025", "stadt-offenbach"),
    ("Wie viel bekommt Kassel, Landkreis?", "landkreis-kassel"),
    ("lk kassel", "landkreis-kassel"),
    ("Lkr. Kassel", "landkreis-kassel"),
    ("Kr. Gross Gerau", "landkreis-gross-gerau"),
    ("Landkreis Main-Kinzig", "main-kinzig-kreis"),
    ("Kreis Wetterau", "wetteraukreis"),
    ("Landkreis Kassel (KS)", "landkreis-kassel"),
    ("Wer ist Landrat von Kassel?", "landkreis-kassel"),
    ("Landrätin in Offenbach", "landkreis-offenbach"),
    ("Oberbürgermeister von Kassel", "stadt-kassel"),
    ("der Offenbacher Magistrat", "stadt-offenbach"),
    # English
    ("Kassel district", "landkreis-kassel"),
    ("the district of Kassel", "landkreis-kassel"),
    ("the county of Kassel", "landkreis-kassel"),
    ("Kassel (city)", "stadt-kassel"),
    ("the city of Offenbach", "stadt-offenbach"),
    ("Offenbach city", "stadt-offenbach"),
    ("Offenbach county", "landkreis-offenbach"),
    ("the Main-Kinzig district", "main-kinzig-kreis"),
    ("the district of Wiesbaden", "stadt-wiesbaden"),
    ("Wiesbaden's projects", "stadt-wiesbaden"),
    ("the city of Kassel's budget", "stadt-kassel"),
    ("How much did Marburg-Biedenkopf get?", "landkreis-marburg-biedenkopf"),
    # Abbreviations and plates
    ("LK KS", "landkreis-kassel"),
    ("lk ks 2025", "landkreis-kassel"),
    ("LK OF", "landkreis-offenbach"),
    ("lk of 2025", "landkreis-offenbach"),
    ("Stadt OF", "stadt-offenbach"),
    ("Stadt F", "stadt-frankfurt"),
    ("FFM", "stadt-frankfurt"),
    ("ffm", "stadt-frankfurt"),
    ("MKK", "main-kinzig-kreis"),
    ("der mkk", "main-kinzig-kreis"),
    ("DADI", "landkreis-darmstadt-dieburg"),
    ("LaDaDi", "landkreis-darmstadt-dieburg"),
    ("MaBi", "landkreis-marburg-biedenkopf"),
    ("MR", "landkreis-marburg-biedenkopf"),
    ("GG", "landkreis-gross-gerau"),
    ("LDK", "lahn-dill-kreis"),
    ("HEF-ROF", "landkreis-hersfeld-rotenburg"),
    ("WI", "stadt-wiesbaden"),
    ("LKKS25", "landkreis-kassel"),
    ("LHW", "stadt-wiesbaden"),
    # Carriers that stand for a body
    ("Was macht Pro Arbeit?", "landkreis-offenbach"),
    ("die MainArbeit", "stadt-offenbach"),
    ("AGiL", "landkreis-kassel"),
    # Spelling without umlauts and hyphens, small letters, capitals, run together
    ("landkreis giessen", "landkreis-giessen"),
    ("gross gerau", "landkreis-gross-gerau"),
    ("Gross-Gerau", "landkreis-gross-gerau"),
    ("main kinzig kreis", "main-kinzig-kreis"),
    ("Main - Kinzig - Kreis", "main-kinzig-kreis"),
    ("Mainkinzigkreis", "main-kinzig-kreis"),
    ("Main-Kinzigkreis", "main-kinzig-kreis"),
    ("Marburgbiedenkopf", "landkreis-marburg-biedenkopf"),
    ("marburg biedenkopf", "landkreis-marburg-biedenkopf"),
    ("Marburg / Biedenkopf", "landkreis-marburg-biedenkopf"),
    ("werra meissner", "werra-meissner-kreis"),
    ("Hoch-Taunus-Kreis", "hochtaunuskreis"),
    ("Wetterau-Kreis", "wetteraukreis"),
    ("LANDKREIS KASSEL", "landkreis-kassel"),
    ("WIE VIEL BEKOMMT DA DIE STADT KASSEL", "stadt-kassel"),
    ("landkreiskassel", "landkreis-kassel"),
    ("StadtOffenbach", "stadt-offenbach"),
    ("bergstrasse", "landkreis-bergstrasse"),
    ("LANDKREIS GROẞ-GERAU", "landkreis-gross-gerau"),
]

AMBIGUOUS = [
    ("Wie viel bekommt Kassel?", KS),
    ("kassel", KS),
    ("Kassels Mittel", KS),
    ("Kassel's budget", KS),
    ("die Kasseler Projekte", KS),
    ("Offenbach", OF),
    ("Offenbacher Projekte", OF),
    ("Offenbach am meisten", OF),
    ("Offenbach im Mai", OF),
    ("KS", KS),
    ("OF", OF),
    ("Was passiert im Taunus?", TAUNUS),
]

SEVERAL = [
    ("Stadt und Landkreis Kassel", ["stadt-kassel", "landkreis-kassel"]),
    ("Landkreis und Stadt Offenbach", ["landkreis-offenbach", "stadt-offenbach"]),
    ("der Stadt und des Landkreises Kassel", ["stadt-kassel", "landkreis-kassel"]),
    ("the city and the district of Kassel", ["stadt-kassel", "landkreis-kassel"]),
    ("Stadt/Landkreis Kassel", ["stadt-kassel", "landkreis-kassel"]),
    ("Kassel (Stadt und Landkreis)", ["stadt-kassel", "landkreis-kassel"]),
    ("Kassel: Stadt oder Landkreis?", ["stadt-kassel", "landkreis-kassel"]),
    ("Kassel Stadt und Kreis", ["stadt-kassel", "landkreis-kassel"]),
    ("Stadt Kassel oder Landkreis?", ["stadt-kassel", "landkreis-kassel"]),
    ("Landkreise Kassel und Fulda", ["landkreis-kassel", "landkreis-fulda"]),
    ("die Landkreise Kassel, Offenbach und Gießen", ["landkreis-kassel", "landkreis-offenbach", "landkreis-giessen"]),
    ("Städte Kassel und Offenbach", ["stadt-kassel", "stadt-offenbach"]),
    ("den Städten Kassel und Wiesbaden", ["stadt-kassel", "stadt-wiesbaden"]),
    ("the cities of Kassel and Offenbach", ["stadt-kassel", "stadt-offenbach"]),
    ("the Kassel and Fulda districts", ["landkreis-kassel", "landkreis-fulda"]),
    ("Stadt Kassel und Landkreis Fulda", ["stadt-kassel", "landkreis-fulda"]),
    ("Kassel Stadt und Landkreis Fulda", ["stadt-kassel", "landkreis-fulda"]),
    ("Landkreis Kassel, Stadt Offenbach", ["landkreis-kassel", "stadt-offenbach"]),
    ("Kassel, Landkreis Fulda", [KS, "landkreis-fulda"]),
    ("Kassel oder Wiesbaden?", [KS, "stadt-wiesbaden"]),
    ("Frankfurt oder Offenbach", ["stadt-frankfurt", OF]),
    ("Darmstadt, Darmstadt-Dieburg", ["stadt-darmstadt", "landkreis-darmstadt-dieburg"]),
    ("MaBi vs. LaDaDi", ["landkreis-marburg-biedenkopf", "landkreis-darmstadt-dieburg"]),
    ("HTK und MTK", ["hochtaunuskreis", "main-taunus-kreis"]),
    ("MR24 gegen GI24", ["landkreis-marburg-biedenkopf", "landkreis-giessen"]),
    ("MKK/HTK", ["main-kinzig-kreis", "hochtaunuskreis"]),
    ("Stadt Offenbach gegen Kreis Offenbach", ["stadt-offenbach", "landkreis-offenbach"]),
    ("Stadt und Landkreis Gießen", ["", "landkreis-giessen"]),
    ("der Landkreis Kassel und die Stadt", ["landkreis-kassel", "stadt-kassel"]),
    ("Vergleich Stadt- und Landkreis Kassel", ["stadt-kassel", "landkreis-kassel"]),
    ("Welcher Landkreis bekommt mehr, Kassel oder Offenbach?", ["landkreis-kassel", "landkreis-offenbach"]),
    ("Which city gets more, Kassel or Offenbach?", ["stadt-kassel", "stadt-offenbach"]),
    ("Landkreis Bergstraße (Heppenheim)", ["landkreis-bergstrasse"]),
    ("Was bekommt Kassel vom Regierungspräsidium Kassel?", [KS]),
]

TYPOS = [
    ("Kasel", KS),
    ("kasssel", KS),
    ("Landkreis Kassl", "landkreis-kassel"),
    ("Lankreis Kassel", "landkreis-kassel"),
    ("Landkries Kasesl", "landkreis-kassel"),
    ("Ofenbach", OF),
    ("Stadt Offenbahc", "stadt-offenbach"),
    ("Wisbaden", "stadt-wiesbaden"),
    ("Wiesbadn", "stadt-wiesbaden"),
    ("Marburg Biedenkof", "landkreis-marburg-biedenkopf"),
    ("Maburg-Biedenkopf", "landkreis-marburg-biedenkopf"),
    ("Marbrug", "landkreis-marburg-biedenkopf"),
    ("Gross-Gerrau", "landkreis-gross-gerau"),
    ("Hersfeld Rothenburg", "landkreis-hersfeld-rotenburg"),
    ("Waldek-Frankenberg", "landkreis-waldeck-frankenberg"),
    ("Darmstadt Diebrug", "landkreis-darmstadt-dieburg"),
    ("Darmstad", "stadt-darmstadt"),
    ("Frankfrut", "stadt-frankfurt"),
    ("Main-Kinsig-Kreis", "main-kinzig-kreis"),
    ("Main Kinzing Kreis", "main-kinzig-kreis"),
    ("Hochtaunskreis", "hochtaunuskreis"),
    ("Odenwaldkreiss", "odenwaldkreis"),
    ("Wetteraukries", "wetteraukreis"),
    ("Vogelberg", "vogelsbergkreis"),
    ("Limburg-Weilbrug", "landkreis-limburg-weilburg"),
    ("Schwalm-Eda-Kreis", "schwalm-eder-kreis"),
    ("Werra-Meisner-Kreis", "werra-meissner-kreis"),
    ("Rheingau-Tanus-Kreis", "rheingau-taunus-kreis"),
    ("Bergstrase", "landkreis-bergstrasse"),
    ("Gissen", "landkreis-giessen"),
    ("Hanua", "stadt-hanau"),
    ("Landkreis Fuld", "landkreis-fulda"),
]

NO_BODY = [
    # (question, what is written, the Landkreis of the town, body of that name)
    ("Stadt Marburg", "Stadt Marburg", "landkreis-marburg-biedenkopf", ""),
    ("the city of Marburg", "city of Marburg", "landkreis-marburg-biedenkopf", ""),
    ("Universitätsstadt Marburg", "Universitätsstadt Marburg", "landkreis-marburg-biedenkopf", ""),
    ("Stadt Gießen", "Stadt Gießen", "landkreis-giessen", ""),
    ("Stadt Fulda", "Stadt Fulda", "landkreis-fulda", ""),
    ("Was bekommt Wetzlar?", "Wetzlar", "lahn-dill-kreis", ""),
    ("Rüsselsheim", "Rüsselsheim", "landkreis-gross-gerau", ""),
    ("in Bad Homburg", "Bad Homburg", "hochtaunuskreis", ""),
    ("Bad Homburg v. d. Höhe", "Bad Homburg v. d. Höhe", "hochtaunuskreis", ""),
    ("Stadt Bad Vilbel", "Stadt Bad Vilbel", "wetteraukreis", ""),
    ("Bad Hersfeld", "Bad Hersfeld", "landkreis-hersfeld-rotenburg", ""),
    ("Homberg (Ohm)", "Homberg (Ohm)", "vogelsbergkreis", ""),
    ("Fuldatal", "Fuldatal", "landkreis-kassel", ""),
    ("Stadt Langen", "Stadt Langen", "landkreis-offenbach", ""),
    ("Hofheim am Taunus", "Hofheim am Taunus", "main-taunus-kreis", ""),
    ("Was bekommt Mainz?", "Mainz", "", ""),
    ("München", "München", "", ""),
    ("Stadt Köln", "Stadt Köln", "", ""),
    ("Landkreis Göttingen", "Landkreis Göttingen", "", ""),
    ("Stadt Essen", "Stadt Essen", "", ""),
    ("Frankfurt (Oder)", "Frankfurt (Oder)", "", ""),
    ("Landkreis Musterstadt", "Landkreis Musterstadt", "", ""),
    ("im Landkreis Bad Musterberg", "Landkreis Bad Musterberg", "", ""),
    ("landkreis musterhausen", "landkreis musterhausen", "", ""),
    ("der Ober-Muster-Kreis", "Ober-Muster-Kreis", "", ""),
    ("the district of Musterburg", "district of Musterburg", "", ""),
    ("Rhein-Sieg-Kreis", "Rhein-Sieg-Kreis", "", ""),
    ("im Hochsauerlandkreis", "Hochsauerlandkreis", "", ""),
    ("Landeshauptstadt Mainz", "Landeshauptstadt Mainz", "", ""),
    ("Thüringen", "Thüringen", "", ""),
    ("Landkreis Wiesbaden", "Landkreis Wiesbaden", "", "stadt-wiesbaden"),
]

NOTHING = [
    "Welche Stadt?",
    "Wie wird das kassiert, und wer führt die Kassen?",
    "Kasse, Kessel, Kasten, Kapsel",
    "Wie ist das Wetter am Main?",
    "Die Gießkanne steht am Berg",
    "of da hr f hp wi gi",
    "What is the share of the budget, and who is it for?",
    "Welche Fälle sind da genannt?",
    "Müssen alle Maßnahmen genannt werden?",
    "Wer ist Herr Fulda?",
    "Frau Dr. Kassel",
    "Offenbacher Straße 12",
    "in der Frankfurter Allee",
    "Bekommt der Landkreis Geld?",
    "Hat die Stadt Förderung für Alleinerziehende?",
    "Wie viele Hersteller sind im Bereich Handwerk?",
    "Karstadt und Manhattan",
    "Kosten pro Arbeitsplatz und pro Arbeit",
    "Wie agil ist das Programm?",
    "Was bedeutet Art. 3 GG?",
    "12 KB groß",
    "Welcher Personenkreis wird gefördert?",
    "der Rechtskreis SGB II",
    "Was kostet das Essen in der Halle?",
    "Wer bekommt wie viel?",
    "Sie wohnen langen Weg entfernt, mit Löhne und Lage",
    "WER BEKOMMT DA MEHR GELD",
    "Offenbar gerade offen",
]

GROUPS = [
    # (question, kind, district, number of bodies)
    ("alle kreisfreien Städte", "stadt", None, 6),
    ("Welche Städte fördern Teilzeit?", "stadt", None, 6),
    ("nur die Städte", "stadt", None, 6),
    ("nur die kreisfreien", "stadt", None, 6),
    ("all cities", "stadt", None, 6),
    ("which city gets most?", "stadt", None, 6),
    ("Welcher Landkreis bekommt am meisten?", "landkreis", None, 21),
    ("In welchem Kreis gibt es Sprachkurse?", "landkreis", None, 21),
    ("Landkreise mit Teilzeitausbildung", "landkreis", None, 21),
    ("hessische Kreise", "landkreis", None, 21),
    ("which counties", "landkreis", None, 21),
    ("jeder Kreis", "landkreis", None, 21),
    ("die nordhessischen Kreise", "landkreis", "Kassel", 6),
    ("Kreise in Nordhessen", "landkreis", "Kassel", 6),
    ("alle Landkreise im Regierungsbezirk Gießen", "landkreis", "Gießen", 5),
    ("Regierungsbezirk Gießen", None, "Gießen", 5),
    ("RB Kassel", None, "Kassel", 7),
    ("der Kasseler Regierungsbezirk", None, "Kassel", 7),
    ("the administrative district of Kassel", None, "Kassel", 7),
    ("Nordhessen", None, "Kassel", 7),
    ("in North Hesse", None, "Kassel", 7),
    ("mittelhessische Landkreise", "landkreis", "Gießen", 5),
    ("südhessische Städte", "stadt", "Darmstadt", 5),
    ("Landkreise und Städte", None, None, 27),
    ("Landkreise und kreisfreie Städte", None, None, 27),
    ("Kreis oder Stadt: welcher Kreis oder welche Stadt?", None, None, 27),
    ("which districts", None, None, 27),
    ("which districts and cities", None, None, 27),
    ("the 26 bodies", None, None, 27),
    ("alle 26", None, None, 27),
    ("die 26 Gebietskörperschaften", None, None, 27),
    ("Welche Gebietskörperschaft bekommt am wenigsten?", None, None, 27),
    ("jede Gebietskörperschaft", None, None, 27),
    ("Kommunen", None, None, 27),
    ("alle Gebietskorperschaften", None, None, 27),
    ("Sonderstatusstädte", "stadt", None, 0),
    ("die kreisangehörigen Städte", "stadt", None, 0),
    ("Which local authorities fund courses?", None, None, 27),
    ("Which Hessian districts offer training?", None, None, 27),
    ("every county", "landkreis", None, 21),
]

AUTHORITIES = [
    "Regierungspräsidium Kassel",
    "Regierungspräsidiums Kassel",
    "RP Kassel",
    "rp kassel",
    "RP Gießen",
    "RP Darmstadt",
    "RP KS",
    "Regierungspräsidium in Gießen",
    "Kasseler Regierungspräsidium",
    "regional council Kassel",
    "regional council of Kassel",
    "Regierungspräsidum Kassel",
    "IHK Offenbach",
    "Universität Kassel",
    "Agentur für Arbeit Marburg",
    "Handwerkskammer Wiesbaden",
]

STATE = [
    "Wie viel gibt das Land Hessen aus?",
    "landesweit",
    "Die landesweiten Mittel 2025",
    "hessenweit",
    "in ganz Hessen",
    "Mittel in Hessen insgesamt",
    "das Land insgesamt",
    "statewide",
    "state-wide funding",
    "across Hesse",
    "the whole state",
    "Wie viel Geld steht in Hessen bereit?",
]


def _candidates(question: str) -> list[str]:
    return [" ".join(mention.candidates) for mention in find_mentions(question).bodies]


@pytest.mark.parametrize(("question", "expected"), SURE)
def test_names_one_body(question: str, expected: str) -> None:
    assert _candidates(question) == [expected]


@pytest.mark.parametrize(("question", "expected"), AMBIGUOUS)
def test_keeps_an_ambiguous_name_ambiguous(question: str, expected: str) -> None:
    assert _candidates(question) == [expected]


@pytest.mark.parametrize(("question", "expected"), SEVERAL)
def test_reads_lists_and_shared_kind_words(question: str, expected: list[str]) -> None:
    assert _candidates(question) == expected


@pytest.mark.parametrize(("question", "expected"), TYPOS)
def test_mends_misspelled_names(question: str, expected: str) -> None:
    assert _candidates(question) == [expected]


@pytest.mark.parametrize(("question", "written", "town_in", "instead"), NO_BODY)
def test_knows_places_that_are_no_body(question: str, written: str, town_in: str, instead: str) -> None:
    [mention] = find_mentions(question).bodies

    assert mention.written == written
    assert mention.candidates == ()
    assert (mention.town_in or "", " ".join(mention.instead)) == (town_in, instead)


@pytest.mark.parametrize("question", NOTHING)
def test_leaves_ordinary_words_alone(question: str) -> None:
    assert find_mentions(question).bodies == ()


@pytest.mark.parametrize(("question", "kind", "district", "count"), GROUPS)
def test_finds_groups(question: str, kind: str | None, district: str | None, count: int) -> None:
    mentions = find_mentions(question)
    group = mentions.groups[-1]

    assert (group.kind, group.district, len(group.bodies)) == (kind, district, count)
    assert mentions.bodies == ()


@pytest.mark.parametrize("question", AUTHORITIES)
def test_an_authority_is_never_a_body(question: str) -> None:
    mentions = find_mentions(f"Was macht das {question}?")

    assert [authority.name for authority in mentions.authorities] == [question]
    assert mentions.bodies == ()


@pytest.mark.parametrize("question", STATE)
def test_notices_the_whole_land(question: str) -> None:
    assert find_mentions(question).state


@pytest.mark.parametrize(
    "question", ["Landkreis Kassel", "Welche Kreise in Hessen?", "Wer unterschreibt für das Land?", "Nordhessen"]
)
def test_does_not_take_a_body_for_the_land(question: str) -> None:
    assert not find_mentions(question).state


@pytest.mark.parametrize("body", all_bodies(), ids=lambda body: body.id)
def test_finds_each_body_by_its_full_name_in_every_case(body) -> None:
    for case in ("nominative", "genitive", "dative", "accusative"):
        question = f"Und was ist mit {body.inflect(case)} im Jahr 2026?"
        [mention] = find_mentions(question).bodies

        assert mention.candidates == (body.id,)
        assert question[mention.start : mention.end] == mention.written


@pytest.mark.parametrize(
    ("year", "candidates", "town_in"),
    [(None, ("stadt-hanau",), None), (2026, ("stadt-hanau",), None), (2025, (), "main-kinzig-kreis")],
)
def test_hanau_is_a_body_from_2026_on(year: int | None, candidates: tuple[str, ...], town_in: str | None) -> None:
    [mention] = find_mentions("Was bekommt Hanau?", year=year).bodies

    assert (mention.candidates, mention.town_in) == (candidates, town_in)
    assert len(find_mentions("alle Städte", year=year).groups[0].bodies) == (5 if year == 2025 else 6)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Nein, die Stadt.", ("stadt",)),
        ("Und der Kreis?", ("landkreis",)),
        ("What about the city?", ("stadt",)),
        ("Stadt Kassel", ()),
        ("Welche Stadt?", ()),
        ("alle Kreise", ()),
    ],
)
def test_notices_a_kind_word_that_stands_alone(question: str, kinds: tuple[str, ...]) -> None:
    assert find_mentions(question).kinds == kinds


def test_certainty_tells_a_typo() -> None:
    assert [m.certainty for m in find_mentions("Kassel und Ofenbach").bodies] == ["exact", "typo"]


@pytest.mark.parametrize(
    "question", ["Und der Landkreis Kassel (KS)?", "Kassel (Stadt) bitte", "Nach Frankfurt a. M.", "  Stadt   Kassel "]
)
def test_spans_lie_in_the_question_as_typed(question: str) -> None:
    [mention] = find_mentions(question).bodies

    assert question[mention.start : mention.end] == mention.written
    assert mention.written.count("(") == mention.written.count(")")


def test_is_fast() -> None:
    questions = [question for question, _ in SURE + TYPOS] + NOTHING
    [find_mentions(question) for question in questions[:5]]
    began = time.process_time()
    [find_mentions(question) for question in questions]

    assert (time.process_time() - began) / len(questions) < 0.004
