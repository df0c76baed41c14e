"""A phone of the home network: trust, connect by the printed code, record, be taken off."""

import base64
import hashlib
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.conftest import FLAGS
from tests.browser.household import Household
from tests.browser.phone import Phone
from tests.browser.walks import made_up_walk


@pytest.fixture(scope="module")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A household that lets phones in."""
    made = Household(tmp_path_factory.mktemp("lan"), lan=True)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def phone_browser(
    playwright: Playwright, chromium_path: str, open_home: Household
) -> Iterator[Browser]:
    """A browser that trusts the home's certificate, and finds the home under its name."""
    host = open_home.said("/pair/#").split("//")[1].split(":")[0]
    flags = [
        *FLAGS,
        f"--host-resolver-rules=MAP {host} 127.0.0.1",
        f"--ignore-certificate-errors-spki-list={key_hash(open_home.home)}",
    ]
    launched = playwright.chromium.launch(executable_path=chromium_path, args=flags)
    yield launched
    launched.close()


def key_hash(home: Path) -> str:
    """Return the hash by which Chromium can be told to trust one server key."""
    certificate = x509.load_pem_x509_certificate((home / "tls" / "server.pem").read_bytes())
    key = certificate.public_key()
    public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()


@pytest.fixture(scope="module")
def connected(phone_browser: Browser, open_home: Household) -> Phone:
    """Anna's phone after its owner read the code and chose her name."""
    page = phone_browser.new_page()
    page.goto(open_home.said("/pair/#"))
    page.get_by_label("What shall this phone be called?").fill("Anna's phone")
    page.get_by_role("button", name="Anna").click()
    expect(page.locator("#pair-state")).to_contain_text("connected")
    assert "#" not in page.url, "the token is not left in the address"
    page.get_by_role("link", name="Record a walk or a test").click()
    phone = Phone(page)
    phone.wait_for("ready")
    return phone


def test_a_walk_comes_in_over_https(connected: Phone, open_home: Household) -> None:
    assert connected.page.url.startswith("https://")
    connected.wait_until_offline_works()
    connected.start("pocket")
    connected.feel(made_up_walk(10.0))
    connected.hold_stop()
    connected.wait_for_waiting(0)
    assert len(list((open_home.home / "recordings").glob("*.parquet"))) == 1
    connected.page.get_by_role("link", name="See what it shows").click()
    connected.page.wait_for_url("**/walks/**")
    assert connected.page.locator("h1").is_visible()


def test_cookies_go_over_https_only(connected: Phone) -> None:
    cookies = connected.page.context.cookies()
    assert {cookie["name"] for cookie in cookies} >= {"surefoot"}
    assert all(cookie["secure"] for cookie in cookies)


def test_a_code_works_once(connected: Phone, phone_browser: Browser, open_home: Household) -> None:
    page = phone_browser.new_page()
    page.goto(open_home.said("/pair/#"))
    expect(page.locator("#pair-state")).to_contain_text("has been used")
    page.close()


def _at_the_computer(playwright: Playwright, path: str, home: Household) -> Page:
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    page = browser.new_page()
    page.goto(home.doorway)
    page.goto(f"{home.address}/people/anna/devices/")
    return page


def test_a_phone_is_listed_and_taken_off(
    connected: Phone, playwright: Playwright, chromium_path: str, open_home: Household
) -> None:
    page = _at_the_computer(playwright, chromium_path, open_home)
    page.get_by_role("button", name="Show the code").click()
    code = page.get_by_alt_text("A code to read with a camera")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.naturalWidth") > 100
    page.get_by_role("button", name="Take Anna's phone off").click()
    expect(page.locator("main")).to_contain_text("no longer connected")
    connected.page.goto(open_home.said("/pair/#").split("/pair/")[0] + "/record/")
    connected.wait_for("ready")
    connected.start("pocket")
    connected.feel(made_up_walk(10.0, 50000.0))
    connected.hold_stop()
    expect(connected.page.locator("#send-problem")).to_contain_text("no longer connected")
    connected.wait_for_waiting(1)
    browser = page.context.browser
    assert browser is not None
    browser.close()


def test_the_plain_port_hands_out_the_certificate_only(open_home: Household) -> None:
    port = open_home.said("http://", but="/open/").rstrip("/").rpartition(":")[2]
    base = f"http://127.0.0.1:{port}"
    with urllib.request.urlopen(f"{base}/surefoot.crt") as answer:
        der = answer.read()
        assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(der).extensions
    for path in ("/record/", "/api/me", "/../tls/server.key", "/open/x/"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(base + path)


def test_the_certificate_is_good_for_this_home(open_home: Household) -> None:
    """OpenSSL checks chain, name and name constraints as a phone does."""
    name, port = open_home.said("/pair/#").split("//")[1].split("/")[0].split(":")
    trust = ssl.create_default_context(cafile=str(open_home.home / "tls" / "authority.pem"))
    for host in (name, "localhost", "127.0.0.1"):
        with (
            socket.create_connection(("127.0.0.1", int(port)), timeout=10) as plain,
            trust.wrap_socket(plain, server_hostname=host) as secure,
        ):
            assert secure.version() in ("TLSv1.2", "TLSv1.3")
