"""One listening port: cheroot with limits, TLS when asked, and nothing private in its log."""

import errno
import logging
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

from surefoot.app.serve.certificates import Certificates

LOG = logging.getLogger("surefoot.serve")

#: Any WSGI application.
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_HEADER_BYTES = 64 * 1024
_IDLE_S = 20
_THREADS = 10
_IDLE_CONNECTIONS = 200
# A clinic's phones may all come at once; the system holds them until a thread is free.
_WAITING_CONNECTIONS = 256
_PORTS_TRIED = 50


class NoFreePort(OSError):
    """None of the ports tried could be listened on."""


class _HomeServer(Server):
    """cheroot, kept from telling what was in a request, and from waiting on silent visitors."""

    def process_conn(self, conn: Any) -> None:
        """Hand a connection to a worker thread once something was said on it.

        cheroot would give a new one a thread at once. Browsers open connections ahead of need and
        say nothing on them; a few of those would keep everyone else waiting.
        """
        if conn.last_used is None:
            self.put_conn(conn)
        else:
            super().process_conn(conn)

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """Write the type and the place of an error."""
        del msg
        error = sys.exc_info()[1]
        if error is None or not traceback:
            return
        LOG.log(level, "a connection failed: %s", type(error).__name__)


class _HandshakeLater(BuiltinSSLAdapter):
    """Lets the worker thread shake hands at its first read.

    cheroot would do it in the thread that accepts: one silent visitor would stop all others.
    """

    def wrap(self, sock: Any) -> tuple[ssl.SSLSocket, dict[str, str]]:
        """Return the socket, not yet greeted, and what the application is told of it."""
        wrapped = self.context.wrap_socket(sock, do_handshake_on_connect=False, server_side=True)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


def listen(
    host: str,
    port: int,
    app: App,
    body_bytes: int,
    certificates: Certificates | None = None,
) -> Server:
    """Return a server that listens on ``port``, or on the next free one above it; 0 takes any.

    Raises:
        NoFreePort: nothing free within 50 ports.
        OSError: the host is not an address of this machine, or the port is not ours to use.
    """
    for candidate in [port] if port == 0 else range(port, min(port + _PORTS_TRIED, 65536)):
        if is_free(host, candidate):
            server = _make(host, candidate, app, body_bytes, certificates)
            server.prepare()
            return server
    raise NoFreePort(errno.EADDRINUSE, f"no free port from {port} on")


def is_free(host: str, port: int) -> bool:
    """Whether nothing listens on this port yet.

    Raises:
        OSError: the host is not an address of this machine, or the port is not ours to use.
    """
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        if sys.platform != "win32":  # there the option means: take the port away from others
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def port_of(server: Server) -> int:
    """Return the port a server listens on."""
    return int(server.bind_addr[1])


def run_in_thread(server: Server) -> threading.Thread:
    """Answer requests in a thread of its own until ``server.stop()``."""
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    return thread


def _serve(server: Server) -> None:
    try:
        server.serve()
    except Exception as problem:
        # Stopping closes the socket under the thread that waits on it.
        if server.ready:
            LOG.error("a listener ended: %s", type(problem).__name__)


def _make(
    host: str, port: int, app: App, body_bytes: int, certificates: Certificates | None
) -> Server:
    server = _HomeServer(
        (host, port),
        app,
        numthreads=_THREADS,
        server_name="Surefoot",
        request_queue_size=_WAITING_CONNECTIONS,
        timeout=_IDLE_S,
    )
    server.keep_alive_conn_limit = _IDLE_CONNECTIONS
    server.max_request_header_size = _HEADER_BYTES
    server.max_request_body_size = body_bytes
    if certificates is not None:
        adapter = _HandshakeLater(str(certificates.chain), str(certificates.key))
        adapter.context.minimum_version = ssl.TLSVersion.TLSv1_2
        server.ssl_adapter = adapter
    return server
