"""Every address of the pages. None of them carries a word or a number about health."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from surefoot.app.book_urls import book_urls
from surefoot.app.trial_urls import trial_urls
from surefoot.app.views import (
    answers,
    change,
    check_in,
    entries,
    explain,
    goes_with,
    help_now,
    numbers,
    one_day,
    people,
    questions,
    reminders,
    reports,
    rests,
    sample,
    save_legs,
    seen,
    something_new,
    start,
    statics,
    timeline,
    walk_place,
    walks,
)

_OF_A_PERSON: list[URLPattern | URLResolver] = [
    path("", people.today, name="today"),
    path("details/", people.change, name="change-person"),
    path("details/use-height/", people.use_height, name="use-height"),
    path("delete/", people.delete, name="delete-person"),
    path("check-in/", check_in.check_in, name="check-in"),
    path("could-not-walk/", check_in.could_not_walk, name="could-not-walk"),
    path("entries/<str:entry>/", entries.show, name="entry"),
    path("entries/<str:entry>/change/", entries.change, name="change-entry"),
    path("entries/<str:entry>/new-or-not/", entries.say_if_new, name="say-if-new"),
    path("entries/<str:entry>/delete/", entries.delete, name="delete-entry"),
    path("entries/<str:entry>/undo/", entries.undo, name="undo-entry"),
    path("numbers/", numbers.choose, name="numbers"),
    path("numbers/<slug:kind>/", numbers.write, name="number"),
    path("rests/", rests.begin, name="begin-rest"),
    path("rests/<str:entry>/", rests.go_on, name="rest"),
    path("reminder/", reminders.remind, name="reminder"),
    path("questions/", questions.begin, name="questions"),
    path("questions/next/", questions.go, name="next-question"),
    path("questions/first/", answers.read_first, name="read-first"),
    path("questions/sheet/", answers.for_the_crew, name="for-the-crew"),
    path("questions/list/<slug:which>/", something_new.ask_one, name="tick-list"),
    path("questions/<slug:asked>/", questions.ask, name="question"),
    path("answers/", answers.show, name="answers"),
    path("answers/results/", answers.results, name="results"),
    path("answers/<slug:asked>/", questions.change, name="change-answer"),
    path("answers/<slug:asked>/slip/", questions.put_right, name="put-right"),
    path("why/", explain.why, name="why"),
    path("why/surer/", explain.why_surer, name="why-surer"),
    path("why/team/", explain.why_clinician, name="why-clinician"),
    path("why/card/", explain.show_someone, name="show-someone"),
    path("why/card/work/", explain.show_at_work, name="show-work"),
    path("walks/add/", walks.add, name="add-walk"),
    path("walks/<str:recording>/", walks.show, name="walk"),
    path("walks/<str:recording>/correct/", walks.correct, name="correct-walk"),
    path("walks/<str:recording>/swap-feet/", walks.swap_feet, name="swap-feet"),
    path("walks/<str:recording>/place/", walk_place.confirm, name="confirm-placement"),
    path("walks/<str:recording>/measure/", walks.measure_again, name="measure-walk"),
    path("walks/<str:recording>/delete/", walks.delete, name="delete-walk"),
    path("walks/<str:recording>/<str:look>.svg", walks.picture, name="walk-picture"),
    path("timeline/", timeline.show, name="timeline"),
    path("timeline/day/", one_day.show, name="one-day"),
    path("timeline/<str:look>.svg", timeline.picture, name="timeline-picture"),
    path("save/", save_legs.show, name="save-legs"),
    path("state/", change.show, name="change"),
    path("state/<str:look>.svg", change.picture, name="change-picture"),
    path("goes-with/", goes_with.show, name="goes-with"),
    path("goes-with/<str:look>.svg", goes_with.picture, name="goes-with-picture"),
    path("page/", reports.show, name="report"),
    path("page/surefoot.pdf", reports.pdf, name="report-pdf"),
    path("new-or-wrong/", help_now.for_person, name="help-person"),
    path("what-is-new/", something_new.ask, name="something-new"),
    path("what-is-new/<slug:then>/<str:entry>/", something_new.more, name="more-questions"),
    path("what-is-new/<slug:then>/<str:entry>/each/", something_new.each, name="each-question"),
    path("checked/<str:entry>/", something_new.checked, name="checked"),
    path("been-seen/", seen.been_seen, name="been-seen"),
    path("knowledge/", include(book_urls("our-book"))),
    path("tries/", include(trial_urls())),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("open/<str:token>/", start.open_door, name="open"),
    path("close/", start.close_door, name="close"),
    path("sample/", sample.sample, name="sample"),
    path("new-or-wrong/", help_now.for_anyone, name="help"),
    path("for/<slug:then>/", start.choose, name="choose"),
    path("people/new/", people.add, name="add-person"),
    path("people/new/<slug:then>/", people.add, name="add-person"),
    path("people/<str:person>/", include(_OF_A_PERSON)),
    path("knowledge/", include(book_urls("book"))),
    path("static/<path:path>", statics.static_file, name="static"),
]

if find_spec("surefoot.app.phone_urls"):
    urlpatterns.append(path("", include("surefoot.app.phone_urls")))

handler400 = "surefoot.app.views.problems.bad_request"
handler404 = "surefoot.app.views.problems.not_found"
handler500 = "surefoot.app.views.problems.broken"
