"""This computer's network addresses, in words that a moderator can choose by."""

import ipaddress
import socket
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_SYSFS = Path("/sys/class/net")
_SIOCGIFADDR = 0x8915  # linux/sockios.h
_SIOCGIFFLAGS = 0x8913
_IS_UP = 0x1  # net/if.h


@dataclass(frozen=True, slots=True)
class Interface:
    """One network this computer is in: its name, its address there, and what it is."""

    name: str
    address: str
    label: str


def list_interfaces() -> list[Interface]:
    """Every network with an IPv4 address that is up; those a phone may be in come first."""
    found = _of_linux() if sys.platform == "linux" else _of_names()
    return sorted(found, key=lambda one: (_rank(one), one.name))


def _of_linux() -> list[Interface]:
    import fcntl

    found: list[Interface] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        for _, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            try:
                flags = fcntl.ioctl(asker, _SIOCGIFFLAGS, request)
                answer = fcntl.ioctl(asker, _SIOCGIFADDR, request)
            except OSError:
                continue  # it has no IPv4 address
            if struct.unpack("H", flags[16:18])[0] & _IS_UP:
                found.append(Interface(name, socket.inet_ntoa(answer[20:24]), _label(name)))
    return found


def _of_names() -> list[Interface]:
    addresses = {"127.0.0.1"}
    for *_, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
        addresses.add(str(place[0]))
    return [Interface(a, a, _word_for_address(a)) for a in addresses]


def _label(name: str) -> str:
    if name == "lo":
        return "this computer alone"
    if (_SYSFS / name / "wireless").exists():
        return "Wi-Fi"
    return "network cable" if (_SYSFS / name / "device").exists() else "virtual network"


def _word_for_address(address: str) -> str:
    return "this computer alone" if ipaddress.ip_address(address).is_loopback else "network"


def _rank(one: Interface) -> int:
    order = ("Wi-Fi", "network cable", "network", "virtual network", "this computer alone")
    return order.index(one.label)
