"""The person's own clock: which time zone a page shows and a typed time means."""

import os
from collections.abc import Callable
from datetime import UTC, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

#: Set by the page's script to the browser's zone; without it the machine's own zone is taken.
ZONE_COOKIE = "surefoot-zone"


class LocalTime:
    """Shows times in the zone the browser names, else in this machine's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the zone for this request only."""
        with timezone.override(zone_of(request)):
            return self._get_response(request)


def zone_of(request: HttpRequest) -> tzinfo:
    """Return the zone in which this browser lives."""
    named = request.COOKIES.get(ZONE_COOKIE, "")
    return ZoneInfo(named) if named in _zones() else ZoneInfo(machine_zone())


def zone_name() -> str:
    """Return the IANA name of the zone in use for this request."""
    return timezone.get_current_timezone_name()


@cache
def machine_zone() -> str:
    """Return the IANA name of this machine's zone, or UTC where it does not say."""
    claims = (os.environ.get("TZ", "").lstrip(":"), _linked_zone(), _written_zone())
    return next((claim for claim in claims if claim in _zones()), str(UTC))


def _linked_zone() -> str:
    _, _, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return name


def _written_zone() -> str:
    file = Path("/etc/timezone")
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
