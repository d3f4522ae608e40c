"""observer verify: is this session whole and readable?"""

import click

from observer.commands.output import json_option, print_json, root_of
from observer.model.errors import SessionDamaged


@click.command("verify")
@click.argument("session")
@json_option
@click.pass_context
def command(ctx: click.Context, session: str, as_json: bool) -> None:
    """Check SESSION: manifest, hashes, every packet, timestamps, lengths of the tracks."""
    from observer.session.folder import find_folder
    from observer.session.verify import verify_session

    report = verify_session(find_folder(root_of(ctx), session))
    if as_json:
        checks = [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in report.checks]
        print_json({"id": report.session_id, "ok": report.ok, "checks": checks})
    else:
        for check in report.checks:
            click.echo(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.detail}")
    if not report.ok:
        failed = ", ".join(check.name for check in report.checks if not check.ok)
        raise SessionDamaged(
            f"Session {report.session_id} did not pass: {failed}",
            f"Run: observer repair {report.session_id}",
        )
