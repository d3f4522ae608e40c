"""How much one visitor may ask of the server."""

import time
from collections.abc import Callable


class Allowance:
    """So many requests at once, and so many more each second."""

    def __init__(
        self, at_once: int, a_second: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = float(at_once)
        self._a_second = a_second
        self._now = now
        self._left = self._most
        self._at_s = now()

    def take(self) -> bool:
        """Use one; False where none is left."""
        now_s = self._now()
        self._left = min(self._most, self._left + (now_s - self._at_s) * self._a_second)
        self._at_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """Have one more again that was used."""
        self._left = min(self._most, self._left + 1)


class AddressAllowances:
    """An allowance for each address, of the latest addresses alone."""

    def __init__(self, at_once: int, a_second: float, most_addresses: int = 512) -> None:
        self._at_once = at_once
        self._a_second = a_second
        self._most = most_addresses
        self._allowances: dict[str, Allowance] = {}

    def take(self, address: str) -> bool:
        """Use one of this address; False where none is left."""
        allowance = self._allowances.pop(address, None)
        allowance = allowance or Allowance(self._at_once, self._a_second)
        self._allowances[address] = allowance
        if len(self._allowances) > self._most:
            del self._allowances[next(iter(self._allowances))]
        return allowance.take()

    def give_back(self, address: str) -> None:
        """Have one more again that this address has used."""
        allowance = self._allowances.get(address)
        if allowance is not None:
            allowance.give_back()
