"""Questions about somebody else: "you" becomes "they".

The questions are facts in English, written to the person. English verbs are the same after "you"
and after "they", so that only the pronouns change; whether "you" is the one acted on is told by
the word before it. A test reads every question through this.
"""

import re
from re import Match

# Words after which "you" is the one acted on: "told you", "close to you".
_ACTED_ON = (
    "about|around|asked|at|bother|bothers|brings?|checked|examined|fight|for|from|gave|give|"
    "given|helps?|hurts?|keeps?|like|makes?|of|on|round|saw|seen|shown?|stops?|tell|tells|to|told|"
    "told|wakes?|with|worries"
)
_OBJECT = re.compile(rf"\b({_ACTED_ON}) you\b(?! (?:are|were|have|had|do|did|can|could)\b)", re.I)

# What an answer says of oneself; "I don't know" is said by the one who answers.
_KEPT = re.compile(r"^I (?:don['’]t|do not) know\b")

_WORDS = {
    "yourself": "themselves",
    "yours": "theirs",
    "your": "their",
    "you": "they",
    "i'm": "they're",
    "i am": "they are",
    "i was": "they were",
    "i've": "they've",
    "i": "they",
    "myself": "themselves",
    "my": "their",
    "mine": "theirs",
    "me": "them",
}
_PRONOUN = re.compile(
    r"\b(yourself|yours|your|you|I am|I was|I'm|I've|I|myself|my|mine|me)\b(?!\.)", re.I
)


def about_them(text: str) -> str:
    """Return an English question or answer as it is asked about somebody else."""
    if _KEPT.match(text):
        return text
    return _PRONOUN.sub(_theirs, _OBJECT.sub(r"\1 them", text))


def _theirs(found: Match[str]) -> str:
    said = found[0]
    word = _WORDS[said.lower()]
    begins = found.start() == 0 or found.string[: found.start()].rstrip().endswith((".", "?", "!"))
    capital = said[0].isupper() and (begins or not said.lower().startswith(("i", "m")))
    return word.capitalize() if capital else word
