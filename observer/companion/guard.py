"""What every request must satisfy, and what every answer says to the browser."""

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

NONCE = web.RequestKey("nonce", str)
"""The word that lets this answer's script and style run, and no other's."""


def make_guard(host: str, origin: str, admit: Callable[[web.Request], bool]) -> Middleware:
    """Refuses requests for another host, from another page, or that `admit` finds too many.

    A foreign Host is what a rebound name sends (DNS rebinding); a foreign Origin what another
    site's page sends.
    """

    @web.middleware
    async def check(request: web.Request, handler: _Handler) -> web.StreamResponse:
        request[NONCE] = secrets.token_urlsafe(16)
        if request.headers.getall(hdrs.HOST, []) != [host]:
            return web.Response(status=421, text="This is not the address you asked for.\n")
        if not _is_own(request, origin):
            return web.Response(status=403, text="Another page may not ask this.\n")
        if not admit(request):
            return web.Response(status=429, text="Too many requests: wait a little.\n")
        return await handler(request)

    return check


def security_headers(nonce: str, host: str) -> dict[str, str]:
    """Headers of every answer: nothing is loaded, framed, kept or told but what is ours.

    `connect-src` names the WebSocket's address besides 'self': Safari before 15.4 does not count
    it in.
    """
    policy = (
        "default-src 'none'",
        f"script-src 'nonce-{nonce}'",
        f"style-src 'nonce-{nonce}'",
        f"connect-src 'self' ws://{host} wss://{host}",
        "img-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Server": "Observer",
    }


def _is_own(request: web.Request, origin: str) -> bool:
    """Whether our own page asks: a browser names a request's origin, except for plain GETs.

    What changes something or opens a WebSocket must name it; for the rest, a browser's own word
    about the site (Sec-Fetch-Site) is heeded where it gives one.
    """
    named = request.headers.get(hdrs.ORIGIN)
    if named is not None:
        return named == origin
    if request.method != hdrs.METH_GET or hdrs.UPGRADE in request.headers:
        return False
    if request.path == "/":  # a link or a scanned code opens it; it holds nothing secret
        return True
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
