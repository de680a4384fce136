"""Examines the configured model: whether it answers, what it can do, how fast it is. For `python -m assistant model`."""

import json
import time
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from assistant.errors import ModelError, SettingsError
from assistant.llm.client import ChatClient, Message, Reply, address_of
from assistant.llm.deadline import Deadline
from assistant.llm.tokens import count_tokens
from assistant.settings import Settings

_TALK = "Nenne in drei Sätzen, was ein Landkreis ist."
_OBJECT = 'Antworte nur mit diesem JSON-Objekt: {"ok": true}'
_LISTING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination found.

    Attributes:
        address: Where the model was asked.
        models: The names that the server offers; empty where it does not say.
        first: Seconds to the first piece of an answer; None where none came.
        seconds: Seconds of the whole answer.
        speed: Tokens a second, from the first piece on.
        streams: Whether it answers piece by piece.
        seed: Whether it takes a seed.
        repeats: Whether the same question brought the same answer.
        json_object: Whether it gave a JSON object where one was asked for.
        ended: The reason that it gave for the end of its answer.
        error: What went wrong; empty where it answers.
    """

    address: str
    model: str
    models: tuple[str, ...] = ()
    first: float | None = None
    seconds: float = 0.0
    speed: float = 0.0
    streams: bool = False
    seed: bool = False
    repeats: bool = False
    json_object: bool = False
    ended: str = ""
    error: str = ""
    notes: tuple[str, ...] = field(default=())


def examine_model(settings: Settings) -> Finding:
    """Asks the model three times and says what came back.

    Raises:
        SettingsError: No model is configured, or its address cannot be used.
    """
    if settings.llm_url is None:
        raise SettingsError(
            "AQB_LLM_URL ist nicht gesetzt: Es ist kein Sprachmodell eingestellt, und es braucht auch keines."
        )
    client = ChatClient(settings)
    client.load()
    finding = Finding(address_of(settings.llm_url), settings.llm_model or "")
    try:
        finding = replace(finding, models=client.list_models(Deadline(min(_LISTING_SECONDS, settings.llm_timeout))))
    except ModelError as error:
        finding = replace(finding, notes=(str(error),))
    try:
        return _talk(client, settings, finding)
    except ModelError as error:
        return replace(finding, error=str(error))


def _talk(client: ChatClient, settings: Settings, finding: Finding) -> Finding:
    start, first, text, reply = time.perf_counter(), None, "", Reply()
    for piece in client.chat([Message("user", _TALK)], Deadline(settings.llm_timeout), reply=reply):
        first = first if first is not None else time.perf_counter() - start
        text += piece
    seconds = time.perf_counter() - start
    again = "".join(client.chat([Message("user", _TALK)], Deadline(settings.llm_timeout)))
    wanted = "".join(client.chat([Message("user", _OBJECT)], Deadline(settings.llm_timeout), as_json=True))
    tokens = reply.tokens_out or count_tokens(text)
    return replace(
        finding,
        first=first,
        seconds=seconds,
        speed=tokens / max(seconds - (first or 0.0), 1e-3) if client.streams else tokens / seconds,
        streams=client.streams,
        seed=settings.llm_seed is not None and "seed" not in client.refused,
        repeats=again == text,
        json_object=_is_object(wanted),
        ended=reply.finish,
    )


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    return asdict(finding)


def finding_text(finding: Finding) -> str:
    """A finding for people."""
    lines = [f"Adresse: {finding.address}", f"Modell: {finding.model or '(nicht gesetzt)'}"]
    if finding.models:
        lines.append(f"Der Server bietet an: {', '.join(finding.models[:12])}")
    lines += [f"Hinweis: {note}" for note in finding.notes]
    if finding.error:
        return "\n".join([*lines, f"Antwortet nicht: {finding.error}"])
    yes = {True: "ja", False: "nein"}
    return "\n".join(
        [
            *lines,
            (
                f"Antwortet: ja, erstes Stück nach {finding.first or 0.0:.2f} s, ganze Antwort nach {finding.seconds:.2f} s, "
                f"{finding.speed:.0f} Tokens je Sekunde (Ende: {finding.ended})"
            ),
            (
                f"Stückweise (stream): {yes[finding.streams]}; nimmt einen Startwert (seed): {yes[finding.seed]}; "
                f"zweimal dieselbe Antwort: {yes[finding.repeats]}; JSON auf Wunsch: {yes[finding.json_object]}"
            ),
        ]
    )
