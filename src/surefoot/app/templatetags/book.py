"""Addresses in the book of facts: within a person's pages where there is one."""

import re
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from surefoot.model.people import Person
from surefoot.usecases.look_up import key_of

register = template.Library()

_LETTER = re.compile(r"^[A-Z]\. ")


@register.simple_tag(takes_context=True)
def book(context: Context, name: str, *given: Any) -> str:
    """Return the address of a page of the book, e.g. ``{% book "shelf" "causes" %}``."""
    person = context.get("person")
    if isinstance(person, Person):
        return reverse(f"our-book-{name}", args=[person.id, *given])
    return reverse(f"book-{name}", args=given)


@register.simple_tag(takes_context=True)
def fact_page(context: Context, fact_id: str) -> str:
    """Return the address of the page of one fact, by its id."""
    return book(context, "fact", key_of(fact_id))


@register.filter
def without_letter(section: str) -> str:
    """Return the title of a section without the letter that orders it: ``D. Where it is``."""
    return _LETTER.sub("", section)
