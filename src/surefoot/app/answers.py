"""What a page answers when the store or a reader says no."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot.app.words import words
from surefoot.model.message import InputProblem
from surefoot.store.protocol import NotAllowed, NotFound


class StoreAnswers:
    """Turns refusals into pages. Not allowed and not there look the same from outside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answer 404 for what is not there for this actor, 400 for what cannot be used."""
        if isinstance(problem, NotAllowed | NotFound):
            return render(request, "404.html", status=404)
        if isinstance(problem, InputProblem):
            return render(request, "400.html", {"problem": words(problem.message)}, status=400)
        return None
