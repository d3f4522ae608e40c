"""observer reel: the moments of a study, or a reel put together in the window, as one film."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.clip_command import OVERLAYS
from observer.commands.output import json_option, print_json, root_of
from observer.commands.progress import progress_line

if TYPE_CHECKING:
    from observer.annotate.filtering import MomentFilter
    from observer.database.library import Library
    from observer.intake.reels import FoundReel
    from observer.model.study import Study

KINDS = ("friction", "quote", "question", "bug", "idea", "delight", "note")


@click.command("reel")
@click.argument("study")
@click.option("--severity", type=click.IntRange(0, 4), help="Moments at least this severe.")
@click.option("--component", metavar="NAME", help="Moments in this part of the product.")
@click.option("--code", metavar="NAME", help="Moments with this code of the study.")
@click.option("--task", metavar="TITLE", help="Moments in this task.")
@click.option("--kind", type=click.Choice(KINDS), help="Moments of this kind.")
@click.option("--handles", type=click.FloatRange(min=0), help="Seconds before and after [5].")
@click.option(
    "--overlay", "overlays", type=click.Choice(OVERLAYS), multiple=True, help="Draw this; repeat."
)
@click.option("--keep", is_flag=True, help="Keep it in the library, to be arranged in the window.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="An MP4 file."
)
@click.option("--overwrite", is_flag=True, help="Put it in place of a file of that name.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    study: str,
    severity: int | None,
    component: str | None,
    code: str | None,
    task: str | None,
    kind: str | None,
    handles: float | None,
    overlays: tuple[str, ...],
    keep: bool,
    out: Path,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Make one film of the moments of STUDY, with a card before each task.

    STUDY may also be the id of a reel that the library keeps; it is made as it was arranged.
    """
    from observer.database.library import open_library
    from observer.export.moment_clips import OverlayName
    from observer.export.reel.reel_file import export_reel

    asked: dict[str, object] = {
        "severity": severity,
        "component": component,
        "code": code,
        "task": task,
        "kind": kind,
    }
    with open_library(root_of(ctx)) as library:
        found = _found(library, study, asked, handles)
        if keep:
            library.save_reel(found.reel)
        with progress_line("Making the reel", quiet=as_json) as progress:
            report = export_reel(
                library,
                found.reel,
                out,
                progress,
                overlays=[OverlayName(name) for name in overlays],
                overwrite=overwrite,
            )
        for path in filter(None, (report.path, report.captions)):
            library.note_export(found.reel.session_ids, str(path.resolve()), "reel")
    if as_json:
        print_json(
            {
                "reel": str(report.path),
                "id": found.reel.id if keep else None,
                "seconds": round(report.seconds, 3),
                "clips": report.clips,
                "frames": report.frames,
                "captions": str(report.captions) if report.captions else None,
                "left_out": list(found.left_out),
            }
        )
        return
    clips = f"{report.clips} clip{'' if report.clips == 1 else 's'}"
    click.echo(f"Wrote {clips}, {report.seconds:.1f} s, to {report.path}")
    if report.captions:
        click.echo(f"  Captions: {report.captions}")
    for line in found.left_out:
        click.echo(f"  {line}.")


def _found(
    library: "Library", text: str, asked: dict[str, object], handles: float | None
) -> "FoundReel":
    from observer.export.moment_clips import HANDLE_NS
    from observer.intake.insight import find_study
    from observer.intake.reels import FoundReel, reel_of
    from observer.model.clock import seconds_to_ns

    kept = next((reel for reel in library.reels() if reel.id == text), None)
    if kept is not None:
        if any(value is not None for value in (*asked.values(), handles)):
            raise click.UsageError("a kept reel is made as it was arranged: leave the filters out")
        return FoundReel(kept)
    study = find_study(library, text)
    handles_ns = HANDLE_NS if handles is None else seconds_to_ns(handles)
    meant = _filter(study, asked)
    return reel_of(library, study, meant, _words(asked), handles_ns=handles_ns)


def _filter(study: "Study", asked: dict[str, object]) -> "MomentFilter":
    from observer.annotate.filtering import MomentFilter
    from observer.model.annotation import SEVERITY_WORDS, AnnotationKind

    severity = asked["severity"]
    least = severity if isinstance(severity, int) else len(SEVERITY_WORDS)
    codes = {code.name: code.id for code in study.codebook}
    tasks = {task.title: task.id for task in study.tasks}
    components = {part.name: part.name for part in study.components}
    return MomentFilter(
        kinds=frozenset([AnnotationKind(str(asked["kind"]))] if asked["kind"] else []),
        severities=frozenset(range(least, len(SEVERITY_WORDS))),
        codes=_named("code", asked["code"], codes),
        tasks=_named("task", asked["task"], tasks),
        components=_named("component", asked["component"], components),
    )


def _named(what: str, name: object, known: dict[str, str]) -> frozenset[str]:
    """The id that a name stands for; case does not count. Raises ExportError naming those known."""
    from observer.model.errors import ExportError

    if not isinstance(name, str):
        return frozenset()
    found = {value for key, value in known.items() if key.casefold() == name.casefold()}
    if not found:
        told = ", ".join(f"“{key}”" for key in known) or "none yet"
        raise ExportError(f"The study has no {what} “{name}”", f"Those it has: {told}")
    return frozenset(found)


def _words(asked: dict[str, object]) -> str:
    """What was asked for, as the first card says it."""
    severity = asked["severity"]
    told = [
        str(asked["kind"]).capitalize() if asked["kind"] else "",
        f"severity {severity} and up" if severity else "",
        str(asked["code"] or ""),
        f"in {asked['component']}" if asked["component"] else "",
    ]
    words = ", ".join(filter(None, told))
    return words[:1].upper() + words[1:]
