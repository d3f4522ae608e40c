"""observer doctor: can this computer record?"""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.model.errors import RecorderError


@click.command("doctor")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Look at display, microphone, disk and codecs, and record two seconds for trial."""
    from observer.recorder.checkup import check_up

    findings = []
    for finding in check_up(root_of(ctx)):
        findings.append(finding)
        if not as_json:
            remedy = f" → {finding.remedy}" if finding.remedy else ""
            click.echo(
                f"{'ok  ' if finding.ok else 'FAIL'}  {finding.name}: {finding.detail}{remedy}"
            )
    if as_json:
        print_json(
            [{"name": f.name, "ok": f.ok, "detail": f.detail, "remedy": f.remedy} for f in findings]
        )
    failed = [finding for finding in findings if not finding.ok]
    if failed:
        names = ", ".join(finding.name for finding in failed)
        raise RecorderError(f"Not everything is fit to record: {names}", failed[0].remedy)
