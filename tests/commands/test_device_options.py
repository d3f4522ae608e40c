"""What the options of `observer record` make of a plan."""

from typing import Any

import click
import pytest

from observer.commands.device_options import DevicePart, device_part
from observer.model.consent import Consent, ConsentItem
from observer.model.errors import ConsentError
from observer.model.plan import Region

NOTHING_SAID: dict[str, Any] = {
    "display": "",
    "monitor": "",
    "window": "",
    "region": "",
    "microphone": None,
    "system_sound": None,
    "camera": None,
    "hide_application": (),
    "hide_title": (),
    "fps": 30,
    "pointer": True,
}


def part(*agreed: ConsentItem, **said: Any) -> DevicePart:
    return device_part(Consent(agreed, "2026-11-22T10:00:00+01:00"), **{**NOTHING_SAID, **said})


def test_what_was_agreed_to_is_taken_by_the_default_device() -> None:
    devices = part(ConsentItem.VOICE, ConsentItem.FACE)
    assert (devices["microphone"], devices["camera"]) == ("", "")
    assert devices["system_sound"] is None, "a call's other end is recorded only when asked for"


def test_what_was_refused_stays_off() -> None:
    devices = part(ConsentItem.SCREEN)
    assert (devices["microphone"], devices["camera"]) == (None, None)
    with pytest.raises(ConsentError):
        part(ConsentItem.SCREEN, camera="/dev/video0")
    with pytest.raises(ConsentError):
        part(ConsentItem.SCREEN, system_sound="default")


def test_none_turns_a_device_off() -> None:
    devices = part(ConsentItem.VOICE, ConsentItem.FACE, microphone="none", camera="None")
    assert (devices["microphone"], devices["camera"]) == (None, None)


def test_a_monitor_and_a_region_are_one_too_many() -> None:
    assert part(region="640x480+0+0")["region"] == Region(0, 0, 640, 480)
    with pytest.raises(click.UsageError, match="one of"):
        part(region="640x480+0+0", monitor="HDMI-1")


def test_named_windows_are_hidden_beside_the_password_stores() -> None:
    secrets = part(hide_application=("slack",), hide_title=("Bank",))["secrets"]
    assert secrets.matches("Slack", "general")
    assert secrets.matches("firefox", "My BANK account")
    assert secrets.matches("KeePassXC", "")
    assert not secrets.matches("firefox", "Checkout")
