"""The home's own certificate authority."""

import ipaddress
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from surefoot.app.serve.certificates import Certificates, prepare_certificates

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ADDRESS = ipaddress.ip_address("192.168.1.20")


def prepare(home: Path, now: datetime = NOW, *more: str) -> Certificates:
    addresses = [ADDRESS, *map(ipaddress.ip_address, more)]
    return prepare_certificates(home, ["desk.local"], addresses, now)


def read(file: Path) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(file.read_bytes())


def verify(files: Certificates, subject: x509.DNSName | x509.IPAddress) -> None:
    chain = read(files.chain)
    policy = PolicyBuilder().store(Store(read(files.authority))).time(NOW)
    policy.build_server_verifier(subject).verify(chain[0], chain[1:])


@pytest.mark.parametrize(
    "subject",
    [
        x509.DNSName("desk.local"),
        x509.DNSName("localhost"),
        x509.IPAddress(ADDRESS),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ],
    ids=str,
)
def test_the_chain_is_good_for_this_home(
    tmp_path: Path, subject: x509.DNSName | x509.IPAddress
) -> None:
    verify(prepare(tmp_path), subject)


def test_it_is_good_for_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(VerificationError):
        verify(prepare(tmp_path), x509.DNSName("example.org"))


@pytest.mark.parametrize("name", ["bank.example", "localhost.example"])
def test_a_stolen_authority_cannot_pose_as_others(tmp_path: Path, name: str) -> None:
    """Even a certificate that names another site, signed by the authority, is refused."""
    files = prepare_certificates(tmp_path, [name], [ADDRESS], NOW)
    with pytest.raises(VerificationError, match=r"(?i)constraint|permitted"):
        verify(files, x509.DNSName(name))


def test_a_public_address_is_refused(tmp_path: Path) -> None:
    public = ipaddress.ip_address("93.184.216.34")
    files = prepare_certificates(tmp_path, [], [public], NOW)
    with pytest.raises(VerificationError):
        verify(files, x509.IPAddress(public))


def test_phones_accept_its_life(tmp_path: Path) -> None:
    leaf = read(prepare(tmp_path).chain)[0]
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc <= timedelta(days=398)


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_the_owner_reads_the_keys(tmp_path: Path) -> None:
    prepare(tmp_path)
    for file in (tmp_path / "tls").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700


def test_nothing_changes_while_it_is_good(tmp_path: Path) -> None:
    before = prepare(tmp_path)
    old = {file.name: file.read_bytes() for file in before.chain.parent.iterdir()}
    after = prepare(tmp_path, NOW + timedelta(days=300))
    assert {file.name: file.read_bytes() for file in after.chain.parent.iterdir()} == old


@pytest.mark.parametrize(
    ("now", "more"), [(NOW + timedelta(days=380), ()), (NOW, ("10.0.0.7",))], ids=["old", "moved"]
)
def test_a_new_certificate_from_the_same_authority(
    tmp_path: Path, now: datetime, more: tuple[str, ...]
) -> None:
    before = prepare(tmp_path)
    authority, chain = before.authority.read_bytes(), before.chain.read_bytes()
    after = prepare(tmp_path, now, *more)
    assert after.authority.read_bytes() == authority
    assert after.chain.read_bytes() != chain


def test_a_lost_authority_is_made_anew_with_its_certificate(tmp_path: Path) -> None:
    before = prepare(tmp_path)
    before.authority.unlink()
    verify(prepare(tmp_path), x509.DNSName("desk.local"))


def test_the_fingerprint_is_what_phones_show(tmp_path: Path) -> None:
    fingerprint = prepare(tmp_path).fingerprint().split(" ")
    assert len(fingerprint) == 32
    assert all(len(pair) == 2 and pair == pair.upper() for pair in fingerprint)
