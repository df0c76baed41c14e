"""Where the phone was on a walk: the person's answer to what its movement suggests."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot.app.views.frame import access_to
from surefoot.app.workspace import workspace
from surefoot.model.recording import RecordingId
from surefoot.usecases.confirm_placement import confirm_placement, places_to_ask


@require_POST
def confirm(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Take the place that the person confirmed, if it was asked for, and measure again."""
    here, access = workspace(), access_to(request, person)
    walk = here.store.walk(access, RecordingId(recording))
    asked = () if walk.analysis is None else places_to_ask(walk.capture.placement, walk.analysis)
    answered = request.POST.get("placement", "")
    for place in asked:
        if place.value == answered:
            confirm_placement(here.store, here.knowledge, access, walk.recording, place)
            messages.success(request, _("Thank you. The walk is measured again with that."))
    return redirect("walk", person=person, recording=walk.recording)
