"""The views over HTTP: every page in both languages, in every state of the index, and nothing of a document as markup."""

import csv
import io
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from assistant.documents import Agreement, OtherDocument
from assistant.web.current import CurrentAssistant
from assistant.web.guard import Guard
from assistant.web.server import create_interface
from assistant.web.words import ENGLISH, GERMAN
from evals.world import World
from ingest.parse import parse_document
from ingest.readers import fix_text
from tests.handmade import TEXTS, handmade, open_handmade

from .conftest import DOCUMENTS, FakeAssistant

PAGES = ("/uebersicht", "/vergleich", "/dokumente", "/lernen")


def open_client(assistant, words=GERMAN):
    current = CurrentAssistant(lambda: assistant)
    return TestClient(Guard(create_interface(current, words)), raise_server_exceptions=True)


@pytest.fixture(scope="module")
def client():
    return open_client(handmade())


class Outline(HTMLParser):
    """The elements of a page; a page that leaves one open or closes another is refused."""

    VOID = ("meta", "link", "input", "br", "line", "rect")
    INLINE = ("a", "span", "strong", "code", "mark", "del", "ins", "time", "title", "desc", "text")

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.elements = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.text += "" if tag in self.INLINE else " "
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("style", "script"):
            self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self):
        return " ".join(self.text.split())


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Outline(answer.text)


def links_of(page, prefix):
    return [a["href"] for a in page.all("a") if a["href"].startswith(prefix)]


def every_page(assistant):
    agreements = assistant.library.agreements
    yield from PAGES
    for document in assistant.documents[:6]:
        yield f"/dokument/{document.id}"
    for first, second in pairwise(agreements):
        yield f"/vergleich?a={first.id}&b={second.id}"


@pytest.mark.parametrize("words", [GERMAN, ENGLISH])
def test_every_page_is_whole_in_both_languages(words):
    client = open_client(handmade(), words)
    other = "en" if words.language == "de" else "de"
    for path in list(every_page(handmade())):
        page = read(client, path)
        assert page.all("html")[0]["lang"] == words.language
        assert len(page.all("h1")) == 1
        assert len({a["id"] for _, a in page.elements if "id" in a}) == len([1 for _, a in page.elements if "id" in a])
        assert [a for a in page.all("a") if not a["href"].startswith(("/", "#"))] == []
        assert "{" not in page.text
        asked = f"{path}{'&' if '?' in path else '?'}lang={other}"
        assert read(client, asked).all("html")[0]["lang"] == other
        assert read(client, f"{path}{'&' if '?' in path else '?'}lang=fr").all("html")[0]["lang"] == words.language


def test_the_language_is_kept_in_every_link_and_form(client):
    for path in (*PAGES, f"/dokument/{handmade().documents[0].id}"):
        page = read(client, f"{path}?lang=en")
        inside = [a["href"] for a in page.all("a") if a["href"].startswith("/") and a.get("hreflang") is None]
        assert inside
        assert [href for href in inside if "lang=en" not in href] == []
        for form in page.all("form"):
            assert form["method"] == "get"
            assert {"type": "hidden", "name": "lang", "value": "en"} in page.all("input")


def test_every_link_leads_to_a_page(client):
    seen = set()
    for path in every_page(handmade()):
        page = read(client, path)
        anchors = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
        for href in (a["href"] for a in page.all("a")):
            if href.startswith("#"):
                assert href[1:] in anchors, (path, href)
            elif href.partition("#")[0] not in seen and href not in ("/", "/?lang=en") and not href.startswith("/?q="):
                seen.add(href.partition("#")[0])
                assert client.get(href).status_code == 200, href
    assert len(seen) > 60


def test_every_cited_place_is_marked_in_its_document(client):
    followed = 0
    for path in ("/uebersicht", "/lernen", "/vergleich?a=fulda-2023.txt&b=fulda-2024.txt"):
        page = read(client, path)
        for href in dict.fromkeys(link for link in links_of(page, "/dokument/") if "stelle=" in link):
            assert '<mark id="stelle"' in client.get(href).text, href
            followed += 1
    assert followed > 50


def test_the_navigation_marks_the_page_it_stands_on(client):
    for path in PAGES:
        page = read(client, path)
        assert [a["href"] for a in page.all("a") if a.get("aria-current") == "page"] == [path]


def test_without_an_index_each_page_names_the_command(no_index):
    client = TestClient(Guard(create_interface(no_index, GERMAN)))
    for path in (*PAGES, "/dokument/x"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "<code>python -m ingest</code>" in answer.text
        Outline(answer.text)
    assert client.get("/uebersicht.csv").status_code == 503


def test_an_empty_index_and_one_of_a_single_document():
    for texts in ({}, {"eins.txt": TEXTS["fulda-2023.txt"]}, {"prosa.txt": "Merkblatt\n\nEin Absatz über nichts."}):
        client = open_client(open_handmade(texts))
        for path in PAGES:
            assert read(client, path).all("h1")
        for path in ("/uebersicht?jahr=2024", "/dokumente?art=agreement", "/vergleich?a=eins.txt&b=eins.txt"):
            assert client.get(path).status_code in (200, 404)
        for name in texts:
            assert read(client, f"/dokument/{name}").all("h1")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_from_a_document_is_markup(path, fake):
    client = open_client(fake)
    text = client.get(path).text
    page = Outline(text)
    assert page.all("img") == []
    assert page.all("b") == []
    assert len(page.all("script")) == 1
    for hostile in (
        "?name=<script>alert(1)</script>",
        '?name="><img src=x>',
        "?jahr=' or 1=1&art=%00&sortierung=x&folge=y",
    ):
        answered = client.get(path + hostile)
        assert answered.status_code in (200, 404)
        page = Outline(answered.text)
        assert page.all("img") == []
        assert len(page.all("script")) == 1


def test_a_hostile_file_name_is_text_everywhere():
    name = '"><script>alert(1)</script>&<b>.txt'
    text = TEXTS["fulda-2023.txt"].replace("Lernwerkstatt Rhön", "<img src=x onerror=alert(2)> & {{ 7*7 }}")
    client = open_client(
        open_handmade({name: text, "b.txt": TEXTS["fulda-2024.txt"], "c.txt": "<svg onload=alert(3)>"})
    )
    document = next(link for link in links_of(read(client, "/dokumente"), "/dokument/") if "script" in link)
    pages = [*PAGES, document, f"/vergleich?a={name.replace('&', '%26')}&b=b.txt"]
    for path in pages:
        page = read(client, path)
        assert page.all("img") == page.all("b") == []
        assert all("onload" not in attributes for _, attributes in page.elements)
    assert "{{ 7*7 }}" in read(client, document).text


def test_the_policy_names_the_one_script_and_nothing_else(client):
    for path in PAGES:
        policy = client.get(path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe-eval" not in policy
        assert "unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        assert "http" not in re.sub(
            r"<style>.*?</style>", "", client.get(path).text.partition("<main")[0], flags=re.DOTALL
        )


# Overview


def table_rows(page):
    """The names in the first column of the first table's body."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def test_filters_narrow_the_table_and_the_count(client):
    html = client.get("/uebersicht?jahr=2023&art=landkreis").text
    assert table_rows(html) == ["Landkreis Fulda", "Vogelsbergkreis"]
    assert "2 von 6 Vereinbarungen" in html
    assert table_rows(client.get("/uebersicht?art=stadt").text) == ["Stadt Kassel"]
    assert table_rows(client.get("/uebersicht?teilzeit=nein").text) == ["Landkreis Kassel", "Vogelsbergkreis"]
    assert table_rows(client.get("/uebersicht?name=KASSEL").text) == ["Landkreis Kassel", "Stadt Kassel"]
    assert "Zu dieser Auswahl gibt es keine Vereinbarung" in client.get("/uebersicht?name=gibtesnicht").text


def test_sorting_by_each_column(client):
    by_amount = table_rows(client.get("/uebersicht?sortierung=betrag&folge=ab").text)
    assert by_amount[0] == "Stadt Kassel"
    assert by_amount[-1] == "Vogelsbergkreis"
    assert table_rows(client.get("/uebersicht?sortierung=betrag").text) == by_amount[::-1]
    page = read(client, "/uebersicht?sortierung=betrag&folge=ab")
    assert [th["aria-sort"] for th in page.all("th") if "aria-sort" in th] == ["descending"]


def test_sums_are_of_one_year_and_say_what_they_count(client):
    text = read(client, "/uebersicht").words
    assert "Summe 2024 3.925.360 Euro aus 4 Vereinbarungen, eigene Berechnung" in text
    assert "Summe 2023 1.453.200 Euro aus 2 Vereinbarungen, eigene Berechnung" in text


def test_two_agreements_of_one_body_and_year_are_shown_marked_and_never_added():
    changed = TEXTS["fulda-2023.txt"].replace("812.300", "900.000")
    client = open_client(open_handmade({**TEXTS, "zweite.txt": changed}))
    html = client.get("/uebersicht?jahr=2023").text
    assert table_rows(html).count("Landkreis Fulda") == 2
    words = Outline(html).words
    assert words.count("mehrere für dieses Jahr *") == 2
    assert "1.712.300" not in words
    assert "2.353.200" not in words
    assert "ist nicht mitgezählt" in words


def test_the_chart_says_in_words_what_it_draws(client):
    html = client.get("/uebersicht?jahr=2024").text
    described = re.search(r"<desc[^>]*>([^<]+)</desc>", html).group(1)
    assert described.index("Stadt Kassel 1.104.020 Euro") < described.index("Landkreis Fulda 845.150 Euro")
    widths = [float(w) for w in re.findall(r'<rect class="bar" x="0" y="\d+" width="([\d.]+)%"', html)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] / widths[-1] == pytest.approx(1_104_020 / 845_150, abs=0.01)


def test_development_compares_the_years_of_a_body(client):
    words = read(client, "/uebersicht").words
    assert "+32.850 Euro (+4,0 %)" in words
    assert "+32,850 euros (+4.0 %)" in read(client, "/uebersicht?lang=en").words


def test_tiles_show_every_body_and_ask_where_none_is_held(client):
    page = read(client, "/uebersicht")
    states = [li["class"].split()[1] for li in page.all("li") if li.get("class", "").startswith("tile ")]
    assert len(states) == 26
    assert states.count("covered") == 5
    assert states.count("press_only") == 1
    assert len(links_of(page, "/?q=")) == 20
    assert "5 von 26 Gebietskörperschaften" in page.words
    assert "Für 2023 haben 2 von 26 Gebietskörperschaften" in read(client, "/uebersicht?jahr=2023").words


def test_csv_holds_what_the_table_holds(client):
    answer = client.get("/uebersicht.csv?jahr=2024&sortierung=betrag&folge=ab")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Betrag in Euro"] for row in rows] == ["1104020", "1011480", "964710", "845150"]
    assert rows[0]["Unterschrieben"] == "2024-08-02 / 2024-08-14"
    start, end = map(int, rows[0]["Zeichen des Betrags"].split("-"))
    document = next(d for d in handmade().documents if d.file == rows[0]["Datei"])
    assert document.text[start:end] == rows[0]["Betrag wie gedruckt"]
    english = client.get("/uebersicht.csv?lang=en").content.decode("utf-8-sig")
    assert english.startswith("District or city,Kind,Year")


def test_no_cell_of_the_csv_is_a_formula():
    text = TEXTS["fulda-2023.txt"]
    client = open_client(open_handmade({"=cmd|' /C calc'!A0.txt": text}))
    cells = next(csv.reader(io.StringIO(client.get("/uebersicht.csv").text.splitlines()[1]), delimiter=";"))
    assert [cell for cell in cells if cell[:1] in "=+-@" and cell] == []
    assert "'=cmd|' /C calc'!A0.txt" in cells


# Comparison


def test_comparison_shows_amounts_projects_and_wording(client):
    page = client.get("/vergleich?a=fulda-2023.txt&b=fulda-2024.txt").text
    words = Outline(page).words
    assert "+32.850 Euro (eigene Berechnung) Die Beträge gelten für verschiedene Jahre." in words
    assert "Nur in A (4)" in words
    assert "Nur in B (0)" in words
    assert "In beiden (3)" in words
    inserted = re.findall(r"<ins>(.*?)</ins>", page, re.DOTALL)
    assert any("nur in B: </span>Im Jahr 2024 werden erneut" in part for part in inserted)
    assert '<span class="is"><span class="hidden">in B: </span>845.150 Euro</span>' in page


def test_projects_pair_whatever_the_spelling_of_part_time():
    first = TEXTS["fulda-2023.txt"].replace("AzubiPlus (TZ)", "AzubiPlus in Teilzeit")
    client = open_client(open_handmade({"a.txt": first, "b.txt": TEXTS["fulda-2024.txt"]}))
    words = read(client, "/vergleich?a=a.txt&b=b.txt").words
    assert "A: AzubiPlus in Teilzeit Teilzeit B: AzubiPlus (TZ) Teilzeit" in words


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?a=fulda-2023.txt", 200, "Wählen Sie noch die zweite Vereinbarung"),
        ("?a=fulda-2023.txt&b=fulda-2023.txt", 200, "Zweimal dieselbe Vereinbarung"),
        ("?a=fulda-2023.txt&b=weg.txt", 404, "liegt nicht (mehr) vor"),
        ("", 200, "Landkreis Fulda: 2023 und 2024"),
    ],
)
def test_comparison_says_what_is_missing(client, query, status, said):
    answer = client.get(f"/vergleich{query}")
    assert answer.status_code == status
    assert said in Outline(answer.text).words


# Documents and basics


def test_documents_tell_from_what_the_index_was_made(fake):
    words = read(open_client(fake), "/dokumente").words
    assert "2 Zielvereinbarungen, 1 Pressemitteilung" in words
    assert "probe-<model> (12 Zahlen)" in words
    assert "gen-20310102T030405000000-abcdef12" in words
    assert "2. Januar 2031" in words
    assert "Eine Maßnahmenart <fehlt>." in words


def test_documents_can_be_narrowed(client):
    assert "2 von 8 Dokumenten" in read(client, "/dokumente?art=press_release").words
    assert "1 von 8 Dokumenten" in read(client, "/dokumente?name=vogelsberg").words
    assert "3 von 8 Dokumenten" in read(client, "/dokumente?jahr=2023").words


def test_basics_quote_and_count(client):
    words = read(client, "/lernen").words
    assert "„Die Förderung der aufgeführten Maßnahmen erfolgt auf Basis und nach Maßgabe des" in words
    assert "§ 3 Umsetzung der UN-Behindertenrechtskonvention steht in 6 von 6 Vereinbarungen" in words
    assert "Landrätin in 2 Vereinbarungen" in words
    assert "TZ Kennzeichen an 3 Projekten" in words
    assert "BaE Berufsausbildung in außerbetrieblichen Einrichtungen" in words


def test_every_quote_of_the_basics_stands_in_the_document_it_names(client):
    """Each quoted sentence is the marked text of its link, white space and marks of the layout aside."""
    html = client.get("/lernen").text
    quoted = re.findall(r'class="sentence" href="([^"]+)">(.*?)</a>', html, re.DOTALL)
    assert len(quoted) > 12
    for href, text in quoted:
        page = client.get(href.replace("&amp;", "&")).text
        marked = re.search(r'<mark id="stelle".*?</mark>', page, re.DOTALL).group()
        plain = re.sub(r"<[^>]+>|\*\*", "", marked)
        assert " ".join(plain.split()) == " ".join(text.split())


@pytest.mark.parametrize("seed", [411, 412])
def test_generated_worlds_of_other_layouts(seed):
    texts = {one.file: fix_text(one.text) for one in World(seed, documents=30).make()}
    kinds = {type(parse_document(name, name, text, "")) for name, text in texts.items()}
    assert {Agreement, OtherDocument} <= kinds
    assistant = open_handmade(texts)
    client = open_client(assistant)
    for path in every_page(assistant):
        read(client, path)
        read(client, f"{path}{'&' if '?' in path else '?'}lang=en")
    rows = client.get("/uebersicht.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) > len(assistant.library.agreements)


def test_documents_are_made_anew_when_the_index_is(fake):
    current = CurrentAssistant(lambda: FakeAssistant(documents=DOCUMENTS[:1]))
    client = TestClient(Guard(create_interface(current, GERMAN)))
    assert "1 von 1 Dokumenten" in read(client, "/dokumente").words
    current.get().current = False
    current._open = lambda: fake
    assert "3 von 3 Dokumenten" in read(client, "/dokumente").words
