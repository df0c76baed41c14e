"""Which answers go with a cause, and which do not."""

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.load import load_knowledge
from surefoot.usecases.beside_answers import Beside, beside_answers

KNOWLEDGE = load_knowledge()
FINDINGS = {finding.id: finding for finding in KNOWLEDGE.findings()}


def beside(cause: str, ms: bool = True, **answers: bool | str) -> Beside:
    findings = read_answers(FINDINGS, answers)
    return beside_answers(KNOWLEDGE, findings, [cause], ms)[cause]


def test_yes_goes_with_it_and_no_does_not() -> None:
    assert beside("ms_heat", f_heat=True).fits == ("it is worse when you are hot",)
    assert beside("ms_heat", f_heat=False).against == ("heat makes no difference",)


def test_what_is_not_known_or_was_not_asked_says_nothing() -> None:
    assert beside("ms_heat", f_heat="unknown") == Beside()
    assert beside("ms_heat") == Beside()


def test_an_answer_to_another_matter_says_nothing() -> None:
    assert beside("ms_heat", f_varicose=True) == Beside()


def test_the_most_telling_answer_comes_first() -> None:
    found = beside("pad", ms=False, f_cv_risk=True, f_rest_relief=True, f_calf_claud=True)
    ratios = {
        FINDINGS[ratio_of].in_words(FINDINGS[ratio_of].answers[0].means.state, "yes"): ratio
        for ratio_of in ("f_cv_risk", "f_rest_relief", "f_calf_claud")
        for ratio in [
            next(
                r.ratio
                for r in KNOWLEDGE.likelihoods(ms=False)[ratio_of].ratios
                if (r.cause, r.when) == ("pad", "yes")
            )
        ]
    }
    assert list(found.fits) == sorted(found.fits, key=lambda clause: -ratios[clause])
    assert len(found.fits) == 3


def test_signs_that_ms_brings_itself_say_nothing_with_ms() -> None:
    confounded = [
        (fact, ratio)
        for fact in FINDINGS.values()
        for ratio in fact.ratios
        if ratio.ms_confounded and ratio.ratio >= 2 and not any(r.only_ms for r in fact.ratios)
    ]
    shown = [
        (fact.id, ratio.cause)
        for fact, ratio in confounded
        if beside(ratio.cause, True, **{fact.id: ratio.when})
        != beside(ratio.cause, False, **{fact.id: ratio.when})
    ]
    assert confounded
    assert shown
