"""observer insight: what a study answers over all its sessions."""

import click

from observer.commands.output import json_option, print_json, root_of


@click.command("insight")
@click.argument("study")
@json_option
@click.pass_context
def command(ctx: click.Context, study: str, as_json: bool) -> None:
    """Say what STUDY (its name or id) answers: tasks, findings, seams, coverage, cost.

    Every figure comes with the interval in which the truth probably lies.
    """
    from observer.commands.insight_facts import insight_facts, say_insight
    from observer.commands.progress import progress_line
    from observer.database.library import open_library
    from observer.intake.effort import measure_efforts
    from observer.intake.insight import answers, find_study

    root = root_of(ctx)
    with open_library(root) as library:
        asked = find_study(library, study)
        with progress_line("Measuring what attempts took", quiet=as_json) as show:
            measure_efforts(library, root, asked.id, progressed=show)
        found = answers(library, asked)
    if as_json:
        print_json(insight_facts(found))
    else:
        say_insight(found)
