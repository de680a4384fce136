"""What the page says around an answer: starters, the changeable plan, tools, feedback, states. German and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answers import Language
from assistant.revise import SlotName


@dataclass(frozen=True, slots=True)
class TalkWords:
    """The words of one language; `{name}` are the fields to be filled."""

    staff: str
    newcomers: str
    starters: Mapping[str, str]
    understood: str
    change: str
    remove: str
    instead: str
    changed: str
    removed: str
    meant: str
    slots: Mapping[SlotName, str]
    how: str
    how_kind: str
    how_filters: str
    how_no_filters: str
    how_rows: str
    how_quotes: str
    how_checked: str
    how_lost: str
    sort: str
    csv: str
    markdown: str
    link: str
    link_copied: str
    again: str
    right: str
    wrong: str
    thanks: str
    feedback_failed: str
    comment_title: str
    comment_hint: str
    comment: str
    send: str
    cancel: str
    waiting: str
    stop: str
    stopped: str
    gone: str
    previous: str
    next: str
    address: str
    quote_of: str
    quote_text: str
    other_language: str
    other_language_key: Language
    section_failed: str


GERMAN_TALK = TalkWords(
    staff="Für die Sachbearbeitung",
    newcomers="Neu dabei",
    starters=MappingProxyType(
        {
            "what": "Was ist das Ausbildungs- und Qualifizierungsbudget?",
            "goals": "Welche Ziele verfolgt das Land mit dem Budget?",
            "apply": "Wer stellt den Antrag und wer bewilligt?",
            "define": "Wofür steht {short}?",
            "categories": "Welche Maßnahmenarten gibt es?",
            "deviation": "Was gilt bei Abweichungen während des Jahres?",
            "report": "Wie wird über die Ergebnisse berichtet?",
            "corpus": "Welche Dokumente liegen vor?",
        }
    ),
    understood="Verstanden als",
    change="{slot} ändern: {value}",
    remove="{slot} weglassen: {value}",
    instead="Stattdessen:",
    changed="Geändert: {new} statt {old}",
    removed="Geändert: ohne {old}",
    meant="Gemeint ist:",
    slots=MappingProxyType(
        {
            "body": "Kreis oder Stadt",
            "doubt": "Mehrdeutiger Name",
            "body_kind": "Kreise oder Städte",
            "year": "Jahr",
            "section": "Abschnitt",
            "category": "Maßnahmenart",
            "part_time": "Teilzeit",
            "theme": "Thema",
            "document_kind": "Dokumente",
        }
    ),
    how="So bin ich darauf gekommen",
    how_kind="Gesucht: {kind}.",
    how_filters="Eingegrenzt auf: {filters}.",
    how_no_filters="Nicht eingegrenzt: Alle Dokumente kamen in Frage.",
    how_rows="Gefundene Einträge: {count}.",
    how_quotes="Herangezogene Textstellen: {count}.",
    how_checked="Vor dem Anzeigen wurde jeder Satz mit seinen Belegen abgeglichen; keiner fiel weg.",
    how_lost="Vor dem Anzeigen wurde jeder Satz mit seinen Belegen abgeglichen; weggelassen wurden: {count}.",
    sort="Nach {column} sortieren",
    csv="Als CSV (Excel)",
    markdown="Als Text speichern",
    link="Adresse kopieren",
    link_copied="Adresse kopiert",
    again="Noch einmal fragen",
    right="Stimmt",
    wrong="Stimmt nicht …",
    thanks="Danke, die Rückmeldung ist gespeichert.",
    feedback_failed="Die Rückmeldung ließ sich nicht speichern: {message}",
    comment_title="Was stimmt nicht?",
    comment_hint="Gespeichert werden Ihre Fragen dieser Unterhaltung bis hierher, die Antwort und der Kommentar, "
    "auf dem Rechner, auf dem der Assistent läuft. Nennen Sie keine persönlichen Daten.",
    comment="Kommentar (freiwillig)",
    send="Rückmeldung senden",
    cancel="Abbrechen",
    waiting="Die Dokumente werden durchsucht …",
    stop="Anhalten",
    stopped="Die Antwort wurde angehalten.",
    gone="Diese Unterhaltung liegt nicht mehr vor. Stellen Sie die Frage noch einmal.",
    previous="Vorheriger Abschnitt",
    next="Nächster Abschnitt",
    address="Adresse der Stelle kopieren",
    quote_of="Beleg",
    quote_text="Wortlaut",
    other_language="English",
    other_language_key="en",
    section_failed="Der Abschnitt ließ sich nicht laden.",
)

ENGLISH_TALK = TalkWords(
    staff="For case workers",
    newcomers="New here",
    starters=MappingProxyType(
        {
            "what": "What is the Ausbildungs- und Qualifizierungsbudget?",
            "goals": "Which goals does the state pursue with the budget?",
            "apply": "Who applies and who approves?",
            "define": "What does {short} stand for?",
            "categories": "Which kinds of measures are there?",
            "deviation": "What about deviations during the year?",
            "report": "How are the results reported?",
            "corpus": "Which documents are available?",
        }
    ),
    understood="Understood as",
    change="Change {slot}: {value}",
    remove="Leave out {slot}: {value}",
    instead="Instead:",
    changed="Changed: {new} instead of {old}",
    removed="Changed: without {old}",
    meant="Did you mean:",
    slots=MappingProxyType(
        {
            "body": "district or city",
            "doubt": "ambiguous name",
            "body_kind": "districts or cities",
            "year": "year",
            "section": "section",
            "category": "kind of measure",
            "part_time": "part-time",
            "theme": "theme",
            "document_kind": "documents",
        }
    ),
    how="How I got there",
    how_kind="Looked for: {kind}.",
    how_filters="Narrowed to: {filters}.",
    how_no_filters="Not narrowed: any document could answer.",
    how_rows="Entries found: {count}.",
    how_quotes="Passages used: {count}.",
    how_checked="Before it was shown, every sentence was checked against its sources; none was dropped.",
    how_lost="Before it was shown, every sentence was checked against its sources; dropped: {count}.",
    sort="Sort by {column}",
    csv="As CSV (Excel)",
    markdown="Save as text",
    link="Copy address",
    link_copied="Address copied",
    again="Ask again",
    right="Correct",
    wrong="Not correct …",
    thanks="Thank you, your feedback is stored.",
    feedback_failed="The feedback could not be stored: {message}",
    comment_title="What is not correct?",
    comment_hint="Stored are your questions of this conversation up to here, the answer and the comment, on the "
    "machine that runs the assistant. Do not enter personal data.",
    comment="Comment (optional)",
    send="Send feedback",
    cancel="Cancel",
    waiting="Searching the documents …",
    stop="Stop",
    stopped="The answer was stopped.",
    gone="This conversation is no longer here. Ask the question again.",
    previous="Previous section",
    next="Next section",
    address="Copy the passage's address",
    quote_of="Source",
    quote_text="Wording",
    other_language="Deutsch",
    other_language_key="de",
    section_failed="The section could not be loaded.",
)
