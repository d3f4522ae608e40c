"""observer retention: for how long sessions are kept, which are past it, and letting them go."""

from typing import TYPE_CHECKING

import click

from observer.commands.erasure_facts import erasure_facts, say_plan, say_proof
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line

if TYPE_CHECKING:
    from pathlib import Path

    from observer.database.library import Library
    from observer.database.rows import SessionRow
    from observer.intake.erasure.looking import Proof
    from observer.intake.erasure.plan import ErasurePlan


@click.command("retention")
@click.option("--set", "days", type=click.IntRange(1, 36_500), help="Keep sessions for these days.")
@click.option("--forget", is_flag=True, help="Take the period away: keep sessions for ever.")
@click.option("--study", default="", help="For this study alone; else for all without their own.")
@click.option("--apply", "do_apply", is_flag=True, help="Erase the sessions past their date.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    days: int | None,
    forget: bool,
    study: str,
    do_apply: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """List the sessions that were kept for as long as was said, and erase them when told to.

    A period counts from the day of the recording. Nothing goes by itself: --apply erases whole
    sessions with everything said of them, as “observer erase” does, and participants that have no
    other session. With --study, --apply erases that study's alone.
    """
    from observer.database.library import open_library
    from observer.intake.erasure.retention import past_their_date

    if forget and days is not None:
        raise click.UsageError("--set and --forget exclude each other")
    root = root_of(ctx)
    with open_library(root) as library:
        if forget or days is not None:
            library.set_retention(days, study)
        due = [row for row in past_their_date(library, root) if study in ("", row.study)]
        if do_apply:
            _apply(ctx, library, root, due, yes, as_json)
        else:
            _list(library, due, as_json)


def _list(library: "Library", due: "list[SessionRow]", as_json: bool) -> None:
    periods = library.retention()
    if as_json:
        print_json(
            {
                "library_days": periods.library,
                "study_days": dict(periods.studies),
                "past": [_facts(row) for row in due],
            }
        )
        return
    if periods.library is None and not periods.studies:
        click.echo("Sessions are kept until somebody erases them.")
        click.echo("The consent form says: only as long as we need it to learn from this study.")
        click.echo("Say for how long: observer retention --set DAYS [--study NAME]")
        return
    if periods.library is not None:
        click.echo(f"Sessions are kept for {_days(periods.library)}.")
    for name, days in sorted(periods.studies.items()):
        click.echo(f"Those of “{name}” are kept for {_days(days)}.")
    _say_due(due)
    if due:
        click.echo("Erase them for ever: observer retention --apply")


def _apply(
    ctx: click.Context,
    library: "Library",
    root: "Path",
    due: "list[SessionRow]",
    yes: bool,
    as_json: bool,
) -> None:
    from observer.intake.erasure.note import unfinished
    from observer.intake.erasure.plan import plan_sessions

    begun = [note.session_ids for note in unfinished(root) if not note.participant]
    taken = {one for group in begun for one in group}
    rest = tuple(row.id for row in due if row.id not in taken)
    plans = [plan_sessions(library, root, group) for group in (*begun, rest) if group]
    if not as_json or not yes:
        _say_due(due)
        for plan in plans:
            say_plan(plan)
    if plans and not yes:
        wanted = str(len(taken) + len(rest))
        typed = click.prompt(f"Type {wanted}, how many sessions go, to erase them", err=True)
        if typed.strip() != wanted:
            click.echo("Nothing was erased.", err=True)
            raise click.Abort
    results = [(plan, _erase(library, root, plan, quiet=as_json)) for plan in plans]
    if as_json:
        print_json({"erased": [erasure_facts(*result) for result in results]})
    if not all(proof.holds for _, proof in results):
        ctx.exit(1)


def _erase(library: "Library", root: "Path", plan: "ErasurePlan", *, quiet: bool) -> "Proof":
    from observer.intake.erasure.erase import erase

    with progress_line("Erasing", quiet=quiet) as report:
        proof = erase(library, root, plan.note, tell=lambda _step, done: report(done))
    if not quiet:
        say_proof(plan, proof)
    return proof


def _say_due(due: "list[SessionRow]") -> None:
    if not due:
        click.echo("No session is past its date.")
    for row in due:
        click.echo(
            f"{row.id}  past its date since {row.keep_until}  {row.study} · {row.participant}"
        )


def _facts(row: "SessionRow") -> dict[str, str]:
    return {
        "id": row.id,
        "study": row.study,
        "participant": row.participant,
        "recorded_at": row.recorded_at,
        "keep_until": row.keep_until,
    }


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"
