"""observer redact: what must not leave a session is covered in all that is exported."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.output import default_author, json_option, print_json, root_of
from observer.commands.session_facts import seconds_of
from observer.model.clock import format_ns, seconds_to_ns
from observer.model.errors import ExportError
from observer.model.redaction import Area, Cover, Redaction

if TYPE_CHECKING:
    from observer.database.library import Library
    from observer.database.rows import SessionRow

_AREA = re.compile(r"(\d{1,5})x(\d{1,5})\+(\d{1,5})\+(\d{1,5})")


@dataclass(frozen=True, slots=True)
class _Asked:
    area: str | None
    window: str
    silence: bool
    tone: bool
    start: float | None
    end: float | None
    reason: str
    listed: bool
    removed: str | None
    words: tuple[str, ...]
    personal: bool

    @property
    def covers(self) -> int:
        """How many ways to cover were asked for."""
        return sum((self.area is not None, self.silence, self.tone))

    @property
    def suggests(self) -> bool:
        """Whether text is to be looked for."""
        return bool(self.words) or self.personal


@click.command("redact")
@click.argument("session")
@click.option("--area", metavar="WxH+X+Y", help="Cover this rectangle of the picture.")
@click.option("--window", default="", metavar="APP", help="Let the area follow this application.")
@click.option("--silence", is_flag=True, help="Let nothing be heard.")
@click.option("--tone", is_flag=True, help="Let a tone be heard instead.")
@click.option("--from", "start", type=click.FloatRange(min=0), help="First second.")
@click.option("--to", "end", type=click.FloatRange(min=0), help="Last second.")
@click.option("--reason", default="", help="Why, for the team alone.")
@click.option(
    "--find", "words", multiple=True, metavar="WORDS", help="Suggest where they are read."
)
@click.option("--find-personal", "personal", is_flag=True, help="… cards, addresses, telephones.")
@click.option("--remove", "removed", metavar="ID", help="Cover it no longer.")
@click.option("--list", "listed", is_flag=True, help="Say what is covered. The default.")
@json_option
@click.pass_context
def command(ctx: click.Context, /, session: str, as_json: bool, **said: object) -> None:
    """Cover a part of SESSION's picture or sound in all that leaves it.

    The recording itself stays as it is. SESSION is an id, the beginning of one, a folder's name or
    its path.
    """
    asked = _Asked(**said)  # type: ignore[arg-type]  # click has checked each value
    actions = asked.covers + bool(asked.removed) + asked.suggests + asked.listed
    if actions > 1:
        raise click.UsageError(
            "give one of --area, --silence, --tone, --find, --remove and --list at a time"
        )
    if asked.window and asked.area is None:
        raise click.UsageError("--window says what an --area follows")
    from observer.database.library import open_library
    from observer.intake.landing import land_session
    from observer.session.folder import find_folder

    root = root_of(ctx)
    folder = find_folder(root, session)
    _check_inside(root, folder)
    with open_library(root) as library:
        row = land_session(library, folder)
        if asked.removed:
            _remove(library, row.id, asked.removed)
        if asked.covers:
            redaction = _redaction(folder, row, asked)
            library.save_redaction(redaction)
            kept = [redaction]
        elif asked.suggests:
            kept = _suggested(folder, row, asked)
        else:
            kept = library.redactions(row.id)
    if as_json:
        print_json([_facts(one) for one in kept])
        return
    for one in kept:
        click.echo(_line(one))
    if asked.suggests and kept:
        click.echo("Nothing is covered yet: cover what should be with --area.", err=True)
    elif not kept:
        click.echo("Nothing was found." if asked.suggests else "Nothing is covered.")


def _check_inside(root: Path, folder: Path) -> None:
    if root.resolve() not in (folder.absolute().parent.resolve(), folder.resolve().parent):
        raise ExportError(
            f"{folder.name} lies outside the library, which keeps what is covered",
            "Move its folder into the library, or name its own with --library",
        )


def _remove(library: "Library", session_id: str, redaction_id: str) -> None:
    kept = [one.id for one in library.redactions(session_id)]
    if redaction_id not in kept:
        raise ExportError(
            f"Nothing that is covered here is called “{redaction_id}”",
            f"See what is covered: observer redact {session_id} --list",
        )
    library.remove_redaction(redaction_id)


def _redaction(folder: Path, row: "SessionRow", asked: _Asked) -> Redaction:
    from observer.export.redaction.places import is_placed
    from observer.model.identity import new_id
    from observer.session.reader import SessionReader

    if asked.start is None or asked.end is None or asked.end <= asked.start:
        raise click.UsageError("say when, with --from and a later --to, in seconds")
    start_ns, end_ns = seconds_to_ns(asked.start), seconds_to_ns(asked.end)
    if start_ns >= row.duration_ns:
        raise ExportError(
            f"There is nothing to cover at {asked.start:g} s",
            f"The session is {seconds_of(row.duration_ns):g} seconds long",
        )
    if asked.window:
        changes = list(SessionReader(folder).focus_changes())
        if not is_placed(asked.window, changes):
            known = sorted(
                {one.application for one in changes if is_placed(one.application, [one])}
            )
            raise ExportError(
                f"Nothing tells where a window of “{asked.window}” was",
                f"Follow one of these: {', '.join(known)}" if known else "Leave --window out",
            )
    cover = Cover.PICTURE if asked.area else Cover.SILENCE if asked.silence else Cover.TONE
    area = _area(asked.area) if asked.area else None
    return Redaction(
        new_id(),
        row.id,
        default_author(),
        cover,
        start_ns,
        end_ns,
        area=area,
        window=asked.window,
        reason=asked.reason,
    )


def _suggested(folder: Path, row: "SessionRow", asked: _Asked) -> list[Redaction]:
    from observer.export.redaction.suggesting import suggest_areas
    from observer.model.span import Span
    from observer.session.reader import SessionReader

    last_s = seconds_of(row.duration_ns)
    span = Span(
        seconds_to_ns(asked.start or 0.0),
        seconds_to_ns(max(asked.start or 0.0, min(asked.end or last_s, last_s))),
    )
    found = suggest_areas(SessionReader(folder), span, asked.words, personal=asked.personal)
    return [
        Redaction("", row.id, "", Cover.PICTURE, one.span.start_ns, one.span.end_ns, one.area)
        for one in found
    ]


def _area(text: str) -> Area:
    match = _AREA.fullmatch(text)
    if match is None or not int(match[1]) or not int(match[2]):
        raise click.UsageError(f"“{text}” is no area; write 300x40+100+80 for width, height, x, y")
    width, height, x, y = map(int, match.groups())
    return Area(x, y, width, height)


def _facts(one: Redaction) -> dict[str, object]:
    area = one.area
    return {
        "id": one.id,
        "cover": str(one.cover),
        "from": seconds_of(one.start_ns),
        "to": seconds_of(one.end_ns),
        "area": None if area is None else _written(area),
        "window": one.window,
        "reason": one.reason,
        "author": one.author,
    }


def _written(area: Area) -> str:
    return f"{area.width}x{area.height}+{area.x}+{area.y}"


def _line(one: Redaction) -> str:
    parts = [f"{format_ns(one.start_ns)}–{format_ns(one.end_ns)}", str(one.cover)]
    parts += [_written(one.area)] if one.area else []
    parts += [f"follows {one.window}"] if one.window else []
    parts += [one.reason] if one.reason else []
    parts += [f"({one.id})"] if one.id else []
    return "  ".join(parts)
