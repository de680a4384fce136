"""Every word that the page itself says, in German and English. Answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answers import Language, Outcome
from assistant.web.talk_words import ENGLISH_TALK, GERMAN_TALK, TalkWords


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language; `{name}` are the fields to be filled."""

    language: Language
    title: str
    intro: str
    notice: str
    chat: str
    chat_empty: str
    question: str
    question_hint: str
    ask: str
    new_chat: str
    sources: str
    sources_empty: str
    sources_none: str
    sources_of: str
    back: str
    quote: str
    whole_document: str
    new_tab: str
    also_in: str
    documents: str
    documents_held: str
    no_documents: str
    no_index: str
    bad_index: str
    reload: str
    too_long: str
    failed: str
    busy: str
    table: str
    table_sources: str
    answer: str
    your_question: str
    copy: str
    copied: str
    to_end: str
    contents: str
    problems: str
    problems_none: str
    document_changed: str
    document_missing: str
    to_page: str
    file: str
    origin: str
    collected: str
    outcomes: Mapping[Outcome, str]
    columns: Mapping[str, str]
    values: Mapping[str, str]
    kinds: Mapping[str, tuple[str, str]]
    examples: Mapping[str, str]
    talk: TalkWords


GERMAN = Words(
    language="de",
    title="AQB-Assistent",
    intro="Antworten aus Zielvereinbarungen und Pressemitteilungen zum hessischen Ausbildungs- und "
    "Qualifizierungsbudget, mit der Textstelle hinter jeder Angabe.",
    notice="Hier antwortet ein automatisches System. Gespeichert wird nichts als die Rückmeldung, die Sie selbst absenden.",
    chat="Unterhaltung",
    chat_empty="Was möchten Sie wissen?",
    question="Ihre Frage",
    question_hint="Nach Beträgen, Projekten, Regeln, Begriffen …",
    ask="Fragen",
    new_chat="Neue Unterhaltung",
    sources="Belege",
    sources_empty="Hier erscheinen die Textstellen, auf denen eine Antwort beruht. "
    "Ein Klick auf [1] in der Antwort öffnet die Stelle im Dokument.",
    sources_none="Diese Antwort nennt keine Textstelle.",
    sources_of="Zu der Frage: {question}",
    back="Zurück zur Antwort",
    quote="Beleg {key}: {label}",
    whole_document="Ganzes Dokument öffnen",
    new_tab="(neuer Tab)",
    also_in="Wortgleich auch in:",
    documents="Vorliegende Dokumente",
    documents_held="Grundlage: {counts}.",
    no_documents="Der Index enthält keine Dokumente.",
    no_index="Noch keine Dokumente eingelesen",
    bad_index="Der Index lässt sich nicht öffnen",
    reload="Danach genügt es, diese Seite neu zu laden.",
    too_long="Eine Frage darf höchstens {limit} Zeichen lang sein, diese hat {length}. "
    "Kürzen Sie die Frage oder teilen Sie sie auf.",
    failed="Die Frage ließ sich nicht beantworten: {message}",
    busy="Die Frage ließ sich gerade nicht beantworten: zu viele Anfragen zugleich, oder es ist etwas schiefgegangen. "
    "Stellen Sie sie in einem Augenblick noch einmal.",
    table="Als Tabelle ({count} Zeilen)",
    table_sources="Belege",
    answer="Antwort",
    your_question="Ihre Frage",
    copy="Kopieren",
    copied="Kopiert",
    to_end="Ans Ende blättern",
    contents="Abschnitte",
    problems="Auffälligkeiten",
    problems_none="Keine Auffälligkeiten.",
    document_changed="Das Dokument wurde seit dieser Antwort neu eingelesen und hat sich geändert; "
    "die Textstelle ist deshalb nicht markiert.",
    document_missing="Dieses Dokument liegt nicht vor.",
    to_page="Zum Assistenten",
    file="Datei",
    origin="Herkunft",
    collected="Stand",
    outcomes=MappingProxyType(
        {
            "answered": "Aus den Dokumenten",
            "partial": "Teilweise beantwortet",
            "not_found": "Nicht in den Dokumenten",
            "clarify": "Rückfrage",
            "corrected": "Richtiggestellt",
            "refused": "Nicht beantwortet",
            "help": "Hinweis",
        }
    ),
    columns=MappingProxyType(
        {
            "body_name": "Kreis oder Stadt",
            "year": "Jahr",
            "amount": "Betrag",
            "purpose": "Zweck",
            "measure": "Projekt",
            "offer": "Angebot",
            "category": "Maßnahmenart",
            "category_title": "Maßnahmenart",
            "part_time": "Teilzeit",
            "count": "Anzahl",
            "number": "Nummer",
            "rank": "Rang",
            "share": "Anteil",
            "person": "Name",
            "function": "Funktion",
            "organisation": "Stelle",
            "place": "Ort",
            "date": "Datum",
            "date_written": "Datum",
            "title": "Dokument",
            "document_kind": "Art",
            "file": "Datei",
            "section": "Abschnitt",
            "before": "Vorher",
            "after": "Nachher",
            "short": "Kurzform",
            "long": "Langform",
            "places": "Plätze",
            "what": "Was",
        }
    ),
    values=MappingProxyType(
        {
            "preparation": "Ausbildungsvorbereitung",
            "training": "Ausbildung und Ausbildungscoaching",
            "qualification": "Qualifizierungsprojekte",
            "staff": "Weiterbildung für Personal",
            "other": "Sonstige",
            "agreement": "Zielvereinbarung",
            "press_release": "Pressemitteilung",
            "true": "ja",
            "false": "nein",
        }
    ),
    kinds=MappingProxyType(
        {
            "agreement": ("Zielvereinbarung", "Zielvereinbarungen"),
            "press_release": ("Pressemitteilung", "Pressemitteilungen"),
            "other": ("weiteres Dokument", "weitere Dokumente"),
        }
    ),
    examples=MappingProxyType(
        {
            "amount": "Wie viel Geld bekommt {body_nominative} {year}?",
            "part_time": "Welche Landkreise und Städte fördern Teilzeitausbildung?",
            "measures": "Welche Projekte fördert {body_nominative} {year}?",
            "compare": "Wer bekommt {year} mehr: {body_nominative} oder {other_nominative}?",
            "signatures": "Wer hat für {body_accusative} {year} unterschrieben?",
            "state": "Wie viel Geld stellte Hessen {year} für das Ausbildungs- und Qualifizierungsbudget bereit?",
        }
    ),
    talk=GERMAN_TALK,
)

ENGLISH = Words(
    language="en",
    title="AQB Assistant",
    intro="Answers from agreements and press releases on the Hessian training and qualification budget (AQB), "
    "with the passage behind every statement.",
    notice="An automatic system answers here. Nothing is stored but the feedback that you send yourself.",
    chat="Conversation",
    chat_empty="What would you like to know?",
    question="Your question",
    question_hint="About amounts, projects, rules, terms …",
    ask="Ask",
    new_chat="New conversation",
    sources="Sources",
    sources_empty="The passages behind an answer appear here. Click [1] in the answer to open the passage "
    "in its document.",
    sources_none="This answer names no passage.",
    sources_of="On the question: {question}",
    back="Back to the answer",
    quote="Source {key}: {label}",
    whole_document="Open the whole document",
    new_tab="(new tab)",
    also_in="Same wording in:",
    documents="Documents held",
    documents_held="Based on {counts}.",
    no_documents="The index holds no documents.",
    no_index="No documents have been read in yet",
    bad_index="The index cannot be opened",
    reload="Then reload this page.",
    too_long="A question may have at most {limit} characters, this one has {length}. Shorten it or split it.",
    failed="The question could not be answered: {message}",
    busy="The question could not be answered just now: too many requests at once, or something went wrong. "
    "Ask again in a moment.",
    table="As a table ({count} rows)",
    table_sources="Sources",
    answer="Answer",
    your_question="Your question",
    copy="Copy",
    copied="Copied",
    to_end="Scroll to the end",
    contents="Sections",
    problems="Oddities",
    problems_none="No oddities.",
    document_changed="The document has been read in again since this answer and has changed; "
    "the passage is therefore not marked.",
    document_missing="There is no such document here.",
    to_page="To the assistant",
    file="File",
    origin="Origin",
    collected="Collected",
    outcomes=MappingProxyType(
        {
            "answered": "From the documents",
            "partial": "Answered in part",
            "not_found": "Not in the documents",
            "clarify": "A question back",
            "corrected": "Corrected",
            "refused": "Not answered",
            "help": "Note",
        }
    ),
    columns=MappingProxyType(
        {
            "body_name": "District or city",
            "year": "Year",
            "amount": "Amount",
            "purpose": "Purpose",
            "measure": "Project",
            "offer": "Offer",
            "category": "Kind of measure",
            "category_title": "Kind of measure",
            "part_time": "Part-time",
            "count": "Number",
            "number": "Number",
            "rank": "Rank",
            "share": "Share",
            "person": "Name",
            "function": "Function",
            "organisation": "Organisation",
            "place": "Place",
            "date": "Date",
            "date_written": "Date",
            "title": "Document",
            "document_kind": "Kind",
            "file": "File",
            "section": "Section",
            "before": "Before",
            "after": "After",
            "short": "Short form",
            "long": "Long form",
            "places": "Places",
            "what": "What",
        }
    ),
    values=MappingProxyType(
        {
            "preparation": "Preparation for training",
            "training": "Training and coaching",
            "qualification": "Qualification projects",
            "staff": "Training of staff",
            "other": "Other",
            "agreement": "Agreement",
            "press_release": "Press release",
            "true": "yes",
            "false": "no",
        }
    ),
    kinds=MappingProxyType(
        {
            "agreement": ("agreement", "agreements"),
            "press_release": ("press release", "press releases"),
            "other": ("other document", "other documents"),
        }
    ),
    examples=MappingProxyType(
        {
            "amount": "How much money does {body} get in {year}?",
            "part_time": "Which districts and cities fund part-time training?",
            "measures": "Which projects does {body} fund in {year}?",
            "compare": "Who gets more in {year}: {body} or {other}?",
            "signatures": "Who signed for {body} in {year}?",
            "state": "How much money did Hessen provide for the AQB in {year}?",
        }
    ),
    talk=ENGLISH_TALK,
)


def choose_words(language: Language) -> Words:
    """The page's words in a language."""
    return ENGLISH if language == "en" else GERMAN


def count_kinds(kinds: Mapping[str, int], words: Words) -> str:
    """How many documents there are of each kind, in words: "3 Zielvereinbarungen, 2 Pressemitteilungen"."""
    return ", ".join(
        f"{kinds[kind]} {names[0 if kinds[kind] == 1 else 1]}" for kind, names in words.kinds.items() if kinds.get(kind)
    )
