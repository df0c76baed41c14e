"""Style sheets, scripts and pictures of the pages."""

from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from surefoot.app.door import open_to_all

FOLDER = Path(__file__).resolve().parent.parent / "static"


@open_to_all
@require_safe
def static_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return a file of ``static/``; the browser asks each time whether it is still the same."""
    response = serve(request, path, document_root=str(FOLDER))
    response.headers["Cache-Control"] = "no-cache"
    return response
