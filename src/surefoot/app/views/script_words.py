"""Words for scripts: a page carries them as JSON, in the reader's language."""

from django.utils.translation import gettext

from surefoot.app.messages import sentences


def script_words(*prefixes: str) -> dict[str, str]:
    """Return the sentences whose ids begin so, under the rest of the id; parameters still open."""
    return {
        message_id.removeprefix(prefix): gettext(sentence)
        for prefix in prefixes
        for message_id, sentence in sentences().items()
        if message_id.startswith(prefix)
    }
