"""The colour tokens, light and dark, and the contrast between any two of them."""

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as `#rrggbb`.

    `ink`, `dim` and `faint` are text, from loud to quiet; every one of them reads at 4.5:1 or
    better on `bg`, `panel` and `sunk` (WCAG 2.2, 1.4.3), and so does `s3`, in which figures are
    told that ask for attention. `accent_ink` is text on `accent`,
    `rec_ink` on `rec`. `s0` to `s4` are the severities, seen at 3:1 or better (1.4.11).
    """

    name: str
    bg: str
    panel: str
    sunk: str
    line: str
    ink: str
    dim: str
    faint: str
    accent: str
    accent_soft: str
    accent_ink: str
    rec: str
    rec_ink: str
    s0: str
    s1: str
    s2: str
    s3: str
    s4: str
    ok: str

    def color(self, token: str) -> QColor:
        """The token as a QColor. Raises AttributeError for a name that is no token."""
        return QColor(getattr(self, token))

    def severity(self, severity: int | None) -> str:
        """The colour of a severity of 0 to 4; `faint` where nobody has judged it yet."""
        if severity is None:
            return self.faint
        return (self.s0, self.s1, self.s2, self.s3, self.s4)[severity]


LIGHT = Palette(
    name="light",
    bg="#f6f5f2",
    panel="#ffffff",
    sunk="#eeece7",
    line="#dedbd3",
    ink="#1d1f23",
    dim="#5d626b",
    faint="#646973",
    accent="#2f6f6a",
    accent_soft="#dcebe8",
    accent_ink="#ffffff",
    rec="#c62d26",
    rec_ink="#ffffff",
    s0="#7f868f",
    s1="#a17f12",
    s2="#c06f17",
    s3="#b54924",
    s4="#8e2f6b",
    ok="#377349",
)

DARK = Palette(
    name="dark",
    bg="#17191c",
    panel="#1f2226",
    sunk="#121416",
    line="#32363c",
    ink="#eceae6",
    dim="#a7adb6",
    faint="#8a919b",
    accent="#62b6ab",
    accent_soft="#22403d",
    accent_ink="#10201e",
    rec="#f0554b",
    rec_ink="#17191c",
    s0="#858c96",
    s1="#dcb93f",
    s2="#eb9a43",
    s3="#e57149",
    s4="#c667a2",
    ok="#6fbb84",
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(fill: str) -> str:
    """White or near-black, whichever reads better on the fill."""
    return max(("#ffffff", "#14171a"), key=lambda ink: contrast(ink, fill))


def mix(one: str, other: str, share: float) -> str:
    """The colour that lies `share` (0 to 1) of the way from one to the other."""
    channels = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(color))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
