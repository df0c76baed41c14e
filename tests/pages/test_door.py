"""The locked door: one-time token, cookie, and no change from elsewhere."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from surefoot.app.door import HOUSEHOLD, issue_token, spend_token
from tests.pages.conftest import Anna, text_of

_CHECK_IN = {"left": "3", "right": "4"}


def test_a_token_opens_the_door_once(home: Path, stranger: Client) -> None:
    token = issue_token(home)
    opened = stranger.get(f"/open/{token}/")
    assert (opened.status_code, opened["Location"]) == (302, "/")
    assert stranger.session["actor"] == HOUSEHOLD
    assert stranger.get("/").status_code == 200
    again = Client().get(f"/open/{token}/")
    assert again.status_code == 403
    assert "used already" in text_of(again)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    home: Path, stranger: Client
) -> None:
    stranger.get(f"/open/{issue_token(home)}/")
    cookie = stranger.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert int(cookie["max-age"]) > 30 * 24 * 3600


def test_a_fresh_token_makes_older_ones_useless(home: Path) -> None:
    older, newer = issue_token(home), issue_token(home)
    assert not spend_token(home, older)
    assert spend_token(home, newer)
    assert not spend_token(home, newer)


def test_a_token_grows_old(home: Path) -> None:
    token = issue_token(home)
    (file,) = (home / "door").iterdir()
    yesterday = file.stat().st_mtime - 24 * 3600
    os.utime(file, (yesterday, yesterday))
    assert not spend_token(home, token)


@pytest.mark.parametrize("wrong", ["x", "../secret-key", "a" * 5000])
def test_a_wrong_token_opens_nothing(wrong: str, home: Path) -> None:
    issue_token(home)
    assert not spend_token(home, wrong)


def test_the_token_itself_is_written_nowhere(home: Path) -> None:
    token = issue_token(home)
    assert all(token not in str(file) for file in home.rglob("*"))
    assert all(file.read_bytes() == b"" for file in (home / "door").iterdir())


def test_a_prefetch_does_not_use_the_token_up(home: Path, stranger: Client) -> None:
    where = f"/open/{issue_token(home)}/"
    assert stranger.get(where, headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert stranger.head(where).status_code == 405
    assert stranger.get(where).status_code == 302


def test_opening_gives_a_new_session(home: Path, alice: Client) -> None:
    before = alice.cookies[settings.SESSION_COOKIE_NAME].value
    alice.get(f"/open/{issue_token(home)}/")
    assert alice.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_without_a_cookie_the_page_says_how_to_open_it(stranger: Client) -> None:
    locked = stranger.get("/")
    assert locked.status_code == 403
    assert "Surefoot is locked" in text_of(locked)
    assert "newest address" in text_of(locked)


def test_emergency_numbers_are_not_locked_away(stranger: Client) -> None:
    page = stranger.get("/new-or-wrong/")
    assert page.status_code == 200
    assert "tel:112" in page.content.decode()


def test_locking_closes_the_door(anna: Anna, alice: Client) -> None:
    assert alice.get(anna.url).status_code == 200
    assert alice.post("/close/").status_code == 200
    assert alice.get(anna.url).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://elsewhere.example"},
    ],
)
def test_a_change_from_elsewhere_is_refused(
    headers: dict[str, str], anna: Anna, alice: Client
) -> None:
    refused = alice.post(f"{anna.url}check-in/", _CHECK_IN, headers=headers)
    assert refused.status_code == 403
    assert "This was not saved" in text_of(refused)


def test_a_change_from_our_own_page_is_taken(anna: Anna, alice: Client) -> None:
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert alice.post(f"{anna.url}check-in/", _CHECK_IN, headers=own).status_code == 302


@pytest.mark.parametrize("mode", ["no-cors", "cors"])
def test_another_site_cannot_embed_or_read_anything(mode: str, anna: Anna, alice: Client) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
    picture = f"{anna.url}timeline/light-wide.svg"
    assert alice.get(picture, headers=elsewhere).status_code == 403
    assert alice.get(picture).headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_link_from_elsewhere_may_be_followed(anna: Anna, alice: Client) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert alice.get(anna.url, headers=elsewhere).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "surefoot.local"])
def test_a_foreign_host_name_is_refused(host: str, alice: Client) -> None:
    assert alice.get("/", headers={"Host": host}).status_code == 400


def test_a_form_without_its_secret_is_refused(anna: Anna, alice: Client) -> None:
    alice.handler.enforce_csrf_checks = True
    assert alice.post(f"{anna.url}check-in/", _CHECK_IN).status_code == 403
    page = alice.get(f"{anna.url}check-in/").content.decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    with_secret = {**_CHECK_IN, "csrfmiddlewaretoken": found[1]}
    assert alice.post(f"{anna.url}check-in/", with_secret).status_code == 302
