"""observer study: what is asked of customers, as files and in the library."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.output import json_option, print_json, root_of
from observer.commands.study_facts import study_facts, study_summary
from observer.model.clock import format_ns
from observer.model.errors import ExportError, ObserverError
from observer.model.identity import new_id
from observer.model.study import Study

if TYPE_CHECKING:
    from observer.database.library import Library


@click.group("study")
def command() -> None:
    """List, show, export, import and begin studies."""


@command.command("list")
@click.option("--templates", is_flag=True, help="Those that come with Observer instead.")
@json_option
@click.pass_context
def list_studies(ctx: click.Context, templates: bool, as_json: bool) -> None:
    """List the studies of the library by name."""
    if templates:
        _list_templates(as_json)
        return
    with _library(ctx) as library:
        studies = library.study_list()
        counts = [_sessions(library, study) for study in studies]
    if as_json:
        print_json([study_summary(*each) for each in zip(studies, counts, strict=True)])
        return
    if not studies:
        click.echo("No studies. Begin one: observer study new NAME --template web-shop-checkout")
    for study, sessions in zip(studies, counts, strict=True):
        click.echo(
            f"{study.name}: {_count(len(study.tasks), 'task')}, {_count(sessions, 'session')}"
        )


@command.command("show")
@click.argument("study")
@json_option
@click.pass_context
def show(ctx: click.Context, study: str, as_json: bool) -> None:
    """Show one STUDY, which is a name or an id."""
    with _library(ctx) as library:
        found = _find(library, study)
        sessions = _sessions(library, found)
    if as_json:
        print_json(study_facts(found, sessions))
    else:
        _say(found, sessions)


@command.command("export")
@click.argument("study")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
@json_option
@click.pass_context
def export(ctx: click.Context, study: str, out: Path, overwrite: bool, as_json: bool) -> None:
    """Write STUDY to the file OUT, to be read, changed, sent and imported."""
    from observer.intake.study_file import write_study

    with _library(ctx) as library:
        found = _find(library, study)
    if out.exists() and not overwrite:
        raise ExportError(f"{out} is already there", "Choose another name, or add --overwrite")
    write_study(found, out)
    if as_json:
        print_json({"id": found.id, "name": found.name, "file": str(out.absolute())})
    else:
        click.echo(f"Wrote “{found.name}” to {out}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Keep it as another study, under this name.")
@json_option
@click.pass_context
def import_study(ctx: click.Context, file: Path, name: str | None, as_json: bool) -> None:
    """Bring the study in FILE into the library; one of the same id takes it up."""
    from observer.intake.study_file import from_template, read_study

    _save(ctx, from_template(file, name) if name else read_study(file), "Imported", as_json)


@command.command("new")
@click.argument("name")
@click.option("--template", help="What to start from; see: observer study list --templates.")
@json_option
@click.pass_context
def new(ctx: click.Context, name: str, template: str | None, as_json: bool) -> None:
    """Begin a study called NAME, empty or from a template."""
    from observer.intake.study_file import from_template

    with _library(ctx) as library:
        there = library.study_by_name(name)
    if there is not None and there != Study(there.id, there.name):
        raise ObserverError(
            f"There is already a study called “{there.name}”",
            "Give this one another name, or show that one: observer study show NAME",
        )
    study = Study(new_id(), name) if template is None else from_template(_template(template), name)
    _save(ctx, study, "Began", as_json)


@contextmanager
def _library(ctx: click.Context) -> Iterator["Library"]:
    from observer.database.library import open_library

    with open_library(root_of(ctx)) as library:
        yield library


def _save(ctx: click.Context, study: Study, verb: str, as_json: bool) -> None:
    with _library(ctx) as library:
        library.save_study(study)
        sessions = _sessions(library, study)
    if as_json:
        print_json(study_facts(study, sessions))
    else:
        click.echo(f"{verb} “{study.name}” with {_count(len(study.tasks), 'task')} ({study.id})")


def _find(library: "Library", wanted: str) -> Study:
    found = library.study_by_name(wanted)
    return library.study(wanted) if found is None else found


def _sessions(library: "Library", study: Study) -> int:
    return sum(row.study == study.name for row in library.sessions())


def _template(name: str) -> Path:
    from observer.intake.study_file import templates

    known = {path.stem: path for path in templates()}
    if name not in known:
        raise ObserverError(
            f"There is no template “{name}”",
            f"Choose one of: {', '.join(known) or 'none is there'}",
        )
    return known[name]


def _list_templates(as_json: bool) -> None:
    from observer.intake.study_file import read_study, templates

    known = {path.stem: replace(read_study(path), id=path.stem) for path in templates()}
    if as_json:
        print_json([study_summary(study, 0) for study in known.values()])
        return
    for name, study in known.items():
        click.echo(f"{name}: {study.name}, {_count(len(study.tasks), 'task')}")


def _say(study: Study, sessions: int) -> None:
    click.echo(f"{study.name} · {study.language} · {_count(sessions, 'session')} ({study.id})")
    if study.question:
        click.echo(study.question)
    for task in study.tasks:
        expected = f"  expected in {format_ns(task.expected_ns)}" if task.expected_ns else ""
        click.echo(f"  task           {task.title}{expected}  ({task.id})")
    for asked in study.guide:
        click.echo(f"  guide          {asked.text}")
    for form in study.questionnaires:
        items = _count(len(form.questions), "question")
        click.echo(f"  questionnaire  {form.title}  {form.asked}, {items}")
    for component in study.components:
        click.echo(f"  component      {component.name}  {component.team}")
    for segment in study.segments:
        click.echo(f"  segment        {segment.name}  {segment.wanted} wanted")
    for code in study.codebook:
        click.echo(f"  code           {code.name}  {code.description}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
