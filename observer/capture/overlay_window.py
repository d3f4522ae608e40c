"""Tells the display that a window of this program is a sign over others, not one to work in."""

import xcffib.xproto

from observer.capture.xserver import connect_display

_STAYS_OUT_OF = ("_NET_WM_STATE_SKIP_TASKBAR", "_NET_WM_STATE_SKIP_PAGER")


def make_overlay(window: int, application: str, display: str = "") -> None:
    """Give a window that is not shown yet an application's name (WM_CLASS) of its own.

    Who looks for windows by application then tells it from the program's others. Task bars and
    pagers leave it out. Raises DeviceError where the display cannot be reached.
    """
    server = connect_display(display)
    core, kinds = server.connection.core, xcffib.xproto.Atom

    def atom(name: str) -> int:
        return int(core.InternAtom(False, len(name), name).reply().atom)

    names = f"{application}\0{application}\0".encode()
    states = [atom(name) for name in _STAYS_OUT_OF]
    replace = xcffib.xproto.PropMode.Replace
    core.ChangePropertyChecked(
        replace, window, kinds.WM_CLASS, kinds.STRING, 8, len(names), names
    ).check()
    core.ChangePropertyChecked(
        replace, window, atom("_NET_WM_STATE"), kinds.ATOM, 32, len(states), states
    ).check()
    server.close()
