import pytest

from observer.ui.theme import DARK, LIGHT, Palette
from observer.ui.theme.palette import contrast, mix, readable_on

ENOUGH_FOR_TEXT = 4.5  # WCAG 2.2, 1.4.3
ENOUGH_FOR_A_SIGN = 3.0  # WCAG 2.2, 1.4.11

both = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


@both
@pytest.mark.parametrize("ground", ["bg", "panel", "sunk"])
@pytest.mark.parametrize("text", ["ink", "dim", "faint", "accent", "ok", "rec", "s3"])
def test_text_can_be_read_on_every_ground(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= ENOUGH_FOR_TEXT


@both
@pytest.mark.parametrize("text", ["ink", "dim", "accent"])
def test_text_can_be_read_on_what_is_selected(palette: Palette, text: str) -> None:
    assert contrast(getattr(palette, text), palette.accent_soft) >= ENOUGH_FOR_TEXT


@both
@pytest.mark.parametrize("text", ["ink", "dim", "accent", "s3"])
def test_text_can_be_read_on_what_is_pointed_at(palette: Palette, text: str) -> None:
    hover = mix(palette.panel, palette.ink, 0.05)
    assert contrast(getattr(palette, text), hover) >= ENOUGH_FOR_TEXT


@both
def test_text_can_be_read_on_filled_buttons(palette: Palette) -> None:
    for fill in (palette.accent, mix(palette.accent, palette.ink, 0.12)):
        assert contrast(palette.accent_ink, fill) >= ENOUGH_FOR_TEXT
    assert contrast(palette.rec_ink, palette.rec) >= ENOUGH_FOR_TEXT
    assert contrast(palette.bg, palette.ink) >= ENOUGH_FOR_TEXT  # tooltips


@both
@pytest.mark.parametrize("severity", [None, 0, 1, 2, 3, 4])
def test_every_severity_shows_its_number(palette: Palette, severity: int | None) -> None:
    fill = palette.severity(severity)
    assert contrast(readable_on(fill), fill) >= ENOUGH_FOR_TEXT


@both
@pytest.mark.parametrize("severity", [None, 0, 1, 2, 3, 4])
def test_every_severity_stands_out_as_a_dot(palette: Palette, severity: int | None) -> None:
    for ground in (palette.bg, palette.panel, palette.sunk):
        assert contrast(palette.severity(severity), ground) >= ENOUGH_FOR_A_SIGN


@both
def test_the_focus_ring_stands_out(palette: Palette) -> None:
    for ground in (palette.bg, palette.panel, palette.sunk):
        assert contrast(palette.accent, ground) >= ENOUGH_FOR_A_SIGN
    assert contrast(palette.ink, palette.accent) >= 1.9  # a ring around a filled button, 2 px wide


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
