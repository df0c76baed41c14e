"""Contacts of a sensor that is not fixed to the pelvis: in a pocket, a hand, a bag, on a wrist."""

from surefoot.measures.motion import Motion
from surefoot.measures.walking.contacts import Contacts, find_contacts


def find_contacts_carried(motion: Motion) -> Contacts:
    """Return candidate contacts, as ``find_contacts``, wherever the sensor was carried."""
    return find_contacts(motion)
