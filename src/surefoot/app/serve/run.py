"""``surefoot serve``: one process that keeps the house open until it is told to stop."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from cheroot.wsgi import Server

from surefoot.app.home import home_folder
from surefoot.app.serve import announce
from surefoot.app.serve.addresses import Address, host_name, lan_addresses
from surefoot.app.serve.certificates import prepare_certificates
from surefoot.app.serve.listener import App, listen, port_of, run_in_thread

#: Where phones reach this machine, e.g. ``https://192.168.1.5:8766``; empty when they cannot.
PHONE_ADDRESS = "SUREFOOT_PHONE_ADDRESS"
#: The plain page that hands out the certificate.
TRUST_ADDRESS = "SUREFOOT_TRUST_ADDRESS"

# Above the budget of a reader (256 MiB), so that the reader's own sentence is the one people see.
_BODY_BYTES = 300 * 1024 * 1024
_ANYWHERE = "0.0.0.0"  # noqa: S104 - the person asked for the network by --lan


def serve(
    host: str = "127.0.0.1", port: int = 8765, lan: bool = False, home: Path | None = None
) -> None:
    """Answer requests until SIGTERM or Ctrl-C.

    Args:
        host: address of this machine to listen on.
        port: first port tried; the next free one is used and said.
        lan: also let phones of the home network in, over https.
        home: data folder; the usual one when not given.

    Raises:
        OSError: no port could be listened on.
    """
    home = home or home_folder()
    os.environ["SUREFOOT_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "surefoot.app.settings")
    addresses = lan_addresses() if lan else ()
    _allow_hosts(host, [*map(str, addresses), host_name()] if lan else [])
    app = _prepare_app()
    with ExitStack() as open_ports:
        server = listen(host, port, app, _BODY_BYTES)
        open_ports.callback(server.stop)
        servers = [server]
        if lan:
            servers += _open_to_phones(home, addresses, port_of(server) + 1, app, open_ports)
        for each in servers:
            run_in_thread(each)
        announce.house(home, host, port, port_of(server))
        if lan:
            if not addresses:
                announce.no_home_network()
            announce.phones(home, os.environ[PHONE_ADDRESS], os.environ[TRUST_ADDRESS])
        _prepare_meanwhile()
        _wait_for_end()
    print("Surefoot has stopped.", flush=True)  # noqa: T201


def _allow_hosts(host: str, names: Sequence[str]) -> None:
    """Tell Django under which names it may answer; before its settings are read."""
    known = os.environ.get("SUREFOOT_HOSTS", "").split()
    own = [] if host in ("", _ANYWHERE, "::") else [host]
    os.environ["SUREFOOT_HOSTS"] = " ".join(dict.fromkeys([*known, *own, *names]))


def _prepare_app() -> App:
    """Return the pages, with their database up to date and what a crash left swept away."""
    import django

    django.setup()
    from surefoot.app.serve.migrate import bring_up_to_date

    bring_up_to_date()
    from surefoot.app.workspace import workspace

    workspace().store.sweep()
    from surefoot.app.serve.secure_cookies import with_secure_cookies
    from surefoot.app.wsgi import application

    return with_secure_cookies(application)


def _open_to_phones(
    home: Path, addresses: Sequence[Address], port: int, app: App, open_ports: ExitStack
) -> list[Server]:
    """Return the https port, and the plain one that hands out the certificate."""
    from surefoot.app.serve.trust_page import trust_page

    certificates = prepare_certificates(home, [host_name()], addresses)
    secure = listen(_ANYWHERE, port, app, _BODY_BYTES, certificates)
    open_ports.callback(secure.stop)
    plain = listen(_ANYWHERE, port_of(secure) + 1, trust_page(certificates), body_bytes=1)
    open_ports.callback(plain.stop)
    name = str(addresses[0]) if addresses else host_name()
    os.environ[PHONE_ADDRESS] = f"https://{name}:{port_of(secure)}"
    os.environ[TRUST_ADDRESS] = f"http://{name}:{port_of(plain)}"
    return [secure, plain]


def _prepare_meanwhile() -> None:
    """Load what pages need and measure anew what older methods measured; nobody waits for it."""

    def prepare() -> None:
        from django.db import connections
        from django.urls import get_resolver

        from surefoot.app.door import HOUSEHOLD
        from surefoot.app.workspace import workspace
        from surefoot.usecases.recompute import bring_up_to_date

        get_resolver().url_patterns  # noqa: B018 - reading it imports the pages
        try:
            bring_up_to_date(workspace().store, workspace().knowledge, HOUSEHOLD)
        finally:
            connections.close_all()
        # The first check-in and the first picture would wait for these.
        import surefoot.inference.kernels
        import surefoot.report.pictures  # noqa: F401

    threading.Thread(target=prepare, daemon=True).start()


def _wait_for_end() -> None:
    end = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: end.set())
    # Windows delivers Ctrl-C only between waits.
    while not end.wait(0.5):
        sys.stdout.flush()
