"""A world of eight agreements written by hand, as plain rows and as the truth records made of them."""

from decimal import Decimal

from evals.world import AgreementTruth, AmountTruth, CategoryTruth, MeasureTruth, SignatureTruth

P, T, Q, S = "preparation", "training", "qualification", "staff"
TITLES = {P: "Ausbildungsvorbereitung", T: "Ausbildung", Q: "Qualifizierung", S: "Weiterbildung"}

# body, year, euros, day of the body, day of the ministry, place, person, function, [(project, category, part-time mark)]
ROWS = [
    ("stadt-kassel", 2024, 900_300, (2024, 7, 20), (2024, 7, 9), "Kassel", "Ilona Au", "Stadträtin",
     [("Werkbank für Alleinerziehende", P, ""), ("Lernladen (TZ)", T, "(TZ)")]),
    ("stadt-wiesbaden", 2024, 1_500_700, (2024, 3, 19), (2024, 3, 8), "Wiesbaden", "Ben Ost", "Stadtrat",
     [("Sprachhaus", Q, ""), ("Teamtage", S, "")]),
    ("landkreis-kassel", 2024, 1_200_500, (2024, 9, 25), (2024, 9, 17), "Kassel", "Carla Nord", "Landrätin",
     [("Werkhof", P, ""), ("Nähstube (TZ)", Q, "(TZ)"), ("Fallarbeit", S, "")]),
    ("landkreis-fulda", 2024, 610_400, (2024, 5, 23), (2024, 5, 14), "Fulda", "Dora West", "Landrätin",
     [("Probierwerkstatt", P, "")]),
    ("odenwaldkreis", 2024, 333_900, (2024, 6, 27), (2024, 6, 18), "Erbach", "Emil Süd", "Landrat",
     [("Gartenbau", T, ""), ("Haushalt (TZ)", T, "(TZ)")]),
    ("odenwaldkreis", 2022, 300_100, (2022, 6, 27), (2022, 6, 18), "Erbach", "Emil Süd", "Landrat",
     [("Gartenbau", T, ""), ("Fahrschule", Q, "")]),
    ("odenwaldkreis", 2023, 320_800, (2023, 6, 27), (2023, 6, 18), "Erbach", "Emil Süd", "Landrat",
     [("Gartenbau", T, "")]),
    ("landkreis-fulda", 2023, 700_200, (2023, 4, 23), (2023, 4, 14), "Fulda", "Dora West", "Landrätin",
     [("Probierwerkstatt", P, ""), ("Kochkurs", Q, "")]),
]  # fmt: skip
MINISTER = "Greta Land"
STATE = "land-hessen"


def make_truth(row: tuple) -> AgreementTruth:
    body, year, euros, own_day, state_day, place, person, function, projects = row
    file = f"{body}-{year}.txt"
    amount = AmountTruth(Decimal(euros), f"{euros} Euro", "exact", year, year, body, STATE, "", "§ 4")
    categories = tuple(
        CategoryTruth(key, "", None, TITLES[key], sum(c == key for _, c, _ in projects)) for key in TITLES
    )
    return AgreementTruth(
        id=file,
        file=file,
        body=body,
        printed_body=body,
        year=year,
        ministry="Hessisches Ministerium für Arbeit",
        ministry_short="HMSI",
        alliance=(2020, 2024),
        sections=("Kopf", "§ 4", "§ 5", "Unterschriften"),
        amounts=(amount,),
        categories=categories,
        measures=tuple(MeasureTruth(name, key, mark or None, ()) for name, key, mark in projects),
        signatures=(
            SignatureTruth(MINISTER, "Staatsministerin", STATE, "Wiesbaden", state_day, ""),
            SignatureTruth(person, function, body, place, own_day, ""),
        ),
        axes={"torn_words": "none"},
    )


TRUTHS = tuple(make_truth(row) for row in ROWS)
