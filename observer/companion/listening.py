"""Where the page is served: one address of this computer, and a port that a session keeps."""

import hashlib
import ipaddress
import socket

from observer.model.errors import ObserverError

_FIRST_PORT, _PORTS = 49152, 16384  # RFC 6335: dynamic ports, which no service is given
_BACKLOG = 64


def listen_on(host: str, session_id: str) -> socket.socket:
    """A listening socket on this address alone.

    A session asks for the same port each time: an open page that lost its server finds the next
    one, and what it kept to be sent belongs to that address. Raises ObserverError for what is no
    address of this computer, or all of them at once.
    """
    address = _one_address(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    for port in (preferred_port(session_id), 0):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setblocking(False)
        try:
            listener.bind((str(address), port))
            listener.listen(_BACKLOG)
        except OSError as error:
            listener.close()
            if port:
                continue
            raise ObserverError(
                f"The page cannot be opened on {address} ({error.strerror})",
                "Choose an address of this computer that is in use",
            ) from error
        return listener
    raise AssertionError("the last port is tried or its error told")


def preferred_port(session_id: str) -> int:
    """The port that this session asks for first."""
    digest = hashlib.sha256(session_id.encode()).digest()
    return _FIRST_PORT + int.from_bytes(digest[:4], "big") % _PORTS


def _one_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        address = ipaddress.ip_address(host)
    except ValueError as error:
        raise ObserverError(
            f"“{host}” is no network address", "Choose one of this computer's, as 192.168.1.20"
        ) from error
    if address.is_unspecified:
        raise ObserverError(
            "The page is not opened on every network at once",
            "Choose the address of the one that the observers are in",
        )
    return address
