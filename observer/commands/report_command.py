"""observer report: a study told to people who were not there."""

from datetime import date
from pathlib import Path

import click

from observer.commands.output import json_option, print_json, root_of

FORMS = ("html", "pdf", "md", "cif")


@click.command("report")
@click.argument("study")
@click.option("--as", "form", type=click.Choice(FORMS), help="Unless --out's name tells [html].")
@click.option("--out", type=click.Path(path_type=Path), help="The file; else one in reports/.")
@click.option("--team-names", is_flag=True, help="Name who of the team watched.")
@click.option("--overwrite", is_flag=True, help="Take the place of a file of that name.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    form: str | None,
    out: Path | None,
    team_names: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write what STUDY (its name or id) answers as one file that needs nothing else.

    html is a page for any browser and mail, md for a wiki, cif the Common Industry Format of
    ISO/IEC 25062 as a page, pdf for paper.
    """
    from observer.commands.report_making import write_report

    written = write_report(
        root_of(ctx),
        study,
        form,
        out,
        team_named=team_names,
        overwrite=overwrite,
        today=date.today(),  # noqa: DTZ011  # the reader's calendar, as on any letter
    )
    if as_json:
        print_json({"report": str(written.path), "form": written.form, "missing": written.missing})
        return
    click.echo(f"Wrote {written.path}")
    for line in written.missing:
        click.echo(f"  {line}")
