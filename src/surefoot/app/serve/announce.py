"""What the window in which Surefoot was started says."""

from pathlib import Path

from surefoot.app.messages import say as say_message
from surefoot.app.serve.pairing import issue_pairing
from surefoot.model.message import Message


def house(home: Path, host: str, wanted_port: int, port: int) -> None:
    """Print the address that opens Surefoot on this machine, with its one-time token."""
    from surefoot.app.door import issue_token

    if wanted_port not in (port, 0):
        _say("serve.port-taken", wanted=wanted_port, port=port)
    shown = f"[{host}]" if ":" in host else host.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
    _say("serve.open", address=f"http://{shown}:{port}/open/{issue_token(home)}/")
    _say("serve.stop")


def no_home_network() -> None:
    """Print that phones can find this machine by its name only, if at all."""
    _say("serve.no-network")


def phones(home: Path, phone_address: str, trust_address: str) -> None:
    """Print how a phone of the home network comes in."""
    _say("serve.trust-first", address=f"{trust_address}/")
    _draw_code(f"{trust_address}/")
    from surefoot.app.door import HOUSEHOLD

    pairing = f"{phone_address}/pair/#{issue_pairing(home, HOUSEHOLD)}"
    _say("serve.connect", address=pairing)
    _draw_code(pairing)


def _draw_code(text: str) -> None:
    import segno

    segno.make(text, error="m").terminal(compact=True)


def _say(message_id: str, **params: str | int) -> None:
    print(say_message(Message(message_id, dict(params))), flush=True)  # noqa: T201
