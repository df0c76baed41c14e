"""The table in docs/architecture.md and the table the tests enforce are one."""

import re

from tests.conftest import ROOT
from tests.house.rooms import read_house

ROW = re.compile(r"^\| \d \| `(\w+)` \|.*?\| ([^|]+) \| [^|]+ \|$", re.MULTILINE)


def _rooms_of_page() -> dict[str, str]:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    return {room: names.strip() for room, names in ROW.findall(page)}


def test_page_names_every_room() -> None:
    assert set(_rooms_of_page()) == set(read_house().rooms)


def test_page_states_what_each_room_may_import() -> None:
    for room, allowed in read_house().rooms.items():
        said = _rooms_of_page()[room]
        if said in {"all below", "floors 0-2"}:
            continue
        names = set() if said == "–" else {name.strip() for name in said.split(",")}
        assert names == set(allowed), room
