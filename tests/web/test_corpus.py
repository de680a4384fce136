"""The page over the real documents: every citation's mark holds exactly its quote, every example has an answer."""

from html.parser import HTMLParser

import pytest

from assistant.web.examples import make_examples, make_starters
from assistant.web.messages import render_answer
from assistant.web.reader import render_document
from assistant.web.sources import name_mark, render_sources
from assistant.web.words import ENGLISH, GERMAN

QUESTIONS = (
    "Welche Projekte sind mit TZ gekennzeichnet?",
    "Was hat sich von 2024 auf 2025 geändert?",
    "Zeig § 5 von Offenbach.",
    "Steckbrief Landkreis Kassel",
    "Wie viel bekommt Kassel?",
    "Wofür steht BaE?",
)


class MarkReader(HTMLParser):
    """Collects the text inside each named mark, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if tag not in ("br", "link", "meta"):
            self.open.append((tag, given.get("class", "") if tag == "mark" else ""))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mark_holds_exactly_its_quote(assistant, question):
    documents = {d.id: d for d in assistant.documents}
    answer = assistant.start().ask(question)
    assert answer.citations
    read = MarkReader(render_sources(7, question, answer.citations, documents, GERMAN))
    assert read.open == []
    assert len(read.ids) == len(set(read.ids))
    assert {c.key: read.texts[name_mark(7, c.key)] for c in answer.citations} == {
        c.key: c.quote for c in answer.citations
    }
    message = render_answer(7, answer, documents, GERMAN)
    assert MarkReader(message).open == []
    for citation in answer.citations:
        assert f"cite {name_mark(7, citation.key)}" in message
        page = render_document(
            documents[citation.document], [f"{citation.span.start}-{citation.span.end}"], "", "/", GERMAN
        )
        assert MarkReader(page).texts["stelle"] == citation.quote


@pytest.mark.parametrize("words", [GERMAN, ENGLISH])
def test_every_example_question_has_an_answer(assistant, words):
    starters = make_starters(assistant, words)
    assert min(len(starters.staff), len(starters.newcomers)) == 5
    examples = {*make_examples(assistant.documents, words, limit=20), *starters.staff, *starters.newcomers}
    asked = {question: assistant.start().ask(question) for question in examples}
    said = ("answered", "partial")
    assert {q: a.outcome for q, a in asked.items() if a.outcome not in said or not a.citations} == {}
    assert {a.language for a in asked.values()} == {words.language}
