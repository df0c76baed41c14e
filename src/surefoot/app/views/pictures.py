"""Pictures as files, in the looks a page may ask for: a strict CSP allows no inline drawing."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.utils import timezone

from surefoot.report.palette import DARK, LIGHT, Palette

# Pictures are drawn for these widths and shown wider, so that their text is read as large as
# the page's.
_PHONE_PX, _DESK_PX, _PAPER_PX = 260, 520, 720
_LOOKS = {
    "light-narrow": (LIGHT, _PHONE_PX),
    "light-wide": (LIGHT, _DESK_PX),
    "dark-narrow": (DARK, _PHONE_PX),
    "dark-wide": (DARK, _DESK_PX),
    "print": (LIGHT, _PAPER_PX),
}
_SPANS = ("4", "13", "52")


def looks_of(look: str) -> tuple[Palette, int]:
    """Return colours and width of a look.

    Raises:
        Http404: there is no such look.
    """
    if look not in _LOOKS:
        raise Http404
    return _LOOKS[look]


def span_of(weeks: str) -> tuple[date, date] | None:
    """Return first and last day of the last weeks; None, meaning all, for anything else."""
    if weeks not in _SPANS:
        return None
    today = timezone.localdate()
    return today - timedelta(weeks=int(weeks)), today


def svg(drawing: bytes) -> HttpResponse:
    """Return a drawing as a file that may style itself but run and fetch nothing."""
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
