"""The report is dressed as the window is, and can be read."""

import re
from importlib.resources import files

import pytest

from observer.ui.theme.palette import DARK, LIGHT, Palette, contrast

STYLE = files("observer.export.reports").joinpath("templates", "report.css").read_text("utf-8")
BLOCKS = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))


@pytest.mark.parametrize(("block", "palette"), [(0, LIGHT), (1, DARK)])
def test_the_colours_are_the_windows_own(block: int, palette: Palette) -> None:
    told = colours(BLOCKS[block])
    for name in ("bg", "panel", "sunk", "line", "ink", "dim", "faint", "accent", "s3", "s4", "ok"):
        assert told[name] == getattr(palette, name), name


@pytest.mark.parametrize("block", [0, 1, 2], ids=["light", "dark", "paper"])
def test_all_words_reach_the_contrast_that_eyes_need(block: int) -> None:
    told = colours(BLOCKS[0]) | colours(BLOCKS[block])
    for ink in ("ink", "dim", "faint", "accent", "warn"):
        for ground in ("bg", "panel"):
            assert contrast(told[ink], told[ground]) >= 4.5, (ink, ground)
    assert contrast(told["dim"], told["sunk"]) >= 4.5
    assert contrast(told["ink"], told["accent-soft"]) >= 4.5 or block == 2
    for severity in range(5):
        pair = told[f"on-s{severity}"], told[f"s{severity}"]
        assert contrast(*pair) >= 4.5, severity


def test_the_page_reaches_for_no_font_or_picture_elsewhere() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
