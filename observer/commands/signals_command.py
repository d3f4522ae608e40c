"""observer signals: suspected friction, found by rules."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from observer.commands.output import json_option, print_json, root_of

if TYPE_CHECKING:
    from observer.analysis.signals.settings import SignalSettings
    from observer.model.signal import Signal

_MOST_THREADS = 4  # pictures are copied more than computed: memory's pace is the limit


@click.command("signals")
@click.argument("session", required=False)
@click.option(
    "--events",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A plain mouse log in CSV instead of a session.",
)
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Thresholds as TOML: a table a rule.",
)
@click.option(
    "--set", "told", multiple=True, metavar="RULE.THRESHOLD=NUMBER", help="One threshold."
)
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Ask this rule alone.")
@click.option("--voice", is_flag=True, help="Listen to how loud it was, too; takes a while.")
@click.option("--rules", "list_rules", is_flag=True, help="List rules and thresholds, and end.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    session: str | None,
    events: Path | None,
    settings_file: Path | None,
    told: tuple[str, ...],
    rules: tuple[str, ...],
    voice: bool,
    list_rules: bool,
    as_json: bool,
) -> None:
    """Print what rules suspect to be friction in SESSION, and why. Nothing is kept.

    SESSION is an id, the beginning of one, a folder's name or its path.

    A mouse log (--events) tells neither windows nor pictures, so that the rules are stricter: rage
    clicks ask for more clicks in less time at a place of their own, and dead clicks, waits and all
    that needs keys or windows are not looked for.
    """
    if list_rules:
        _say_rules()
        return
    if (session is None) is (events is None):
        raise click.UsageError("Give a SESSION, or --events FILE.")
    settings = _settings(settings_file, told, rules)
    if events is not None:
        found = _of_log(events, settings)
        missing = ["windows", "pictures"]
    else:
        found, missing = _of_session(root_of(ctx), session or "", settings, voice=voice)
    if as_json:
        print_json({"signals": [_facts(signal) for signal in found], "missing": missing})
        return
    _say(found, missing)


def _of_log(path: Path, settings: "SignalSettings") -> "list[Signal]":
    from observer.analysis.signals.run import signals_of
    from observer.intake.mouse_log import read_mouse_log

    return signals_of(read_mouse_log(path), settings)


def _of_session(
    root: Path, session: str, settings: "SignalSettings", *, voice: bool
) -> "tuple[list[Signal], list[str]]":
    from observer.intake.signal_tracks import find_signals, read_tracks
    from observer.intake.suggesting import known_of_sitting
    from observer.session.folder import find_folder
    from observer.session.reader import SessionReader

    reader = SessionReader(find_folder(root, session))
    attempts, askings = known_of_sitting(root, reader.manifest.id)
    tracks = read_tracks(reader, attempts=attempts, askings=askings, voice=voice)
    missing = ["windows"] if tracks.windows is None else []
    missing += ["pictures"] if tracks.picture is None else []
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    return find_signals(reader, tracks, settings, threads=threads), missing


def _settings(file: Path | None, told: tuple[str, ...], rules: tuple[str, ...]) -> "SignalSettings":
    from dataclasses import replace

    from observer.analysis.signals.rules import RULE_OF_NAME
    from observer.analysis.signals.settings import DEFAULTS, changed_settings
    from observer.intake.signal_settings import read_signal_settings

    settings = read_signal_settings(file) if file else DEFAULTS
    try:
        for text in told:
            settings = changed_settings(settings, _threshold(text))
    except ValueError as error:
        raise click.UsageError(f"--set: {error}.") from error
    for name in rules:
        if name not in RULE_OF_NAME:
            raise click.UsageError(f"There is no rule “{name}”; see: observer signals --rules.")
    return replace(settings, only=frozenset(rules)) if rules else settings


def _threshold(text: str) -> dict[str, dict[str, object]]:
    place, _, number = text.partition("=")
    rule, _, key = place.partition(".")
    try:
        value: object = float(number) if "." in number else int(number)
    except ValueError as error:
        raise ValueError(f"“{text}” is not RULE.THRESHOLD=NUMBER") from error
    return {rule.strip(): {key.strip(): value}}


def _say_rules() -> None:
    from dataclasses import fields

    from observer.analysis.signals.rules import RULES

    for rule in RULES:
        click.echo(f"[{rule.name}]  # {rule.title}")
        for item in fields(rule.thresholds):
            bounds = f"{item.metadata['least']} to {item.metadata['most']}"
            click.echo(f"{item.name} = {item.default}  # {bounds}")


def _say(found: "list[Signal]", missing: list[str]) -> None:
    from observer.model.clock import format_ns

    for signal in found:
        click.echo(f"{format_ns(signal.start_ns)}  {signal.rule:<18} {signal.reason}")
    if not found:
        click.echo("No signals.")
    if missing:
        without = " and no ".join(missing)
        click.echo(f"There are no {without} in it: the rules were stricter, some silent.", err=True)


def _facts(signal: "Signal") -> dict[str, object]:
    from observer.commands.session_facts import seconds_of

    return {
        "rule": signal.rule,
        "from": seconds_of(signal.start_ns),
        "to": seconds_of(signal.end_ns),
        "start_ns": signal.start_ns,
        "end_ns": signal.end_ns,
        "reason": signal.reason,
        "x": signal.x,
        "y": signal.y,
    }
