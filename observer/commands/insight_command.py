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
    from observer.analysis.insight import insight
    from observer.commands.insight_facts import insight_facts, say_insight
    from observer.database.library import open_library
    from observer.intake.insight import find_study, gather

    with open_library(root_of(ctx)) as library:
        found = insight(gather(library, find_study(library, study)))
    if as_json:
        print_json(insight_facts(found))
    else:
        say_insight(found)
