"""observer finding: what becomes of a study's findings, and where they are followed up."""

from datetime import date
from typing import TYPE_CHECKING

import click

from observer.commands.output import default_author, json_option, print_json, root_of
from observer.model.finding import FindingState

if TYPE_CHECKING:
    from observer.analysis.board import FindingFigures
    from observer.annotate.board_book import BoardBook, FindingFields
    from observer.database.library import Library
    from observer.model.study import Study

_STATES = {str(state).replace(" ", "-"): state for state in FindingState}


@click.command("finding")
@click.argument("study")
@click.argument("finding", required=False)
@click.option("--state", type=click.Choice(list(_STATES)), help="What becomes of it.")
@click.option("--fixed-at", metavar="DATE", help="When a release changed it; empty for none.")
@click.option("--issue", metavar="TEXT", help="Its issue: address or number; empty for none.")
@click.option("--name", help="What it is called.")
@click.option("--severity", type=click.IntRange(0, 4), help="0 no problem … 4 catastrophe.")
@click.option("--undo", "way", flag_value="undo", help="Take back your last step on the board.")
@click.option("--redo", "way", flag_value="redo", help="Make again what you took back.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    finding: str | None,
    state: str | None,
    fixed_at: str | None,
    issue: str | None,
    name: str | None,
    severity: int | None,
    way: str | None,
    as_json: bool,
) -> None:
    """List the findings of STUDY (its name or id), or show and change one of them.

    FINDING is its name or id, or how one of these begins. With the date of a release, those who
    were watched before it and since are told apart.
    """
    from observer.annotate.board_book import BoardBook
    from observer.commands.finding_facts import finding_facts, say_finding
    from observer.database.library import open_library
    from observer.intake.insight import find_study

    fields = _fields(state, fixed_at, issue, name, severity)
    if fields and (finding is None or way):
        raise click.UsageError("name the finding that is to change, without --undo or --redo")
    with open_library(root_of(ctx)) as library:
        asked = find_study(library, study)
        book = BoardBook(library, asked.id, default_author())
        if way:
            _go_back(book, way, quiet=as_json)
        found = _figures(library, asked)
        if finding is not None:
            chosen = _find(found, finding).finding.id
            book.change(chosen, **fields)
            found = tuple(one for one in _figures(library, asked) if one.finding.id == chosen)
    if as_json:
        facts = [finding_facts(one) for one in found]
        print_json(facts if finding is None else facts[0])
        return
    for one in found:
        say_finding(one)
    if not found:
        click.echo("No finding has been named yet: gather moments on the board.")


def _figures(library: "Library", study: "Study") -> "tuple[FindingFigures, ...]":
    from observer.analysis.board import board
    from observer.intake.insight import gather

    return board(gather(library, study))


def _fields(
    state: str | None,
    fixed_at: str | None,
    issue: str | None,
    name: str | None,
    severity: int | None,
) -> "FindingFields":
    """What was given. Raises click.BadParameter."""
    fields: FindingFields = {}
    if state is not None:
        fields["state"] = _STATES[state]
    if fixed_at is not None:
        fields["fixed_at"] = _day(fixed_at.strip())
    if issue is not None:
        fields["issue"] = issue.strip()
    if name is not None:
        fields["name"] = name
    if severity is not None:
        fields["severity"] = severity
    return fields


def _find(found: "tuple[FindingFigures, ...]", text: str) -> "FindingFigures":
    """The one a person means. Raises LibraryError for none, or several."""
    from observer.model.errors import LibraryError

    wanted = text.casefold()
    named = [one for one in found if wanted in (one.finding.id, one.finding.name.casefold())]
    named = named or [
        one
        for one in found
        if one.finding.id.startswith(text) or one.finding.name.casefold().startswith(wanted)
    ]
    if len(named) == 1:
        return named[0]
    names = ", ".join(f"“{one.finding.name}”" for one in (named or found)[:8])
    if named:
        raise LibraryError(f"Several findings begin with “{text}”", f"Name one of {names}")
    raise LibraryError(f"There is no finding “{text}”", f"Those there are: {names or 'none yet'}")


def _go_back(book: "BoardBook", way: str, *, quiet: bool) -> None:
    change = book.undo() if way == "undo" else book.redo()
    if quiet:
        return
    words = {"undo": "Undone", "redo": "Done again"}[way]
    click.echo(f"{words}: {change.what}" if change else f"There is nothing to {way}")


def _day(text: str) -> str:
    """A date as it is kept; empty for none. Raises click.BadParameter."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        words = "a date is written as 2026-11-22"
        raise click.BadParameter(words, param_hint="--fixed-at") from error
