"""The commands of `python -m evals` that concern the page: readers' feedback, and the page under load."""

import json
from pathlib import Path
from typing import Annotated

import typer


def feedback(
    adopt: Annotated[int | None, typer.Option(help="number of the entry to make a case of")] = None,
    into: Annotated[Path | None, typer.Option(help="file of cases that it goes to")] = None,
    case_id: Annotated[str | None, typer.Option("--id", help="id of the new case")] = None,
    kind: Annotated[str, typer.Option(help="kind of question")] = "look up",
    outcome: Annotated[str | None, typer.Option(help="the right outcome, where the answer was wrong")] = None,
    amount: Annotated[list[str] | None, typer.Option(help="a right sum in euros")] = None,
    folder: Annotated[Path | None, typer.Option(help="folder of the feedback; AQB_FEEDBACK otherwise")] = None,
) -> None:
    """List what readers said about answers, and adopt an entry into a file of cases."""
    from assistant.errors import AqbError
    from assistant.feedback import read_feedback
    from assistant.settings import read_settings
    from evals.cases import CaseError
    from evals.feedback import adopt_case, describe_feedback, make_case, pick_entry

    try:
        entries = read_feedback(folder or read_settings().feedback_folder())
        if adopt is None:
            typer.echo("\n".join(describe_feedback(entries)) or "Keine Rückmeldungen.")
            return
        if into is None or case_id is None:
            raise typer.BadParameter("Zu --adopt gehören --into DATEI und --id KENNUNG.")
        adopt_case(make_case(pick_entry(entries, adopt), case_id, kind, outcome, amount), into)
    except CaseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(f"Fall '{case_id}' steht in {into}.")


def page(
    address: Annotated[str | None, typer.Argument(help="a page that runs; one over corpus/ otherwise")] = None,
    users: Annotated[str, typer.Option(help="numbers of users that ask at once")] = "1,20,100",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Measure the page: seconds until it is ready, and until answers arrive for many users at once."""
    from dataclasses import asdict

    from assistant.errors import AqbError
    from evals.load import load_page
    from evals.report import print_loads

    try:
        report = load_page(address, [int(n) for n in users.split(",")])
    except AqbError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        print_loads(report)
