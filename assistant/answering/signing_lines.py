"""One signature as a sentence and as a row."""

from assistant.answering.draft import Desk, Fact, Statement
from assistant.answering.shown import date_fact, holder_fact, person_fact, plain_fact, year_fact
from assistant.answers import Row
from assistant.documents import STATE, Signature
from assistant.library import Signing, name_of


def state_signing(desk: Desk, signing: Signing, *, bullet: bool = False) -> Statement:
    """One signature as a sentence."""
    document, signature = signing.document, signing.signature
    key = "signed" + ("_place" if signature.place else "") + ("_date" if signature.date else "")
    facts = {
        "person": person_fact(document, signature),
        "function": say_function(document.id, signature),
        "body": holder_fact(document, desk.language, "genitive"),
        "year": year_fact(document.year, document),
    }
    if signature.place:
        facts["place"] = Fact(
            signature.place, "place", signature.place, document.id, signature.place_span or signature.span
        )
    if signature.date:
        facts["date"] = date_fact(document, signature.date, desk.language)
    cites = [signature.span]
    return desk.say(key, cites=cites, bullet=bullet, facts=facts)


def say_function(document: str, signature: Signature) -> Fact:
    """A printed function, a dash where none is printed."""
    if signature.function_span is None or not signature.function:
        return plain_fact("–")
    return Fact(signature.function, "function", signature.function, document, signature.function_span)


def signing_row(desk: Desk, signing: Signing) -> Row:
    """A signature as a typed row; the date as ISO where it is whole."""
    document, signature = signing.document, signing.signature
    date = signature.date
    iso = f"{date.year:04d}-{date.month:02d}-{date.day:02d}" if date and date.month and date.day else None
    return desk.row(
        "signature",
        (signature.span,),
        person=signature.name,
        function=signature.function or None,
        organisation=signature.organisation or None,
        side="ministry" if signature.body == STATE else "body",
        body=document.body,
        body_name=name_of(document),
        year=str(document.year),
        place=signature.place,
        date=iso,
        date_written=date.written if date else None,
        document=document.id,
    )
