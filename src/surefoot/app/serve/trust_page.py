"""The plain page that hands out this home's certificate, with the steps for iPhone and Android.

A phone cannot open the https pages before it trusts the authority, so this page alone is plain
http. It holds nothing else: no pages, no tokens, no cookies.
"""

import html
from collections.abc import Callable, Iterable
from typing import Any

from surefoot.app.messages import say
from surefoot.app.serve.certificates import Certificates
from surefoot.app.serve.listener import App
from surefoot.model.message import Message

_CERTIFICATE_PATH = "/surefoot.crt"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.25rem/1.5 system-ui, sans-serif; max-width: 38rem; margin: auto; padding: 1rem; }
a.button { display: block; padding: 1rem; min-height: 3rem; border: .15rem solid; border-radius:
.75rem; text-align: center; font-weight: 700; color: inherit; }
li { margin-block: .5rem; }
code { overflow-wrap: anywhere; }
"""
_HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
]
_PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"

_IPHONE = ("get", "profile", "install", "switch-on")
_ANDROID = ("get", "settings", "choose", "anyway")


def trust_page(certificates: Certificates) -> App:
    """Return the application of the helper port."""
    der = certificates.authority_der()
    page = _write_page(certificates.fingerprint()).encode()
    answers = {
        "/": ("text/html; charset=utf-8", page),
        "/look.css": ("text/css; charset=utf-8", _STYLE.encode()),
        _CERTIFICATE_PATH: ("application/x-x509-ca-cert", der),
    }

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        known = answers.get(environ["PATH_INFO"])
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or known is None:
            start("404 Not Found", [("Content-Length", "0"), *_HEADERS])
            return []
        kind, body = known
        sized = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        start("200 OK", [*sized, ("Content-Security-Policy", _PAGE_POLICY), *_HEADERS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer


def _write_page(fingerprint: str) -> str:
    parts = [
        f"<h1>{_words('trust.title')}</h1>",
        f"<p>{_words('trust.why')}</p>",
        f'<p><a class="button" href="{_CERTIFICATE_PATH}">{_words("trust.get")}</a></p>',
        f"<h2>{_words('trust.iphone')}</h2>{_steps('iphone', _IPHONE)}",
        f"<h2>{_words('trust.android')}</h2>{_steps('android', _ANDROID)}",
        f"<h2>{_words('trust.then')}</h2><p>{_words('trust.then-scan')}</p>",
        f"<h2>{_words('trust.check')}</h2><p>{_words('trust.check-how')}</p>",
        f"<p><code>{html.escape(fingerprint)}</code></p>",
        f"<h2>{_words('trust.undo')}</h2><p>{_words('trust.undo-how')}</p>",
    ]
    head = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_words('trust.title')} · Surefoot</title>"
        '<link rel="stylesheet" href="/look.css"></head><body><main>'
    )
    return f"{head}{''.join(parts)}</main></body></html>"


def _steps(phone: str, names: Iterable[str]) -> str:
    items = [f"<li>{_words('trust.' + phone + '.' + name)}</li>" for name in names]
    return f"<ol>{''.join(items)}</ol>"


def _words(message_id: str) -> str:
    return html.escape(say(Message(message_id)))
