"""What a generated screen shows: windows, pages in them, controls on those, and every change."""

from dataclasses import dataclass, field
from itertools import count
from random import Random

from observer.model.picture_change import ChangedArea
from observer.model.samples import FocusChange

WIDTH, HEIGHT = 1920, 1080
_TITLES = (
    "Orders", "Basket", "Customers", "Invoice 20871", "Team calendar", "Release notes", "Inbox (3)",
    "Quarterly figures", "Travel request", "Shipping", "Product list", "Settings", "Draft – reply",
    "Project board", "Photos of May", "Timesheet", "errors.py – editor", "Weather", "News",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A control or a part of the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where one would click it."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(slots=True)
class Window:
    """A window, the page in it, and what page it came from."""

    application: str
    title: str
    box: Box


@dataclass
class Scene:
    """Windows and their changes; every picture has a number of its own, its content."""

    chance: Random
    changes: list[ChangedArea] = field(default_factory=list)
    focus: list[FocusChange] = field(default_factory=list)
    _contents: "count[int]" = field(default_factory=lambda: count(1))
    _shown: dict[Box, int] = field(default_factory=dict)
    _page_ns: int = 0  # when the page in front came

    def __post_init__(self) -> None:
        left = Box(0, 0, 1180, 1040)
        right = Box(740, 60, 1180, 980)
        self.windows = [
            Window("browser", self.chance.choice(_TITLES), left),
            Window("office", self.chance.choice(_TITLES), right),
        ]
        self.front = self.windows[0]

    def show(self, time_ns: int, window: Window, title: str = "") -> None:
        """Bring a window to the front, or another page into it."""
        window.title = title or window.title
        self.front = window
        self._page_ns = time_ns
        box = window.box
        self.draw(time_ns, box)
        self.focus.append(
            FocusChange(
                time_ns, window.application, window.title, box.x, box.y, box.width, box.height
            )
        )

    def another_title(self) -> str:
        """A title that is not the one in front."""
        return self.chance.choice([title for title in _TITLES if title != self.front.title])

    def draw(self, time_ns: int, box: Box, content: int = 0) -> int:
        """The box looks otherwise from here on, as `content` or as it never did; its content."""
        content = content or next(self._contents)
        self._shown[box] = content
        self.changes.append(ChangedArea(time_ns, box.x, box.y, box.width, box.height, content))
        return content

    def content_of(self, box: Box) -> int:
        """What the box shows; it came with its page."""
        return self._shown.get(box) or self.draw(self._page_ns, box)

    def control(self, width: int = 96, height: int = 32) -> Box:
        """A control somewhere in the front window."""
        box = self.front.box
        x = self.chance.randrange(box.x + 40, box.x + box.width - width - 40)
        y = self.chance.randrange(box.y + 90, box.y + box.height - height - 40)
        return Box(x, y, width, height)

    def beside(self, box: Box, width: int = 60) -> Box:
        """What lies right of a control."""
        return Box(box.x + box.width + 6, box.y, width, box.height)

    @property
    def body(self) -> Box:
        """The large part of the front window in which its content lies."""
        box = self.front.box
        return Box(box.x + 20, box.y + 70, box.width - 40, box.height - 90)
