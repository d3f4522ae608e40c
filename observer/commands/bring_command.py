"""observer bring: what another tool's file says of a session becomes annotations."""

from pathlib import Path

import click

from observer.commands.output import default_author, json_option, print_json, root_of

KINDS = ("friction", "quote", "question", "bug", "idea", "delight", "note")


@click.command("bring")
@click.argument("session")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--author", help="Whose moments without a coder are [you]; who can undo it.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="note",
    show_default=True,
    help="What captions of other tools become.",
)
@click.option("--observation", metavar="NAME", help="One observation of a BORIS project.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str,
    file: Path,
    author: str | None,
    kind: str,
    observation: str | None,
    as_json: bool,
) -> None:
    """Take annotations of FILE into SESSION: BORIS, ELAN, WebVTT, SubRip or CSV.

    The same file twice adds nothing. Its author can undo the whole in one step.
    """
    from observer.database.library import open_library
    from observer.intake.exchange.landing import land_moments
    from observer.intake.exchange.reading import read_annotations
    from observer.intake.landing import land_session
    from observer.model.annotation import AnnotationKind
    from observer.session.folder import find_folder

    root = root_of(ctx)
    folder = find_folder(root, session)
    with open_library(root) as library:
        row = land_session(library, folder)
        brought = read_annotations(file, row.id, kind=AnnotationKind(kind), observation=observation)
        landed = land_moments(library, row.id, brought, author or default_author(), file.name)
    if as_json:
        facts = {"session": row.id, "added": landed.added, "known": landed.known}
        print_json({**facts, "not_held": list(landed.told)})
        return
    known = f"; {landed.known} were there already" if landed.known else ""
    click.echo(f"Brought {landed.added} moments into session {row.id}{known}")
    for line in landed.told:
        click.echo(f"  {line}.")
