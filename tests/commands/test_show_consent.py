"""What the show command says of who agreed to a session, and to what."""

import json
from dataclasses import replace
from pathlib import Path

from observer.model.consent import Consent, ConsentItem
from observer.session.manifest_file import write_manifest
from tests.commands.test_show_segments import show
from tests.long_session import make_long_session


def test_it_is_shown_who_signed_when_and_for_what(tmp_path: Path) -> None:
    made = make_long_session(tmp_path, (), 1.0, camera=False)
    signed = Consent(
        (ConsentItem.SCREEN, ConsentItem.INPUT),
        "2026-11-22T14:03:10+01:00",
        "Prima di cominciare",
        "it",
        "Rosa Bianchi",
        "M10.0,20.0L30.0,40.0",
    )
    write_manifest(made.folder, replace(made.manifest, consent=signed))
    words = show(tmp_path, made.manifest.id)
    assert (
        "consent      screen, input · 2026-11-22T14:03:10+01:00 · Rosa Bianchi, by signature"
        in words
    )
    facts = json.loads(show(tmp_path, made.manifest.id, "--json"))
    assert facts["consent"] == ["screen", "input"]
    assert facts["agreed"] == {
        "agreed_at": "2026-11-22T14:03:10+01:00",
        "language": "it",
        "name": "Rosa Bianchi",
        "signed": True,
        "text": "Prima di cominciare",
    }


def test_a_consent_that_only_a_command_stated_names_nobody(tmp_path: Path) -> None:
    made = make_long_session(tmp_path, (), 1.0, camera=False)
    write_manifest(
        made.folder, replace(made.manifest, consent=Consent((), "2026-11-22T14:03:10+01:00"))
    )
    assert "consent      nothing · 2026-11-22T14:03:10+01:00\n" in show(tmp_path, made.manifest.id)
