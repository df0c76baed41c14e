"""Addresses of the API."""

from django.urls import path

from surefoot.app.api import pairing, recordings

urlpatterns = [
    path("recordings", recordings.receive, name="api-recordings"),
    path("recordings/<str:recording>", recordings.show, name="api-recording"),
    path("me", pairing.me, name="api-me"),
    path("pairing", pairing.look, name="api-pairing"),
    path("devices", pairing.connect, name="api-devices"),
]
