"""Cookies given over https go back over https only."""

from collections.abc import Callable, Iterable
from typing import Any

from surefoot.app.serve.listener import App


def with_secure_cookies(app: App) -> App:
    """Return ``app`` with the Secure mark on each cookie it sets over https.

    The same application also answers plain http on this machine itself, so a setting for all of
    it would lock out browsers that keep Secure cookies from http://localhost. Without the mark, a
    phone would send its cookie to the plain page that hands out the certificate: ports do not
    separate cookies.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("wsgi.url_scheme") != "https":
            return app(environ, start)

        def start_securely(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start(status, [(name, _mark(name, value)) for name, value in headers], *rest)

        return app(environ, start_securely)

    return answer


def _mark(name: str, value: str) -> str:
    marks = value.lower().replace(" ", "").split(";")
    is_open = name.lower() == "set-cookie" and "secure" not in marks[1:]
    return f"{value}; Secure" if is_open else value
