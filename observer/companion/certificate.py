"""A certificate made on the spot, for one address and one sit-in.

Made by the openssl program, which Debian's ca-certificates brings and macOS has: a Python package
for it (cryptography, 4 MB with its OpenSSL and Rust) would be carried by all for the sake of a few.
"""

import hashlib
import shutil
import ssl
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from observer.model.errors import ObserverError

_DAYS = 2  # a sit-in ends the same day; clocks differ
_WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Certificate:
    """What TLS needs, and by which fingerprint (SHA-256) a person knows it again."""

    context: ssl.SSLContext
    fingerprint: str


def make_certificate(host: str) -> Certificate:
    """A key and a certificate that it signs itself; the key is on no disk when this returns.

    Raises ObserverError where openssl is missing or fails.
    """
    program = shutil.which("openssl")
    if program is None:
        raise ObserverError(
            "The program openssl is missing, which makes the certificate",
            "Install openssl, or open the page without TLS",
        )
    with tempfile.TemporaryDirectory(prefix="observer-tls-") as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        made = subprocess.run(
            [
                *(program, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
                *("-nodes", "-keyout", key, "-out", certificate, "-days", str(_DAYS), "-sha256"),
                *("-subj", "/CN=Observer", "-addext", f"subjectAltName=IP:{host}"),
                *("-addext", "extendedKeyUsage=serverAuth"),
            ],
            capture_output=True,
            text=True,
            timeout=_WITHIN_S,
            check=False,
        )
        if made.returncode != 0:
            raise ObserverError(
                f"openssl could not make a certificate ({made.stderr.strip()[-200:]})",
                "Open the page without TLS, or update openssl",
            )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(certificate, key)
        der = ssl.PEM_cert_to_DER_cert(certificate.read_text("ascii"))
    digest = hashlib.sha256(der).hexdigest().upper()
    return Certificate(context, ":".join(digest[i : i + 2] for i in range(0, len(digest), 2)))
