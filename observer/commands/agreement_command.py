"""observer agreement: how far two or more coders agree on a session."""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.session_facts import seconds_of
from observer.model.clock import NS_PER_SECOND


@click.command("agreement")
@click.argument("session")
@click.option("--coder", "coders", multiple=True, help="A coder; repeat it. Without it, all.")
@click.option(
    "--by",
    type=click.Choice(["kind", "severity", "code"]),
    default="kind",
    show_default=True,
    help="What of a moment is compared.",
)
@click.option("--code", help="With --by code: the code's name.")
@click.option(
    "--within",
    type=click.FloatRange(0, 600),
    default=2.0,
    show_default=True,
    help="Seconds that may lie between two moments that are the same.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    coders: tuple[str, ...],
    by: str,
    code: str | None,
    within: float,
    as_json: bool,
) -> None:
    """Say how far the coders of SESSION agree: kappa, alpha, and what they stand on.

    SESSION is an id, the beginning of one, a folder's name or its path.
    """
    from observer.analysis.agreement import Facet, agreement
    from observer.commands.agreement_facts import agreement_facts, code_id, say_agreement
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.model.errors import ObserverError
    from observer.session.folder import find_folder

    root = root_of(ctx)
    with open_library(root) as library:
        row = land_session(library, find_folder(root, session))
        moments = library.annotations(row.id)
        study = library.study_by_name(row.study)
    authors = sorted({one.author for one in moments})
    chosen = tuple(dict.fromkeys(coders)) or tuple(authors)
    strangers = [who for who in chosen if who not in authors]
    if strangers or len(chosen) < 2:
        raise ObserverError(
            f"{strangers[0]} marked nothing in this session"
            if strangers
            else "Agreement takes two coders",
            f"Those who marked something: {', '.join(authors) or 'nobody yet'}",
        )
    found = agreement(
        moments,
        chosen,
        Facet(by),
        round(within * NS_PER_SECOND),
        code_id(study, code) if by == "code" else "",
    )
    if as_json:
        print_json(
            {"session": row.id, "within": seconds_of(found.tolerance_ns)} | agreement_facts(found)
        )
    else:
        say_agreement(found)
