"""observer unpack: a packed session comes into the library."""

from pathlib import Path

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line


@click.command("unpack")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def command(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Take the session packed in FILE into the library.

    A session that is there already keeps its media; what people said is merged, and what both
    sides edited is kept on both.
    """
    from observer.database.library import open_library
    from observer.intake.travel.unpack import unpack_session

    root = root_of(ctx)
    with open_library(root) as library, progress_line("Unpacking", quiet=as_json) as report:
        done = unpack_session(library, root, file, report)
    merged = done.merged
    if as_json:
        print_json(
            {
                "id": done.row.id,
                "folder": str(root / done.row.folder),
                "new": done.is_new,
                "added": merged.added,
                "updated": merged.updated,
                "kept_both": list(merged.kept_both),
            }
        )
        return
    where = "is in the library" if done.is_new else "was here already; what was said is merged"
    click.echo(f"{done.row.study} · {done.row.participant} ({done.row.id}) {where}")
    click.echo(f"  {merged.added} moments came, {merged.updated} changed")
    for words in merged.kept_both:
        click.echo(f"  both sides changed the {words}: the other's is kept beside it")
