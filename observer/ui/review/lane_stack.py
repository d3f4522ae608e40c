"""Which lanes are shown, how high each is, and where it lies; remembered from visit to visit."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QSettings

from observer.ui.review.lanes.lane import Lane

_SETTING = "review/timeline"
_LOWEST, _HIGHEST = 0.6, 4.0  # shares of a lane's own height
_UNFOLDED = ("moments",)  # until somebody folds it
_MOST_STRETCH = 1.5  # a high timeline makes its lanes no higher than this


class LaneStack:
    """The first lane is the ruler, which stays at the top when the others are scrolled."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self._ruler, self._lanes = lanes[0], tuple(lanes[1:])
        self._shares: dict[str, float] = {}
        self._hidden: set[str] = set()
        self._places: dict[str, tuple[int, int]] = {}
        self._room = 0
        self.scroll_px = 0
        self._recall()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All but the ruler, whether shown or not."""
        return self._lanes

    @property
    def shown(self) -> list[Lane]:
        """The lanes with a place, the ruler left out."""
        return [lane for lane in self._lanes if not lane.absent and lane.key not in self._hidden]

    @property
    def ruler_px(self) -> int:
        """How high the ruler is."""
        return round(self._ruler.height)

    @property
    def wanted_px(self) -> int:
        """How high everything would like to be."""
        return self.ruler_px + sum(round(self._wanted(lane)) for lane in self.shown)

    @property
    def most_scroll_px(self) -> int:
        """How far the lanes can be scrolled."""
        bottom = max((bottom for _, bottom in self._places.values()), default=0)
        return max(0, bottom - self._room)

    def is_hidden(self, lane: Lane) -> bool:
        """Whether somebody chose not to see it."""
        return lane.key in self._hidden

    def hide(self, lane: Lane, *, hidden: bool) -> None:
        """Show or hide a lane, here and in every session."""
        (self._hidden.add if hidden else self._hidden.discard)(lane.key)
        self._remember()

    def resize(self, lane: Lane, height_px: float) -> None:
        """Make a lane about so high, here and in every session."""
        self._keep_heights()
        self._shares[lane.key] = min(max(_LOWEST, height_px / lane.height), _HIGHEST)
        self._remember()

    def resize_all(self, factor: float) -> None:
        """Make every shown lane so many times as high."""
        self._keep_heights()
        for lane in self.shown:
            share = self._shares.get(lane.key, 1.0) * factor
            self._shares[lane.key] = min(max(_LOWEST, share), _HIGHEST)
        self._remember()

    def fold(self, lane: Lane, *, unfolded: bool) -> None:
        """Show a lane's rows apart or together, here and in every session."""
        lane.unfolded = unfolded
        self._remember()

    def reset(self) -> None:
        """Every lane shown, at its own height."""
        self._shares.clear()
        self._hidden.clear()
        self._remember()

    def lay_out(self, height_px: int) -> None:
        """Find each lane's place in a timeline so high: stretched or pressed a little to fill it,
        and scrolled where that does not do."""
        wanted = sum(self._wanted(lane) for lane in self.shown)
        self._room = max(0, height_px - self.ruler_px)
        rigid = sum(self._wanted(lane) for lane in self.shown if lane.is_rigid)
        stretch = (self._room - rigid) / max(1.0, wanted - rigid)
        stretch = min(max(_LOWEST, stretch), _MOST_STRETCH)
        if self._shares:
            stretch = 1.0  # somebody chose these heights
        self._places, top = {}, 0.0
        for lane in self.shown:
            bottom = top + self._wanted(lane) * (1.0 if lane.is_rigid else stretch)
            self._places[lane.key] = (round(top), round(bottom))
            top = bottom
        self.scroll_px = min(max(0, self.scroll_px), self.most_scroll_px)

    def place(self, lane: Lane) -> tuple[int, int]:
        """Top and bottom of a lane in the timeline; the same for one that is not shown."""
        if lane is self._ruler:
            return 0, self.ruler_px
        top, bottom = self._places.get(lane.key, (0, 0))
        shift = self.ruler_px - self.scroll_px
        return top + shift, bottom + shift

    def lane_below_edge(self, y: float, reach_px: float) -> Lane | None:
        """The lane whose lower edge is no farther from `y` than that."""
        if y <= self.ruler_px:
            return None
        near = (lane for lane in self.shown if abs(self.place(lane)[1] - y) <= reach_px)
        return next(near, None)

    def _wanted(self, lane: Lane) -> float:
        return lane.height * self._shares.get(lane.key, 1.0)

    def _keep_heights(self) -> None:
        """The first height that is chosen leaves every other one as it is."""
        if not self._shares:
            for lane in self.shown:
                top, bottom = self.place(lane)
                self._shares[lane.key] = max(_LOWEST, (bottom - top) / lane.height)

    def _remember(self) -> None:
        unfolded = [lane.key for lane in self._lanes if lane.unfolded]
        state = {
            "shares": self._shares,
            "hidden": sorted(self._hidden),
            "unfolded": unfolded,
        }
        QSettings().setValue(_SETTING, json.dumps(state))

    def _recall(self) -> None:
        try:
            state = json.loads(str(QSettings().value(_SETTING, "{}")))
        except ValueError:
            return
        if isinstance(state, dict):
            shares = state.get("shares", {})
            self._shares = {str(k): float(v) for k, v in shares.items() if _is_share(v)}
            self._hidden = {str(key) for key in state.get("hidden", ())}
            unfolded = state.get("unfolded", _UNFOLDED)
            for lane in self._lanes:
                lane.unfolded = lane.key in unfolded


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and _LOWEST <= value <= _HIGHEST
