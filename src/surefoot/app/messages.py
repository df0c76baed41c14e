"""Every sentence the rooms below may ask for, by message id, in English and without Django."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

import surefoot.app
from surefoot.model.message import Message


class UnknownMessage(KeyError):
    """No sentence has this id."""


@cache
def sentences() -> Mapping[str, str]:
    """Return the sentences of all ``messages_*`` modules.

    Raises:
        ValueError: two modules give different sentences for one id.
    """
    merged: dict[str, str] = {}
    for module in pkgutil.iter_modules(surefoot.app.__path__):
        if module.name.startswith("messages_"):
            _merge(merged, importlib.import_module(f"surefoot.app.{module.name}").MESSAGES)
    return merged


def _merge(merged: dict[str, str], more: Mapping[str, str]) -> None:
    for message_id, sentence in more.items():
        if merged.setdefault(message_id, str(sentence)) != str(sentence):
            raise ValueError(f"{message_id} has two sentences")


def say(message: Message, translate: Callable[[str], str] = str) -> str:
    """Return the sentence of a message with its parameters filled in.

    Raises:
        UnknownMessage: no sentence has its id.
    """
    try:
        sentence = sentences()[message.id]
    except KeyError:
        raise UnknownMessage(message.id) from None
    return translate(sentence).format(**message.params)
