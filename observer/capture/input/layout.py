"""The keyboard layout in use, asked of the X server."""

import xcffib.xproto

from observer.capture.input.keyboard import Keyboard
from observer.capture.xserver import XServer


def read_keyboard(server: XServer) -> Keyboard:
    """The layout in use. Ask again after a MappingNotify event."""
    core = server.connection.core
    setup = server.connection.get_setup()
    first, last = setup.min_keycode, setup.max_keycode
    mapping = core.GetKeyboardMapping(first, last - first + 1).reply()
    modifiers = core.GetModifierMapping().reply()
    width, flat = mapping.keysyms_per_keycode, list(mapping.keysyms)
    symbols = {
        first + key: tuple(flat[key * width : (key + 1) * width]) for key in range(last - first + 1)
    }
    return Keyboard.from_mapping(symbols, list(modifiers.keycodes), modifiers.keycodes_per_modifier)


def mapping_changed(server: XServer) -> bool:
    """Whether the layout has changed since this was last asked."""
    changed = False
    while (event := server.connection.poll_for_event()) is not None:
        changed = changed or isinstance(event, xcffib.xproto.MappingNotifyEvent)
    return changed
