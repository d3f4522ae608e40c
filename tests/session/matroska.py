"""Matroska's elements, found without the product or its libraries."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """An element at `at`, whose content lies between `start` and `end`."""

    identifier: int
    at: int
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def children(content: bytes, start: int = 0, end: int | None = None) -> list[Element]:
    """The elements that begin in this stretch; one that tells no size is not understood."""
    until = len(content) if end is None else end
    found = []
    at = start
    while at < until:
        width = 9 - content[at].bit_length()
        identifier = int.from_bytes(content[at : at + width], "big")
        size_at = at + width
        width = 9 - content[size_at].bit_length()
        size = int.from_bytes(content[size_at : size_at + width], "big") & ~(1 << 7 * width)
        begin = size_at + width
        found.append(Element(identifier, at, begin, begin + size))
        at = begin + size
    return found


def only(elements: list[Element], identifier: int) -> Element:
    (element,) = (element for element in elements if element.identifier == identifier)
    return element


def number_in(content: bytes, element: Element) -> int:
    """The whole number that the element holds."""
    return int.from_bytes(content[element.start : element.end], "big")
