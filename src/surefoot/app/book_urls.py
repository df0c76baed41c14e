"""Addresses of the book; no word of health stands in them, only keys that tell nothing."""

from django.urls import URLPattern, path

from surefoot.app.views import book


def book_urls(prefix: str) -> list[URLPattern]:
    """Return the addresses of the book: once for the house, once for each person."""
    return [
        path("", book.home, name=f"{prefix}-home"),
        path("search/", book.search, name=f"{prefix}-search"),
        path("found/<str:keys>/", book.found, name=f"{prefix}-found"),
        path("compare/", book.choose, name=f"{prefix}-compare"),
        path("compare/<str:keys>/", book.compared, name=f"{prefix}-compared"),
        path("remedies/", book.remedies, name=f"{prefix}-remedies"),
        path("societies/", book.societies, name=f"{prefix}-societies"),
        path("shelf/<slug:shelf>/", book.shelf, name=f"{prefix}-shelf"),
        path("page/<slug:key>/", book.fact, name=f"{prefix}-fact"),
    ]
