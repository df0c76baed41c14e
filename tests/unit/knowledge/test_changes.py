"""What differs between two folders of facts."""

from pathlib import Path

from surefoot.knowledge.changes import ChangeKind, FactChange, FieldChange, compare_folders

BEFORE = """
id: f_heat
question: Worse when hot?
ratios:
  - when: 'yes'
    cause: ms_heat
    ratio: 8.0
sources: [one]
"""


def facts(folder: Path, **texts: str) -> Path:
    place = folder / "findings"
    place.mkdir(parents=True)
    for name, text in texts.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def changed(tmp_path: Path, after: str) -> tuple[FieldChange, ...]:
    old = facts(tmp_path / "old", f_heat=BEFORE)
    changes = compare_folders(old, facts(tmp_path / "new", f_heat=after))
    return changes[0].fields if changes else ()


def test_facts_that_came_and_went(tmp_path: Path) -> None:
    old, new = facts(tmp_path / "old", a="id: a"), facts(tmp_path / "new", b="id: b")
    assert compare_folders(old, new) == (
        FactChange(fact="findings/a", kind=ChangeKind.REMOVED),
        FactChange(fact="findings/b", kind=ChangeKind.ADDED),
    )


def test_a_number_that_changed_is_named_by_what_it_belongs_to(tmp_path: Path) -> None:
    (change,) = changed(tmp_path, BEFORE.replace("8.0", "6.0"))
    assert change == FieldChange(field="ratios/yes ms_heat/ratio", old="8.0", new="6.0")


def test_one_more_part_leaves_the_others_alone(tmp_path: Path) -> None:
    more = BEFORE.replace("ratios:\n", "ratios:\n  - when: 'no'\n    cause: ms_heat\n")
    fields = {change.field: (change.old, change.new) for change in changed(tmp_path, more)}
    assert fields == {
        "ratios/no ms_heat/when": (None, "no"),
        "ratios/no ms_heat/cause": (None, "ms_heat"),
    }


def test_fields_that_came_and_went(tmp_path: Path) -> None:
    after = BEFORE.replace("question: Worse when hot?", "hint: Count baths.")
    assert [(c.field, c.old, c.new) for c in changed(tmp_path, after)] == [
        ("question", "Worse when hot?", None),
        ("hint", None, "Count baths."),
    ]


def test_layout_and_order_are_no_change(tmp_path: Path) -> None:
    lines = [line for line in BEFORE.splitlines() if not line.startswith("sources")]
    assert changed(tmp_path, "\n".join(["sources:", "  - one", *lines]) + "\n") == ()


def test_parts_that_nothing_tells_apart_are_numbered(tmp_path: Path) -> None:
    twice = BEFORE + "notes:\n  - {says: one}\n  - {says: two}\nof:\n  - code: a\n  - code: a\n"
    fields = {change.field for change in changed(tmp_path, twice)}
    assert {"notes/1/says", "notes/2/says", "of/a/code", "of/a (2)/code"} == fields
