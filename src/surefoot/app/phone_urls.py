"""Addresses of the phone: the page that records, its worker, connecting phones, and the API."""

from django.urls import include, path

from surefoot.app.views import devices, record

urlpatterns = [
    path("api/", include("surefoot.app.api.urls")),
    path("record/", record.shell, name="record-shell"),
    path("record-worker.js", record.worker, name="record-worker"),
    path("people/<str:person>/record/", record.record, name="record"),
    path("pair/", devices.pair, name="pair"),
    path("people/<str:person>/devices/", devices.show, name="devices"),
    path("people/<str:person>/devices/connect/", devices.offer, name="offer-pairing"),
    path("people/<str:person>/devices/<str:token>.svg", devices.code, name="pairing-code"),
    path("people/<str:person>/devices/<str:device>/remove/", devices.remove, name="remove-device"),
]
