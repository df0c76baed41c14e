"""What helps, as the person reads it."""

from surefoot.app.views.what_next import shown_helps
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Urgency
from surefoot.model.reasoning import About, Explanation, Help, HelpSlot, MsStatus

KNOWLEDGE = load_knowledge()


def _explained(*helps: Help) -> Explanation:
    return Explanation(About(MsStatus.YES), Urgency.ROUTINE, helps=helps)


def test_a_help_says_how_soon_it_can_show_and_whether_it_can_be_tried() -> None:
    tonight = Help("s_cool_room", ("ms_heat",), (), HelpSlot.TONIGHT, can_try=True)
    shown = shown_helps(_explained(tonight), KNOWLEDGE, False)["tonight"][0]
    assert shown.soon == (
        "It can show the same day.",
        "You can try some days with it and some without.",
    )
    later = Help("s_strength", (), (), HelpSlot.LATER, can_try=False)
    assert shown_helps(_explained(later), KNOWLEDGE, False)["later"][0].soon == (
        "It takes some weeks to show.",
    )


def test_what_is_better_left_says_why_and_not_how_it_is_done() -> None:
    avoid = Help("s_cooling", ("ms_heat",), ("f_numb_feet",), HelpSlot.AVOID, can_try=False)
    shown = shown_helps(_explained(avoid), KNOWLEDGE, False)["avoid"][0]
    assert (shown.how, shown.why, shown.soon) == ("", "", ())
    assert shown.cares[0].startswith("Skin that feels little can be hurt by cold")


def test_what_asks_for_care_says_how_and_what_to_mind() -> None:
    careful = Help("s_pacing", (), ("f_inactive",), HelpSlot.TONIGHT, can_try=True)
    shown = shown_helps(_explained(careful), KNOWLEDGE, False)["tonight"][0]
    assert shown.how
    assert shown.cares[0] == "Rest in short breaks. Do not stop moving."
