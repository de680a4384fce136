"""Parsers of the two dictionaries, the tables made of them, and a training small enough to run."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import SourceUnreadable
from assistant.lexicon import Lexicon, Synonyms
from ingest.training.alignment import align_words
from ingest.training.compounds import Splitter
from ingest.training.ding import Term, bare_words, parse_line, parse_terms, read_ding
from ingest.training.lexicon import make_synonyms, make_translations, make_words, write_table, write_words
from ingest.training.measure import Questions, format_figures, measure_model, read_squad
from ingest.training.pairs import make_bags
from ingest.training.pairs import make_synonyms as pair_synonyms
from ingest.training.pairs import make_translations as pair_translations
from ingest.training.pruning import drop_derivable
from ingest.training.thesaurus import parse_synonyms, read_thesaurus

MINI_DING = """\
# Version :: devel
Ausbildung {f}; Lehre {f} | Ausbildungen {pl}; Lehren {pl} :: training; apprenticeship | trainings; apprenticeships
Antrag {m} [adm.] | Anträge {pl} | einen Antrag stellen/einreichen :: application | applications | to make an application
Vertrag {m} /Vtr./ :: contract; agreement
Alleinerziehende {f} [soc.] | Alleinerziehenden {pl} :: single parent; lone parent | single parents; lone parents
Elternteil {m} :: parent
Einzelzimmer {n} :: single room
Ausbildungsvertrag {m} :: training contract
Singdrossel {f} [ornith.] :: song thrush
Kanake {m} [slang]; Kerl {m} :: guy [slang]
"""


def entries_of(text: str = MINI_DING):
    return [entry for line in text.splitlines() for entry in parse_line(line)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Aalsuppe {f} [cook.]", [("Aalsuppe", ("f",))]),
        ("Aalleiter {f}; Aaltreppe {f} (Wasserbau)", [("Aalleiter", ("f",)), ("Aaltreppe", ("f",))]),
        ("blank; pur; rein {adj}", [("blank", ("adj",)), ("pur", ("adj",)), ("rein", ("adj",))]),
        ("einen Antrag stellen/einbringen", [("einen Antrag stellen", ()), ("einen Antrag einbringen", ())]),
        (
            "Pflege {f} städtischer / kommunaler Anlagen",
            [("Pflege städtischer Anlagen", ("f",)), ("Pflege kommunaler Anlagen", ("f",))],
        ),
        ("a/b c/d e/f", [("a c e", ())]),
        ("to swell {swelled; swollen, swelled}", [("to swell", ("swelled", "swollen", "swelled"))]),
        ("eelskin <eel skin>", [("eelskin", ())]),
        ("(teilweise) Änderung {f} (an etw.)", [("Änderung", ("f",))]),
        ("[only labels]", []),
        ("", []),
    ],
)
def test_terms_of_a_side(written: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(term.text, term.grammar) for term in parse_terms(written)] == expected


def test_a_short_form_is_kept_apart() -> None:
    assert parse_terms("air handling unit /AHU/; air handler") == (
        Term("air handling unit", short="AHU"),
        Term("air handler"),
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("to look after sb./sth.", "look after /"),
        ("to apply for sth.", "apply for"),
        ("sich um jdn. kümmern", "um kümmern"),
        ("one’s own share", "own share"),
        ("to", "to"),
        ("etwas", "etwas"),
    ],
)
def test_placeholders_are_dropped(written: str, expected: str) -> None:
    assert bare_words(written) == expected


def test_entries_of_a_line_belong_together_by_position() -> None:
    first, second, third = parse_line(
        "Antrag {m} | Anträge {pl} | ein Antrag :: application | applications | one application"
    )

    assert [entry.rank for entry in (first, second, third)] == [0, 1, 2]
    assert second.german[0].text == "Anträge"
    assert second.english[0].text == "applications"


@pytest.mark.parametrize("line", ["# Version :: devel", "kein Trenner", "", " :: ", "Wort ::"])
def test_lines_without_two_sides_give_nothing(line: str) -> None:
    assert parse_line(line) == ()


def test_decomposed_umlauts_are_composed() -> None:
    assert parse_line("A\u0308nderung {f} :: change")[0].german[0].text == "Änderung"


@pytest.mark.parametrize("read", [read_ding, read_thesaurus])
def test_a_missing_dictionary_names_its_package(read, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="apt-get install"):
        list(read(tmp_path / "fehlt"))


def test_synonyms_without_broader_terms_and_remarks() -> None:
    line = "-|Asylbewerber|Flüchtling|Schutzsuchender (geh.)|Asylant (derb, abwertend)|Person (Hauptform) (Oberbegriff)"

    assert parse_synonyms(line) == ("Asylbewerber", "Flüchtling", "Schutzsuchender", "Asylant")
    assert parse_synonyms(line, coarse=False) == ("Asylbewerber", "Flüchtling", "Schutzsuchender")
    assert parse_synonyms("flüchtling|3") == ()


def test_thesaurus_gives_each_set_once(tmp_path: Path) -> None:
    path = tmp_path / "thesaurus.dat"
    path.write_text(
        "UTF-8\nlehre|1\n-|Lehre|Ausbildung\nausbildung|1\n-|Lehre|Ausbildung\nallein|1\n-|allein\n", "utf-8"
    )

    assert list(read_thesaurus(path)) == [("Lehre", "Ausbildung")]


def test_alignment_finds_the_word_that_recurs() -> None:
    pairs = [
        (["training", "contract"], ["ausbildung", "vertrag"]),
        (["training"], ["ausbildung"]),
        (["contract"], ["vertrag"]),
    ]

    table = align_words(pairs)

    assert table["training"][0][0] == "ausbildung"
    assert table["contract"][0][0] == "vertrag"
    assert table["training"][0][1] > 0.9


def test_alignment_of_nothing() -> None:
    assert align_words([]) == {}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ausbildungsvertrag", ("ausbildung", "vertrag")),
        ("vertrag", ("vertrag",)),
        ("fremdwort", ("fremdwort",)),
        ("vertragsausbildungsvertrag", ("vertrag", "ausbildung", "vertrag")),
    ],
)
def test_compounds_are_split_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert Splitter(["ausbildung", "vertrag"] * 3).split(word) == parts


def test_what_follows_from_other_keys_is_dropped() -> None:
    splitter = Splitter(["planung", "prozess"] * 3)
    table = {
        "planning": {"Planung": 1.0},
        "process": {"Prozess": 1.0},
        "processes": {"Prozesse": 1.0},
        "planning process": {"Planungsprozess": 1.0},
        "single parent": {"Alleinerziehende": 1.0},
        "single parents": {"Alleinerziehende": 1.0},
        "glasses": {"Brille": 1.0},
    }

    assert set(drop_derivable(table, splitter)) == {"planning", "process", "single parent", "glasses"}


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    write_table(tmp_path / "lexicon.zip", make_translations(entries_of()))
    return Lexicon(tmp_path / "lexicon.zip")


@pytest.mark.parametrize(
    ("english", "german"),
    [("training", "Ausbildung"), ("Applications", "Antrag"), ("contract", "Vertrag"), ("guys", "Kerl")],
)
def test_lexicon_made_of_entries(lexicon: Lexicon, english: str, german: str) -> None:
    assert german in [word for word, _ in lexicon.translate(english)]


def test_first_terms_weigh_more(lexicon: Lexicon) -> None:
    weights = dict(lexicon.translate("training"))

    assert weights["Ausbildung"] == 1.0
    assert weights["Ausbildung"] > weights["Lehre"]


def test_phrases_of_nature_are_left_out(lexicon: Lexicon) -> None:
    assert lexicon.translate("song thrush") == ()


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = make_translations(entries_of())
    for name in ("a.zip", "b.zip"):
        write_table(tmp_path / name, table)

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_synonyms_of_both_sources_without_slang(tmp_path: Path) -> None:
    write_table(tmp_path / "synonyms.zip", make_synonyms([("Geflüchteter", "Flüchtling", "zwei Wörter")], entries_of()))
    synonyms = Synonyms(tmp_path / "synonyms.zip")

    assert synonyms.of("Geflüchtete") == ("Flüchtling",)
    assert synonyms.of("Flüchtlingen") == ("Geflüchteter",)
    assert synonyms.of("Ausbildung") == ("Lehre",)
    assert synonyms.of("Kerl") == ()


def test_words_are_single_and_lower_cased(tmp_path: Path) -> None:
    words = make_words(entries_of())
    write_words(tmp_path / "words.txt.gz", words)

    assert {"ausbildung", "anträge", "ausbildungsvertrag"} <= set(words)
    assert not [word for word in words if " " in word or word != word.lower()]


def test_training_pairs_cover_both_languages_and_plurals() -> None:
    entries = entries_of()

    assert ("training", "Ausbildung") in pair_translations(entries)
    assert ("make an application", "einen Antrag stellen") in pair_translations(entries)
    synonyms = pair_synonyms(entries, [("Azubi", "Lehrling", "Auszubildender")])
    assert {
        ("Ausbildung", "Lehre"),
        ("training", "apprenticeship"),
        ("Ausbildung", "Ausbildungen"),
        ("Azubi", "Lehrling"),
    } <= set(synonyms)


def test_made_passages_hold_the_answer_and_repeat() -> None:
    pairs = [(f"english{i}", f"deutsch{i}") for i in range(50)]
    bags = make_bags(pairs, 30, seed=3)

    assert bags == make_bags(pairs, 30, seed=3)
    assert bags != make_bags(pairs, 30, seed=4)
    for asked, told in bags:
        assert {word.replace("english", "deutsch") for word in asked.split()} <= set(told.split())


def test_measure_counts_ranks(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(
        '{"data": [{"paragraphs": [{"context": "eins", "qas": [{"question": "eins"}]},'
        ' {"context": "zwei", "qas": [{"question": "eins"}]}]}, {"paragraphs": []}]}',
        "utf-8",
    )
    asked = read_squad(path)

    class Exact:
        name, dimension, fingerprint = "exact", 2, ""

        def embed_passages(self, texts):
            return np.array([[text == "eins", text != "eins"] for text in texts], np.float32)

        def embed_query(self, text):
            return self.embed_passages([text])[0]

    figures = measure_model(Exact(), asked.passages, asked)

    assert isinstance(asked, Questions)
    assert figures["all"] == (0.5, 1.0, 0.75)
    assert "0.500 / 1.000 / 0.750" in format_figures("German", {"all": figures["all"]})


def test_measuring_data_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="AQB_DATA"):
        read_squad(tmp_path / "xquad.de.json")


def test_rare_pieces_weigh_more() -> None:
    from ingest.training.model import weigh_pieces

    weights = weigh_pieces(np.array([100_000, 100, 1]), 1e-3)

    assert weights[0] < 0.01
    assert 0.3 < weights[1] < weights[2] < 1


@pytest.mark.slow
@pytest.mark.skipif(
    not (find_spec("datasets") and find_spec("accelerate")), reason="the extra `train` is not installed"
)
@pytest.mark.filterwarnings("ignore")
def test_a_tiny_training_learns_and_repeats(tmp_path: Path) -> None:
    """A model of thirty words puts translations together, and the same recipe gives the same bytes."""
    from assistant.embed import StaticEmbedder
    from ingest.training.model import Recipe, save_model, train_model

    letters = "abcdefghij"
    translations = [(f"en{a}{b}x", f"de{b}{a}y") for a in letters for b in letters[:3]]
    recipe = Recipe(pieces=200, dimension=16, epochs=30, batch=16, bags=20, learning_rate=0.05)
    for name in ("first", "second"):
        save_model(train_model(translations, translations[:5], recipe, lambda _: None), tmp_path / name)

    embedder = StaticEmbedder(tmp_path / "first")
    english = embedder.embed_passages([a for a, _ in translations])
    german = embedder.embed_passages([b for _, b in translations])
    assert ((english @ german.T).argmax(axis=1) == np.arange(30)).mean() > 0.8
    first, second = (tmp_path / name / "model.safetensors" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in (tmp_path / "first").rglob("*"))
