"""The page's own files: a fixed list, read once; no request ever names a path on the disk."""

from importlib.resources import files

_NONCE_MARK = "{nonce}"
_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
NAMES = ("page.css", "page.js", "link.js", "outbox.js", "session_clock.js", "view.js", "icon.svg")


class PageFiles:
    """What is served under which address."""

    def __init__(self) -> None:
        folder = files("observer.companion").joinpath("page")
        self._opening = folder.joinpath("index.html").read_text("utf-8")
        self._files = {name: folder.joinpath(name).read_bytes() for name in NAMES}

    def opening(self, nonce: str) -> str:
        """The page itself, whose script and style carry the nonce."""
        return self._opening.replace(_NONCE_MARK, nonce)

    def content(self, name: str) -> tuple[bytes, str]:
        """One of NAMES: its bytes and its type."""
        return self._files[name], _TYPES[name.rpartition(".")[2]]
