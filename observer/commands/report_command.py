"""observer report: a study told to people who were not there."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line
from observer.model.errors import ExportError

if TYPE_CHECKING:  # the command line's help must not wait for templates and media libraries
    from observer.export.reports.writing import ReportForm

FORMS = ("html", "pdf", "md", "cif")
_ENDINGS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "md"}


@click.command("report")
@click.argument("study")
@click.option("--as", "form", type=click.Choice(FORMS), help="Unless --out's name tells [html].")
@click.option("--out", type=click.Path(path_type=Path), help="The file; else one in reports/.")
@click.option("--team-names", is_flag=True, help="Name who of the team watched.")
@click.option("--clips", is_flag=True, help="With the clips of findings (html).")
@click.option("--overwrite", is_flag=True, help="Take the place of a file of that name.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    form: str | None,
    out: Path | None,
    team_names: bool,
    clips: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Write what STUDY (its name or id) answers as one file that needs nothing else.

    html is a page for any browser and mail, pdf the same on paper, md for a wiki, cif the Common
    Industry Format of ISO/IEC 25062 as a page.
    """
    from observer.database.library import open_library
    from observer.intake.insight import find_study
    from observer.intake.reporting import write_report

    chosen = _form(form, out)
    with (
        open_library(root_of(ctx)) as library,
        progress_line("Taking pictures", quiet=as_json) as progress,
    ):
        written = write_report(
            library,
            find_study(library, study),
            chosen,
            today=date.today(),  # noqa: DTZ011  # the reader's calendar, as on any letter
            out=out,
            team_named=team_names,
            with_clips=clips,
            overwrite=overwrite,
            progress=progress,
        )
    if as_json:
        print_json({"report": str(written.path), "form": chosen, "missing": written.missing})
        return
    click.echo(f"Wrote {written.path}")
    for line in written.missing:
        click.echo(f"  without pictures or clips: {line}")


def _form(form: str | None, out: Path | None) -> "ReportForm":
    """What was asked for, or what the file's name asks for."""
    from observer.export.reports.writing import ReportForm

    if form is not None:
        return ReportForm(form)
    if out is None:
        return ReportForm.HTML
    told = _ENDINGS.get(out.suffix.lower())
    if told is None:
        raise ExportError(
            f"“{out.name}” does not say what the report is to be",
            "End its name in .html, .pdf or .md, or say it with --as",
        )
    return ReportForm(told)
