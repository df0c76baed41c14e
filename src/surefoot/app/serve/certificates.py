"""A certificate authority for this home only, and the server's certificate from it.

Phones give motion sensors to https pages alone, and no public authority signs private addresses.
Name constraints (RFC 5280, 4.2.1.10) keep the authority from vouching for anything else: whoever
stole its key could not pose as a bank to the phones that trust it.
"""

import hashlib
import ipaddress
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from surefoot.app.home import make_home
from surefoot.app.serve.addresses import HOME_NETWORKS, Address
from surefoot.model.check import utc_now

#: Apple refuses server certificates that live longer than 398 days.
_LIFE_OF_A_CERTIFICATE = timedelta(days=397)
_LIFE_OF_THE_AUTHORITY = timedelta(days=3650)
_RENEW_BEFORE = timedelta(days=30)
# Clocks of phones and computers differ.
_BACKDATED = timedelta(hours=1)

_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
_DOMAINS = ("localhost", "local")


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where the files are: the server's chain and key, and the authority's certificate."""

    chain: Path
    key: Path
    authority: Path

    def authority_der(self) -> bytes:
        """Return the authority's certificate as phones take it."""
        return _read_certificate(self.authority).public_bytes(Encoding.DER)

    def fingerprint(self) -> str:
        """Return the SHA-256 of the authority's certificate as phones show it."""
        digits = hashlib.sha256(self.authority_der()).hexdigest().upper()
        return " ".join(digits[i : i + 2] for i in range(0, len(digits), 2))


def prepare_certificates(
    home: Path, names: Sequence[str], addresses: Sequence[Address], now: datetime | None = None
) -> Certificates:
    """Return certificates good for these names and addresses; make what is missing or runs out.

    The authority stays the same, so that a phone need not be told to trust it again.
    """
    now = now or utc_now()
    folder = home / "tls"
    make_home(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    files = Certificates(folder / "server.pem", folder / "server.key", folder / "authority.pem")
    if _is_over(files.authority, folder / "authority.key", now):
        _make_authority(files.authority, folder / "authority.key", now)
    wanted = _subjects(names, addresses)
    if not _is_good(files, wanted, now):
        _make_certificate(files, folder / "authority.key", wanted, now)
    return files


def _is_over(certificate: Path, key: Path, now: datetime) -> bool:
    if not (certificate.is_file() and key.is_file()):
        return True
    return _read_certificate(certificate).not_valid_after_utc < now + _RENEW_BEFORE


def _is_good(files: Certificates, wanted: Sequence[x509.GeneralName], now: datetime) -> bool:
    if _is_over(files.chain, files.key, now):
        return False
    certificate = _read_certificate(files.chain)
    said = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    issuer = _read_certificate(files.authority).subject
    return set(wanted) <= set(said) and certificate.issuer == issuer


def _subjects(names: Sequence[str], addresses: Sequence[Address]) -> list[x509.GeneralName]:
    loopback = ipaddress.ip_address("127.0.0.1")
    return [
        *(x509.DNSName(name) for name in dict.fromkeys(["localhost", *names])),
        *(x509.IPAddress(address) for address in dict.fromkeys([loopback, *addresses])),
    ]


def _make_authority(certificate: Path, key_file: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    # Two homes, or one made anew, must not look the same in a phone's list.
    name = _name(f"Surefoot at home {secrets.token_hex(3)}")
    identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    signed = (
        _builder(name, name, key.public_key(), now, _LIFE_OF_THE_AUTHORITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(_constraints(), critical=True)
        .add_extension(identifier, critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(key_file, _pem(key))
    _write(certificate, signed.public_bytes(Encoding.PEM))


def _make_certificate(
    files: Certificates, authority_key: Path, subjects: Sequence[x509.GeneralName], now: datetime
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _read_certificate(files.authority)
    issuer_key = load_pem_private_key(authority_key.read_bytes(), password=None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    signed = (
        _builder(
            _name("Surefoot"), authority.subject, key.public_key(), now, _LIFE_OF_A_CERTIFICATE
        )
        .add_extension(x509.SubjectAlternativeName(subjects), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(above, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    _write(files.key, _pem(key))
    _write(files.chain, signed.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM))


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(now - _BACKDATED + life)
    )


def _constraints() -> x509.NameConstraints:
    networks = [x509.IPAddress(network) for network in (*_LOOPBACK, *HOME_NETWORKS)]
    domains = [x509.DNSName(domain) for domain in _DOMAINS]
    return x509.NameConstraints(permitted_subtrees=[*domains, *networks], excluded_subtrees=None)


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read_certificate(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def _write(file: Path, content: bytes) -> None:
    """Replace a file by one that only its owner can read, from its first byte on."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
