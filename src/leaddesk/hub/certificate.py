# SPDX-License-Identifier: MIT
"""The hub's certificate: one of its own, made at its first start, or one that is given.

Workstations keep the digest of the whole certificate, so one of its own needs no authority.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import os
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from leaddesk.domain.errors import BadInput, StoreUnavailable

if TYPE_CHECKING:
    from cryptography.x509 import GeneralName

CERTIFICATE, KEY = "hub-certificate.pem", "hub-key.pem"
YEARS: Final = 10
_EARLY: Final = dt.timedelta(days=1)
_OWNER: Final = 0o600


@dataclass(frozen=True, slots=True)
class Papers:
    """A certificate and its key as files, and its fingerprint: SHA-256 of its DER, in hex."""

    certificate: Path
    key: Path
    fingerprint: str


def given(certificate: Path, key: Path) -> Papers:
    """Return papers from files; raises BadInput("hub.certificate")."""
    fingerprint = _fingerprint(certificate)
    context(Papers(certificate, key, fingerprint))
    return Papers(certificate, key, fingerprint)


def own(folder: Path, now: dt.datetime, names: Iterable[str] = ()) -> Papers:
    """Return the hub's own papers, made when they are not there.

    `names` are further host names and addresses. Raises BadInput("hub.certificate") for what is
    there and can't be used, StoreUnavailable("no_folder") where nothing can be written.
    """
    certificate, key = folder / CERTIFICATE, folder / KEY
    if not certificate.exists() and not key.exists():
        try:
            _make(certificate, key, now, names)
        except OSError as error:
            raise StoreUnavailable("no_folder", where=str(folder)) from error
    return given(certificate, key)


def context(papers: Papers) -> ssl.SSLContext:
    """Return how to speak TLS with these papers; raises BadInput("hub.certificate")."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.set_alpn_protocols(["http/1.1"])
    try:
        # An empty password: a key that needs one is refused instead of asked for.
        made.load_cert_chain(papers.certificate, papers.key, password="")
    except (OSError, ValueError) as error:
        detail = getattr(error, "reason", None) or getattr(error, "strerror", None) or "unfit"
        raise BadInput("hub.certificate", where=str(papers.key), detail=detail) from None
    return made


def spaced(fingerprint: str) -> str:
    """Return a fingerprint as people compare it: groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _fingerprint(certificate: Path) -> str:
    try:
        text = certificate.read_text(encoding="ascii")
        first = text[text.index(ssl.PEM_HEADER) :]
        first = first[: first.index(ssl.PEM_FOOTER) + len(ssl.PEM_FOOTER)]
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(first)).hexdigest()
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or "no certificate in it"
        raise BadInput("hub.certificate", where=str(certificate), detail=detail) from None


def _make(certificate: Path, key: Path, now: dt.datetime, names: Iterable[str]) -> None:
    """Write a key and a certificate signed with it; the key first, its owner's only."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    made = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "LeadDesk hub")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(made.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLY)
        .not_valid_after(now + dt.timedelta(days=365 * YEARS + 3))
        .add_extension(x509.SubjectAlternativeName(_alternatives(names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(made, hashes.SHA256())
    )
    plain = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(key, plain)
    _write(certificate, signed.public_bytes(serialization.Encoding.PEM))


def _alternatives(names: Iterable[str]) -> list[GeneralName]:
    from cryptography import x509

    found: dict[str, GeneralName] = {}
    for name in (*_of_this_computer(), *names):
        try:
            found[name] = x509.IPAddress(ipaddress.ip_address(name))
        except ValueError:
            with suppress(ValueError):
                found[name] = x509.DNSName(name.encode("idna").decode())
    return list(found.values())


def _of_this_computer() -> Iterable[str]:
    """Return the names and addresses that this computer may be reached by."""
    name = socket.gethostname()
    yield from ("localhost", "127.0.0.1", "::1")
    yield from {name, socket.getfqdn(name)} - {"", "localhost"}
    with suppress(OSError):
        for *_, address in socket.getaddrinfo(name, None):
            yield str(address[0]).partition("%")[0]


def _write(path: Path, data: bytes) -> None:
    """Write a new file, its owner's only; a half-written one is never found under its name."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
