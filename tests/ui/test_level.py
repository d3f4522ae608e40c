import math
import struct
import subprocess
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from observer.ui.record.level_meter import LevelMeter
from observer.ui.record.microphone_picker import MicrophonePicker


def test_the_bar_rises_at_once_and_falls_slowly(qtbot: QtBot) -> None:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show_level(-15.0)
    assert meter.share == pytest.approx(0.75)
    meter.show_level(-60.0)
    assert 0.4 < meter.share < 0.75
    for _ in range(30):
        meter.show_level(None)
    assert meter.share < 0.01


def test_the_level_moves_with_what_is_played_in_the_room(
    qtbot: QtBot, sound_server: str, tmp_path: Path
) -> None:
    picker = MicrophonePicker()
    qtbot.addWidget(picker)
    picker.show()
    qtbot.waitUntil(lambda: picker.hears, timeout=20_000)
    assert picker.meter.share < 0.1
    tone = tmp_path / "tone.raw"
    waves = (round(16_000 * math.sin(n / 8)) for n in range(3 * 48_000))
    tone.write_bytes(b"".join(struct.pack("<h", wave) for wave in waves))
    with subprocess.Popen(
        ["pacat", "--raw", "--rate=48000", "--channels=1", "--format=s16le", str(tone)]
    ) as player:
        qtbot.waitUntil(lambda: picker.meter.share > 0.6, timeout=8_000)
        player.terminate()
    picker.shut()
