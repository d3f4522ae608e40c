"""observer pack: one session with everything said of it, as one file."""

from pathlib import Path

import click

from observer.commands.output import human_bytes, json_option, print_json, root_of
from observer.commands.progress import progress_line


@click.command("pack")
@click.argument("session")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file; its name ends in .observer."
)
@click.option(
    "--with-covered",
    is_flag=True,
    help="Also where something is covered: a pack shows and lets hear all of it.",
)
@json_option
@click.pass_context
def command(
    ctx: click.Context, session: str, out: Path | None, with_covered: bool, as_json: bool
) -> None:
    """Pack SESSION with its media, its study and all that people said of it into one file.

    SESSION is an id, the beginning of one, a folder's name or its path. “observer unpack” takes
    the file into another library, or merges it with the session that is there.
    """
    from observer.database.library import open_library
    from observer.intake.travel.form import PACK_SUFFIX
    from observer.intake.travel.pack import pack_session
    from observer.session.folder import find_folder

    root = root_of(ctx)
    folder = find_folder(root, session)
    target = out or Path(folder.name + PACK_SUFFIX)
    with open_library(root) as library, progress_line("Packing", quiet=as_json) as report:
        pack_session(library, folder, target, report, with_covered=with_covered)
    size = target.stat().st_size
    if as_json:
        print_json({"file": str(target), "bytes": size})
    else:
        click.echo(f"{folder.name} is packed into {target} ({human_bytes(size)})")
