"""The command line's composition root: which commands there are, and how errors are told.

Each command lives in its own file of observer/commands and is imported when it is used, so that
`observer --help` answers at once.
"""

import importlib
import sys
from typing import Any

import click

from observer import __version__
from observer.model.errors import ObserverError

COMMANDS = {
    "record": "Record a sit-in until told to stop.",
    "devices": "List what there is to record: monitors, windows, microphones, cameras.",
    "companion": "Open a page on which observers mark from their own phones.",
    "mark": "Mark a moment of a session, while it records or after.",
    "pause": "Pause a running recording: pixels, sound and keys together.",
    "resume": "Go on with a paused recording.",
    "stop": "Stop a running recording and close its session.",
    "sessions": "List the sessions of the library.",
    "show": "Show one session: tracks, gaps, annotations.",
    "signals": "Print what rules suspect to be friction in a session.",
    "insight": "Say what a study answers over all its sessions.",
    "finding": "List a study's findings, and say what becomes of one.",
    "agreement": "Say how far the coders of a session agree.",
    "verify": "Check that a session is whole and readable.",
    "repair": "Mend sessions that a crash left open.",
    "clip": "Export a stretch of a session as a video file.",
    "reel": "Make one film of a study's moments, with titles and chapters.",
    "report": "Write what a study answers as a page, a PDF or for a wiki.",
    "export": "Write tables, captions or another tool's annotations of a session or study.",
    "bring": "Take another tool's annotations into a session.",
    "redact": "Cover parts of a session's picture or sound in all that leaves.",
    "study": "List, show, export, import and begin studies.",
    "pack": "Pack a session with all that was said of it into one file.",
    "unpack": "Take a packed session into the library, or merge it there.",
    "erase": "Erase a participant with every trace, and prove it.",
    "retention": "Say how long sessions are kept, and let go of those past it.",
    "import": "Make a session of a video that another tool recorded.",
    "doctor": "Check that this computer can record, and how to mend it.",
    "rehearse": "Play a pilot sit-in with a scripted participant.",
    "window": "Open the window.",
}


class _Commands(click.Group):
    """Knows its commands by name and imports each only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"observer.commands.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="observer")
@click.option(
    "--library",
    metavar="FOLDER",
    help="Folder that holds the sessions and their database.",
    envvar="OBSERVER_LIBRARY",
    show_envvar=True,
)
@click.pass_context
def observer(ctx: click.Context, library: str | None) -> None:
    """Record usability sit-ins, mark friction, annotate, and export evidence."""
    ctx.obj = library


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. Exit 0; 1 for a known error, told in one line; 2 for usage."""
    arguments = sys.argv[1:] if arguments is None else arguments
    sys.exit(_run(arguments))


def _run(arguments: list[str]) -> Any:
    try:
        return observer.main(arguments, prog_name="observer", standalone_mode=False)
    except ObserverError as error:
        click.echo(f"error: {error}".replace("\n", " "), err=True)
        return 1
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("error: Stopped by you. Nothing is left half done.", err=True)
        return 130
    except BrokenPipeError:  # the reader of our output has gone away: not a failure of ours
        sys.stderr.close()
        return 0
