"""How the report room gets its words: the door hands in one function."""

from collections.abc import Callable

from surefoot.model.message import Message

#: Turns a message id with parameters into a sentence of the reader's language.
Words = Callable[[Message], str]
