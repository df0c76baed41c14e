"""The book: every fact can be read, found and compared, and nothing looked up is in an address."""

import re

import pytest
from django.test import Client

from surefoot.app.views.book_cares import cares
from surefoot.app.workspace import Workspace
from surefoot.knowledge.kinds import Cause, Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.entry import Entry, EntryId, GivenAnswer
from surefoot.usecases.look_up import SEARCHED, Found, Shelf, find, key_of, look_up, shelf_of
from tests.pages.conftest import ALICE, NOW, Anna, text_of

KNOWLEDGE = load_knowledge()
_DOSE = re.compile(r"\b\d[\d.,]*\s?(mg|µg|mcg|IU|g)\b")


def _say(here: Workspace, anna: Anna, **answers: str) -> None:
    given = tuple(GivenAnswer(finding, value) for finding, value in answers.items())
    entry = Entry(EntryId("said"), NOW, "Europe/Berlin", NOW, ALICE, answers=given)
    here.store.keep_entry(anna.access, entry)


def _page(fact_id: str) -> str:
    return f"/knowledge/page/{key_of(fact_id)}/"


@pytest.mark.parametrize("shelf", list(Shelf))
def test_every_fact_can_be_read_with_its_sources_and_how_sure_it_is(
    shelf: Shelf, alice: Client
) -> None:
    listed = alice.get(f"/knowledge/shelf/{shelf}/").content.decode()
    some = KNOWLEDGE.ids(shelf)
    for fact_id in some if shelf is Shelf.STRATEGIES else some[:: max(1, len(some) // 12)]:
        assert f"page/{key_of(fact_id)}/" in listed or shelf is Shelf.COUNTRIES
        said = text_of(alice.get(_page(fact_id)))
        assert "Not reviewed by a clinician." in said, fact_id
        assert "Where it comes from" in said
        fact = KNOWLEDGE.fact(shelf, fact_id)
        assert " ".join(KNOWLEDGE.source(fact.sources[0]).cite.split()) in said
        assert not _DOSE.search(said.split("For your team")[0]), fact_id


def test_what_may_frighten_is_read_only_by_who_looks_for_it(alice: Client) -> None:
    rare = next(c for c in KNOWLEDGE.causes() if c.id == "als")
    listed = alice.get("/knowledge/shelf/causes/").content.decode()
    assert listed.index("<details>") < listed.index(f"page/{key_of('als')}/")
    said = text_of(alice.get(_page("als")))
    assert said.index("Most heavy legs have other reasons") < said.index(rare.plain.what)
    assert "Most heavy legs have other reasons" not in text_of(alice.get(_page("ms_heat")))
    for strategy in KNOWLEDGE.strategies():
        before = alice.get(_page(strategy.id)).content.decode().split("<details>")[0]
        named = [c.id for c in KNOWLEDGE.causes() if c.frightening and key_of(c.id) in before]
        assert named == [], strategy.id


def test_one_hit_opens_its_page_and_several_are_listed(alice: Client) -> None:
    one = alice.post("/knowledge/search/", {"words": "horse chestnut"})
    assert one.headers["Location"] == _page("s_hcse")
    several = alice.post("/knowledge/search/", {"words": "cooling"})
    where = several.headers["Location"]
    assert re.fullmatch(r"/knowledge/found/([0-9a-f]{10}-?)+/", where)
    assert KNOWLEDGE.strategy("s_cooling").plain.name in text_of(alice.get(where))


@pytest.mark.parametrize("words", ["", "   ", "zzzz qqq", "the", "<script>", "x" * 500, "%' --"])
def test_a_word_that_is_nowhere_is_said_to_be_nowhere(words: str, alice: Client) -> None:
    response = alice.post("/knowledge/search/", {"words": words})
    assert response.status_code == 200
    assert "Nothing found" in text_of(response)
    assert b"<script>" not in response.content


def test_an_unknown_remedy_is_neither_praised_nor_damned(alice: Client) -> None:
    said = text_of(alice.post("/knowledge/remedies/", {"words": "Zappo Wonder Drops"}))
    assert "Surefoot knows nothing about “Zappo Wonder Drops”" in said
    assert "Ask your nurse, doctor or chemist" in said
    assert "it promises a cure" in said


def test_a_remedy_says_that_no_trial_was_found_and_an_advert_that_it_is_one(alice: Client) -> None:
    found = alice.post("/knowledge/remedies/", {"words": "herbal MS formula"})
    said = text_of(alice.get(found.headers["Location"]))
    assert "no trial found" in said
    assert "advert" in said
    known = text_of(alice.get(_page("s_cooling")))
    assert "no trial found" not in known
    useless = text_of(alice.get(_page("s_venoplasty")))
    assert "trials saw no benefit" in useless
    assert "no trial found" not in useless
    assert "Skin that feels little can be hurt by cold" in known


def test_the_same_words_are_found_with_a_slip_of_the_finger() -> None:
    assert look_up(KNOWLEDGE, "strething")[0].place.id == "s_stretch"
    assert look_up(KNOWLEDGE, "AMPYRA")[0].place.id == "s_fampridine"
    assert look_up(KNOWLEDGE, "xyzzy") == ()
    assert all(one.place.shelf is not Shelf.RED_FLAGS for one in look_up(KNOWLEDGE, "baclofen"))


@pytest.mark.parametrize("shelf", SEARCHED)
def test_every_fact_is_found_by_its_own_name(shelf: Shelf) -> None:
    for one in shelf_of(KNOWLEDGE, shelf)[::5]:
        assert one in look_up(KNOWLEDGE, one.name, [shelf], most=60), one.name


def test_a_shelf_is_in_the_order_of_the_words_that_count() -> None:
    names = [one.name for one in shelf_of(KNOWLEDGE, Shelf.CAUSES)]
    assert names.index("Heat") < names.index("A stiff ankle") < names.index("Too little to drink")
    sections = [one.section for one in shelf_of(KNOWLEDGE, Shelf.STRATEGIES)]
    assert sections == sorted(sections)


def test_keys_are_short_tell_nothing_and_are_never_shared() -> None:
    ids = [fact_id for shelf in Shelf for fact_id in KNOWLEDGE.ids(shelf)]
    assert len({key_of(fact_id) for fact_id in ids}) == len(ids)


def test_causes_stand_side_by_side(alice: Client) -> None:
    keys = [key_of(c) for c in ("ms_heat", "cvi", "pad")]
    sent = alice.post("/knowledge/compare/", {"cause": keys, "compare": "yes"})
    response = alice.get(sent.headers["Location"])
    said = text_of(response)
    for cause in ("ms_heat", "cvi", "pad"):
        fact = KNOWLEDGE.cause(cause)
        for text in (fact.plain.what, fact.plain.feels, fact.plain.starts, fact.progression):
            assert " ".join(text.split()) in said
    assert response.content.decode().count('data-label="Heat"') == 6


@pytest.mark.parametrize("count", [0, 1, 5])
def test_too_few_or_too_many_to_compare_is_said(count: int, alice: Client) -> None:
    keys = [key_of(cause.id) for cause in KNOWLEDGE.causes()[:count]]
    response = alice.post("/knowledge/compare/", {"cause": keys, "compare": "yes"})
    assert "Choose two, three or four." in text_of(response)
    assert response.content.decode().count(" checked") == count


@pytest.mark.parametrize(
    "where",
    [
        "page/0123456789/",
        "page/als/",
        "found/nothing/",
        f"compare/{key_of('s_pacing')}-{key_of('pad')}/",
        "-".join(["compare/" + key_of("pad"), *(key_of(c.id) for c in KNOWLEDGE.causes()[:5])])
        + "/",
        "shelf/sources/",
        "shelf/nothing/",
    ],
)
def test_an_address_that_leads_nowhere(where: str, alice: Client) -> None:
    assert alice.get(f"/knowledge/{where}").status_code == 404


def test_own_answers_are_marked_beside_the_causes(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"compare/{key_of('ms_heat')}-{key_of('pad')}/"
    assert "What you said" not in text_of(alice.get(f"{anna.url}knowledge/{where}"))
    _say(here, anna, f_ms="yes", f_heat="yes")
    own = text_of(alice.get(f"{anna.url}knowledge/{where}"))
    assert "What you said" in own
    assert "It is worse when you are hot" in own
    assert "It is worse when you are hot" not in text_of(alice.get(f"/knowledge/{where}"))
    page = text_of(alice.get(f"{anna.url}knowledge/page/{key_of('ms_heat')}/"))
    assert "Goes with it: It is worse when you are hot" in page


def test_an_answer_that_speaks_against_a_cause_says_so(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    _say(here, anna, f_ms="yes", f_heat="no")
    page = text_of(alice.get(f"{anna.url}knowledge/page/{key_of('ms_heat')}/"))
    assert "Does not go with it: Heat makes no difference" in page


def test_an_own_answer_stands_on_the_page_of_its_question(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"knowledge/page/{key_of('f_heat')}/"
    _say(here, anna, f_heat="yes")
    assert "What you said It is worse when you are hot" in text_of(alice.get(anna.url + where))
    assert "What you said" not in text_of(alice.get(f"/{where}"))


def test_a_caution_that_an_own_answer_meets_comes_first(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}knowledge/page/{key_of('s_cooling')}/"
    assert "Because of what you said" not in text_of(alice.get(where))
    _say(here, anna, f_numb_feet="yes")
    met = "Because of what you said Skin that feels little can be hurt by cold"
    assert met in text_of(alice.get(where))


def test_a_caution_says_for_whom_it_is(alice: Client) -> None:
    said = text_of(alice.get(_page("s_compression")))
    clause = KNOWLEDGE.finding("f_ulcer").answers[0].plain
    assert f"If {clause}: Not while you have a sore that does not heal." in said
    for strategy in KNOWLEDGE.strategies():
        for care in cares(strategy, KNOWLEDGE):
            assert not any(c.plain.name in care for c in KNOWLEDGE.causes() if c.frightening)


def test_societies_link_to_their_own_sites(knowledge: Knowledge, anna: Anna, alice: Client) -> None:
    known = [country for country in knowledge.countries() if country.ms_society]
    response = alice.get(f"{anna.url}knowledge/societies/")
    for country in known:
        assert country.ms_society
        assert f'href="{country.ms_society.url}"' in response.content.decode()


def test_the_book_is_behind_the_door(stranger: Client) -> None:
    for where in ("", "shelf/causes/", f"page/{key_of('ms_heat')}/", "remedies/", "societies/"):
        assert stranger.get(f"/knowledge/{where}").status_code == 403
    assert stranger.post("/knowledge/search/", {"words": "heat"}).status_code == 403


def test_the_search_of_a_person_is_for_those_with_access(
    anna: Anna, bob: Client, charlie: Client, stranger: Client
) -> None:
    where, words = f"{anna.url}knowledge/search/", {"words": "horse chestnut"}
    assert bob.get(where).status_code == 405
    found = bob.post(where, words).headers["Location"]
    assert found == f"{anna.url}knowledge/page/{key_of('s_hcse')}/"
    assert charlie.post(where, words).status_code == 404
    assert stranger.post(where, words).status_code == 403


def test_names_are_plain() -> None:
    for fact in (*KNOWLEDGE.causes(), *KNOWLEDGE.strategies()):
        assert isinstance(fact, Cause | Strategy)
        assert find(fact).name == fact.plain.name
    assert isinstance(find(KNOWLEDGE.cause("als")), Found)


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("AxioBionics", "s_stim_suit"),
        ("support stockings", "s_compression"),
        ("Sativex", "s_cannabinoid"),
        ("Botox", "s_ntx"),
        ("themsgym", "s_online_gym"),
        ("Ocrevus", "s_dmt_review"),
        ("liberation treatment", "s_venoplasty"),
        ("LDN", "s_ldn"),
        ("swimming", "s_aquatic"),
    ],
)
def test_a_remedy_is_found_by_the_names_people_use(words: str, fact: str) -> None:
    assert look_up(KNOWLEDGE, words)[0].place.id == fact


def test_a_clinician_reads_every_number_the_network_uses(alice: Client) -> None:
    """The ratios and background rates of a finding, and how often a cause has it."""
    finding = text_of(alice.get(_page("f_heat"))).split("For your team")[1]
    (rate,) = KNOWLEDGE.finding("f_heat").background
    assert f"Yes, without such a cause {rate.value:g} (with MS {rate.ms_value:g})" in " ".join(
        finding.split()
    )
    cause = " ".join(text_of(alice.get(_page("gbs"))).split("For your team")[1].split())
    assert "0.62 of those who have it" in cause
