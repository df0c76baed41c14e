"""The sample person: begin to make them, wait, and look around."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surefoot.app.door import closed_to_phones, known_actor
from surefoot.app.sample_making import make_once, making_for
from surefoot.app.views.frame import everyone, page
from surefoot.app.workspace import workspace
from surefoot.model.people import Person
from surefoot.usecases.sample_person import Progress, make_sample_person


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest) -> HttpResponse:
    """Lead to the simulated person; the first time, begin to make them and say how far it is."""
    if request.method == "POST":
        _begin(request)
    known = _known(request)
    if known is not None:
        return redirect("today", person=known.id)
    if request.method == "POST":
        return redirect("sample")
    making = making_for(known_actor(request))
    if making is None:
        # Made between the two looks, or not asked for at all.
        known = _known(request)
        return redirect("today", person=known.id) if known else redirect("start")
    return page(request, "sample.html", context={"making": making})


def _known(request: HttpRequest) -> Person | None:
    return next((person for person in everyone(request) if person.simulated), None)


def _begin(request: HttpRequest) -> None:
    here, actor, name = workspace(), known_actor(request), _("Sample person")

    def make(progress: Progress) -> None:
        make_sample_person(here.store, here.knowledge, actor, name=name, progress=progress)

    make_once(actor, lambda: _known(request), make)
