"""An address as a QR code: as dark and light squares for a window, or as text for a terminal."""

import io

import segno

_ON_BLACK, _AS_BEFORE = "\033[38;5;231;48;5;16m", "\033[0m"


def code_squares(address: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of squares, True for dark, without the quiet zone: four light squares all around."""
    code = segno.make_qr(address, error="m")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def code_for_terminal(address: str) -> str:
    """Lines of half blocks, quiet zone included, white on black whatever the terminal's colours."""
    out = io.StringIO()
    segno.make_qr(address, error="l").terminal(out, compact=True, border=2)
    return "\n".join(f"{_ON_BLACK}{line}{_AS_BEFORE}" for line in out.getvalue().splitlines())
