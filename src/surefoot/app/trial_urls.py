"""Addresses of trying what helps; no word of health stands in them."""

from django.urls import URLPattern, path

from surefoot.app.views import try_design, try_result, try_running


def trial_urls() -> list[URLPattern]:
    """Return the addresses of one person's tries."""
    return [
        path("", try_design.overview, name="tries"),
        path("new/<slug:key>/", try_design.design, name="design-try"),
        path("<str:trial>/", try_running.show, name="try"),
        path("<str:trial>/day/", try_running.mark, name="try-day"),
        path("<str:trial>/pause/", try_running.pause, name="try-pause"),
        path("<str:trial>/stop/", try_running.stop, name="try-stop"),
        path("<str:trial>/reminder/", try_running.remind, name="try-reminder"),
        path("<str:trial>/plan/", try_running.plan, name="try-plan"),
        path("<str:trial>/shown/", try_result.show, name="try-result"),
        path("<str:trial>/shown/team/", try_result.for_team, name="try-team"),
        path("<str:trial>/<str:look>.svg", try_result.picture, name="try-picture"),
    ]
