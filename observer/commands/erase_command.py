"""observer erase: every trace of one participant, gone and proven to be."""

import click

from observer.commands.erasure_facts import erasure_facts, say_plan, say_proof
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line


@click.command("erase")
@click.argument("participant")
@click.option("--study", default="", help="Where several studies have a participant of this code.")
@click.option("--yes", is_flag=True, help="Do not ask; for scripts.")
@json_option
@click.pass_context
def command(ctx: click.Context, participant: str, study: str, yes: bool, as_json: bool) -> None:
    """Erase PARTICIPANT (a code, P01) with every trace, and prove that nothing is left.

    Gone for ever are the recordings with their clips, reports and small pictures, packs and half
    files in the library's folder, everything said of the sessions with its history, the consent
    with name and signature, the search index, older copies of the database, lines of Observer's
    logs and settings. Clips in reels go, and the quotes before them.

    Then every file of the library is searched for what was known of the participant. Exit 0 says
    that nothing is left, exit 1 where something is. Killed half way, the same command goes on.

    What stays: the study, its predictions and when it was first recorded, and the names and
    descriptions of findings, also of those that lose all their moments. Exported files elsewhere
    are listed; they, and backups and previews that other programs made, are yours to delete. The
    search cannot read compressed files other than ZIP.
    """
    from observer.database.library import open_library
    from observer.intake.erasure.erase import erase
    from observer.intake.erasure.plan import plan_participant

    root = root_of(ctx)
    with open_library(root) as library:
        plan = plan_participant(library, root, participant, study)
        if not as_json or not yes:
            say_plan(plan)
        if not yes:
            _ask(plan.note.participant)
        with progress_line("Erasing", quiet=as_json) as report:
            proof = erase(library, root, plan.note, tell=lambda _step, done: report(done))
    if as_json:
        print_json(erasure_facts(plan, proof))
    else:
        say_proof(plan, proof)
    if not proof.holds:
        ctx.exit(1)


def _ask(code: str) -> None:
    """Go on only if the code is typed. Raises click.Abort."""
    typed = click.prompt(f"Type {code} to erase, anything else to leave all as it is", err=True)
    if typed.strip() != code:
        click.echo("Nothing was erased.", err=True)
        raise click.Abort
