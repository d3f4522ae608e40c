"""A page read by Python's own parser, which is as forgiving as a browser."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text that can be read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's signature
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text += data

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of all elements of these names."""
        return [attributes for tag, attributes in self.elements if tag in tags]

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements and the names of their attributes: what escaping must not change."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]
