"""The scripted participant: buys a lamp, meets every flaw of the sample product, thinks aloud.

A process of its own: `python -m observer.rehearsal.participant --layout FILE --pace N`. It aims at
the controls by the layout file that the product writes, and prints a line for each moment worth a
mark, as someone who watches would notice it.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from observer.rehearsal.hand import Hand
from observer.rehearsal.layout import Layout
from observer.rehearsal.voice import Voice

BASKET_FILLED = "basket-filled"
VAGUE_MESSAGE = "vague-message"
ADDRESS_GIVEN = "address-given"
DEAD_BUTTON = "dead-button"
FINISHED = "finished"

GO = "go"  # what it is told where its first task begins, or the next
SPEAK = "speak"  # and to be heard before a recording starts
SPOKEN = "spoken"

GREETING = "Hello. Can you hear me?"
WANT = "I would like to buy this lamp."
ADDRESS = "Now it wants my address."
INVALID = "It just says invalid. Invalid how?"
WRONG_WAY = "Oh. That took me back to the shop."
NOTHING = "I press apply, and nothing happens."
WAITING = "Is it doing something now?"
LINES = [GREETING, WANT, ADDRESS, INVALID, WRONG_WAY, NOTHING, WAITING]


class Participant:
    """One pass through the sample product; `notice` hears of moments worth a mark."""

    def __init__(
        self, hand: Hand, voice: Voice, layout: Layout, notice: Callable[[str], None]
    ) -> None:
        self._hand = hand
        self._voice = voice
        self._layout = layout
        self._notice = notice

    def play(self, wait_for_task: Callable[[], object] = lambda: None) -> None:
        """Buy the lamp, as far as the product lets one; its second and third task once told to."""
        self._shop()
        self._notice(BASKET_FILLED)
        wait_for_task()
        self._address()
        self._wrong_way()
        self._notice(ADDRESS_GIVEN)
        wait_for_task()
        self._payment()
        self._notice(FINISHED)

    def _shop(self) -> None:
        self._voice.say(WANT)
        self._hand.wait(0.8)
        self._press("shop", "add_lamp")
        self._hand.wait(0.5)
        self._press("shop", "basket")
        self._hand.wait(0.7)
        self._press("basket", "to_address")

    def _address(self) -> None:
        self._voice.say(ADDRESS)
        for control, text in (
            ("name", "Ada Winter"),
            ("street", "Garden Lane"),
            ("post_code", "1010 AB"),
            ("city", "Vienna"),
        ):
            self._fill(control, text)
        self._press("address", "finish")
        self._hand.wait(0.4)
        self._notice(VAGUE_MESSAGE)
        self._voice.say(INVALID)
        self._hand.wait(2.0)
        self._fill("post_code", "1010AB")

    def _wrong_way(self) -> None:
        self._press("address", "continue_shopping")
        self._voice.say(WRONG_WAY)
        self._hand.wait(1.0)
        self._press("shop", "basket")
        self._press("basket", "to_address")
        self._hand.wait(0.4)
        self._press("address", "finish")

    def _payment(self) -> None:
        self._fill("voucher", "SPRING", step="payment")
        self._press("payment", "apply_voucher")
        for _ in range(4):
            self._hand.wait(0.45)
            self._hand.click()
        self._notice(DEAD_BUTTON)
        self._voice.say(NOTHING)
        self._hand.wait(1.5)
        self._fill("card", "4242 4242", step="payment")
        self._press("payment", "pay")
        self._hand.wait(1.2)
        self._voice.say(WAITING)
        self._layout.wait_for("done")
        self._voice.wait()

    def _press(self, step: str, control: str) -> None:
        self._hand.move_to(*self._layout.wait_for(step, control))
        self._hand.wait(0.15)
        self._hand.click()

    def _fill(self, control: str, text: str, step: str = "address") -> None:
        self._press(step, control)
        self._hand.press("a", control=True)
        self._hand.type(text)


def main() -> None:
    """Play the whole script; the recording, not this process, decides when the hour is over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layout", type=Path, required=True)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--by-task", action="store_true", help="wait for a line before each task")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with tempfile.TemporaryDirectory(prefix="observer-voice-") as folder:
        voice = Voice(LINES, Path(folder))
        hand = Hand(os.environ["DISPLAY"], options.pace)
        try:
            _tell("ready")
            while input() == SPEAK:
                voice.say(GREETING)
                voice.wait()
                _tell(SPOKEN)
            person = Participant(hand, voice, Layout(options.layout), _tell)
            person.play(input if options.by_task else lambda: None)
        finally:
            voice.close()
            hand.close()


def _tell(moment: str) -> None:
    os.write(1, f"{moment}\n".encode())


if __name__ == "__main__":
    main()
