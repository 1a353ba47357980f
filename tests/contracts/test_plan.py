"""The plan by link, as its reader meets it: reading, answering, and everything that can be amiss."""

from typing import Any

import pytest
from django.test import Client

from pactwork.contracts import actions
from pactwork.contracts.models import Answer, Ask, Holder
from pactwork.ground.refusal import Refused
from pactwork.history.models import Delivery, Entry
from pactwork.history.names import read
from pactwork.links.models import Silence, Try
from pactwork.links.secrets import token_for
from pactwork.links.tickets import client_in, cookie_name
from tests.contracts.plans import Reader, asked, forms_in, reader, soon, text_of
from tests.one_line import one_line
from tests.stories import CAROL, World


def state(world: World) -> str:
    return next(s.state for s in world.dossier().stands.seats if s.party == "workplace")


def given() -> Answer:
    return Answer.objects.get(undone_at=None)


@pytest.mark.asvs("V14.2.1")
def test_the_link_only_locates(world: World) -> None:
    carol = asked(world)
    response = carol.client.get(carol.letter)
    assert response.status_code == 302
    assert response["Location"] == f"{carol.letter}?kept"
    assert carol.client.get(response["Location"])["Location"] == carol.page
    cookie = response.cookies[f"plan-{carol.link.ref}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert set(response.cookies) == {f"plan-{carol.link.ref}"}  # never the login's
    for page in (response, carol.client.get(carol.page)):
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]


def test_in_production_the_cookie_is_bound_to_the_host(world: World, settings: Any) -> None:
    carol = asked(world)
    settings.SESSION_COOKIE_SECURE = True
    cookie = carol.client.get(carol.letter).cookies[f"__Host-plan-{carol.link.ref}"]
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert not cookie["domain"]


@pytest.mark.parametrize("change", [0, 20, 42])
def test_a_token_altered_by_one_letter_is_like_no_link_at_all(world: World, change: int) -> None:
    carol = asked(world)
    token = token_for(carol.link.ref)
    other = token[:change] + ("A" if token[change] != "A" else "B") + token[change + 1 :]
    wrong = carol.client.get(f"/plan/{carol.link.ref}.{other}")
    unknown = carol.client.get(f"/plan/bcdfghjkmn.{token}")
    assert (wrong.status_code, wrong.content) == (404, unknown.content)
    assert dict(wrong.headers) == dict(unknown.headers)
    assert not wrong.cookies


def test_the_page_says_who_asks_what_and_nothing_else(world: World) -> None:
    page = text_of(asked(world).open())
    assert page.index("Nadine Brooks of Midshire University gave us your address") < page.index(
        "Carol, is this"
    )
    assert "Carol, is this learning plan all right with you?" in page
    assert "Listen back to twelve of my own complaint calls." in page
    assert "Monday 2 November 2026" in page
    assert "It takes about 2 minutes to read." in page
    assert "What is a workplace advocate?" in page
    for private in (
        "my calls end with neither",
        "rewrite the complaints policy",
        "Handling complaints well",
    ):
        assert private not in page


def test_nothing_is_chosen_beforehand(world: World) -> None:
    html = asked(world).open().content.decode()
    assert " checked" not in html
    assert html.count('name="decision"') == 4


def test_yes(world: World) -> None:
    page = asked(world).answer("yes")
    assert state(world) == "yes"
    assert (given().kind, given().by_name, given().method) == ("yes", "Carol Benning", "link")
    words = text_of(page)
    assert "You said yes" in words
    assert "What you said yes to" in words
    assert "Listen back to twelve" in words
    assert "Withdraw my yes" in words
    kinds = set(soon().exclude(kind="asked").values_list("kind", "to"))
    assert kinds == {
        ("answered", "nadine@student.midshire.example"),
        ("receipt", "carol.benning@larkmoor.example"),
    }


def test_yes_with_a_change_stands_for_exactly_those_words(world: World) -> None:
    carol = asked(world)
    words = "January to February, one hour a week."
    page = carol.answer("yes_change", **{"change-card-when": words + "\r\n"})
    assert "You said yes, with a change" in text_of(page)
    assert words in text_of(page)
    assert [(p.section, p.prompt, p.wording) for p in given().points.all()] == [
        ("card", "when", words)
    ]
    assert state(world) == "revise"
    world.share(card={"when": words})
    assert state(world) == "yes"  # used word for word: nobody asks again


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        (
            "change-card-when",
            "January to March, two hours a week.",
            "Write how the line should read.",
        ),
        ("change-card-when", "   ", "Write how the line should read."),
        ("change-card-first-day", "in autumn", "Enter a date, such as 28/11/2026"),
        ("change-card-hours-at-work", "a few", "Enter hours as a number"),
        ("change-card-do", "x" * 501, "The limit is 500."),
        ("change-question-title", "Another title", "Write how the line should read."),
    ],
)
def test_a_change_that_is_none_is_refused(world: World, field: str, typed: str, says: str) -> None:
    carol = asked(world)
    page = carol.answer("yes_change", **{field: typed})
    assert page.status_code == 422
    assert says in text_of(page)
    assert state(world) == "asked"


def test_not_yet_needs_a_reason_and_keeps_what_was_typed(world: World) -> None:
    carol = asked(world)
    page = carol.answer("revise", name="C. Benning")
    assert page.status_code == 422
    html = page.content.decode()
    assert "Say in one line what would have to change." in html
    assert 'value="C. Benning"' in html
    assert f'value="{carol.code}"' in html
    assert 'value="revise" checked' in one_line(html)
    carol.answer("revise", page, note="Not in March: we move offices.")
    assert state(world) == "revise"
    assert given().note == "Not in March: we move offices."


def test_every_problem_is_said_beside_its_field(world: World) -> None:
    page = asked(world).answer("", name="", code="12")
    assert page.status_code == 422
    html = page.content.decode()
    assert "<title>Error:" in html
    for anchor, words in (
        ("decision", "Choose an answer."),
        ("name", "Type your name as your signature."),
        ("code", "Type the six-digit code from our email."),
    ):
        assert f'<a href="#{anchor}">{words}</a>' in html
        assert f'id="{anchor}-error"' in html
    assert not Try.objects.exists()


def test_i_am_not_the_right_person_pass_it_on(world: World) -> None:
    carol = asked(world)
    page = carol.answer("not_me", right_name="Dev Patel", right_email="dev.patel@larkmoor.example")
    assert "You passed this on" in text_of(page)
    assert Holder.objects.get(until_at=None).name == "Dev Patel"
    dev = reader(world)
    assert dev.link.email == "dev.patel@larkmoor.example"
    assert "Carol Benning passed this on to you and gave us your address" in text_of(dev.open())
    told = set(Delivery.objects.filter(kind="passed_on").values_list("to", flat=True))
    assert {
        "nadine@student.midshire.example",
        "helen@midshire.example",
        "grace@midshire.example",
    } <= told
    dev.answer("yes", name="Dev Patel")
    assert state(world) == "yes"


@pytest.mark.parametrize(
    ("name", "email", "says"),
    [
        ("", "", "Enter a name and an email address."),
        ("Dev", "dev at larkmoor", "Enter an email address"),
        ("Carol", "Carol.Benning@larkmoor.example", "That is the address we emailed you at."),
        ("x" * 201, "dev@larkmoor.example", "The limit is 200."),
    ],
)
def test_passing_on_needs_somebody(world: World, name: str, email: str, says: str) -> None:
    page = asked(world).answer("not_me", right_name=name, right_email=email)
    assert page.status_code == 422
    assert says in text_of(page)
    assert state(world) == "asked"


def test_i_do_not_know_who(world: World) -> None:
    page = asked(world).answer("not_me", unknown="yes")
    assert "You said you are not the right person" in text_of(page)
    assert state(world) == "not_asked"
    assert "helen@midshire.example" in set(
        Delivery.objects.filter(kind="answered").values_list("to", flat=True)
    )


def test_a_second_decision_changes_nothing_and_says_so(world: World) -> None:
    carol = asked(world)
    first = carol.open()
    carol.answer("yes", first)
    again = carol.answer("revise", first, note="No, wait.")
    assert again.status_code == 409
    assert "You have already answered." in text_of(again)
    assert state(world) == "yes"
    assert Answer.objects.count() == 1


def test_words_that_changed_while_reading(world: World) -> None:
    """Asked again at once: the difference, the form still filled, and the newest letter's code counts."""
    carol = asked(world)
    before = carol.open()
    world.write(card={"when": "February to April, three hours a week."})
    seat = world.seat("workplace")
    actions.share_draft(world.contract(), by=world.actor("nadine"), ask_again=[seat.ref])
    page = carol.answer("revise", before, note="Not on Fridays.")
    assert page.status_code == 409
    html = page.content.decode()
    assert "The plan changed while you were reading" in html
    assert "<ins>" in html
    assert "Not on Fridays." in html
    assert state(world) == "asked"
    newest = reader(world)
    assert newest.link.ref != carol.link.ref
    moved = Reader(newest.link, carol.client)
    done = moved.answer("revise", page, note="Not on Fridays.", code=newest.code)
    assert "You said not yet" in text_of(done)
    assert given().draft.number == 2


def test_words_that_changed_and_nobody_asked_again(world: World) -> None:
    carol = asked(world)
    before = carol.open()
    world.share(card={"when": "February to April, three hours a week."})
    page = carol.answer("revise", before, note="Not on Fridays.")
    assert page.status_code == 409
    words = text_of(page)
    assert "The plan has changed" in words
    assert "What changed" in words
    assert "Not on Fridays." in words
    assert not Answer.objects.exists()


def test_a_newer_draft_with_the_same_words_for_her_changes_nothing(world: World) -> None:
    carol = asked(world)
    before = carol.open()
    world.share(stops={"outside": "I leave the policy alone."})
    carol.answer("yes", before)
    assert state(world) == "yes"


def test_what_changed_since_the_last_answer(world: World) -> None:
    carol = asked(world)
    carol.answer("revise", note="Earlier, please.")
    world.share(card={"when": "January to February, two hours a week.", "first-day": "2026-11-09"})
    world.ask("workplace")
    html = reader(world).open().content.decode()
    assert "What changed since your last answer" in html
    assert "<ins>" in html
    assert "Monday 9 November 2026</ins>" in html


def test_each_end_says_what_happened_and_what_next(world: World, clock: Any) -> None:
    carol = asked(world)
    first = carol.open()
    clock.forward(days=31)
    carol.client.cookies.clear()
    assert "This link has expired" in text_of(carol.open())
    late = carol.answer("yes", first)
    assert late.status_code == 409
    assert not Answer.objects.exists()
    clock.forward(days=-31)
    actions.withdraw_ask(world.contract(), world.seat("workplace").ref, by=world.actor("nadine"))
    page = text_of(carol.open())
    assert "No answer needed" in page
    assert "Email Nadine" in page
    assert "Listen back" not in page


def test_the_end_of_the_contract_closes_the_link(world: World) -> None:
    carol = asked(world)
    actions.end_contract(
        world.contract(), by=world.actor("ruth"), kind="ended_early", reason="She has left."
    )
    assert "This has ended" in text_of(carol.open())


def test_a_yes_can_be_taken_back_with_a_reason(world: World) -> None:
    carol = asked(world)
    page = carol.answer("yes")
    form = carol.form(page, "withdrawal")
    blank = carol.client.post(f"{carol.page}withdrawal/", form | {"code": "000000"})
    assert blank.status_code == 422
    assert state(world) == "yes"
    sent = form | {"reason": "We lost a colleague.", "code": carol.code}
    page = carol.client.post(f"{carol.page}withdrawal/", sent, follow=True)
    assert "You withdrew your yes on" in text_of(page)
    assert state(world) == "withdrawn"
    twice = carol.client.post(f"{carol.page}withdrawal/", sent)
    assert twice.status_code == 409


def test_being_left_alone(world: World) -> None:
    carol = asked(world)
    page = carol.open()
    stop = carol.client.get(f"{carol.page}stop/")
    form = carol.form(stop, "stop")
    assert carol.client.post(f"{carol.page}stop/", form).status_code == 422
    assert not Silence.objects.exists()
    done = carol.client.post(f"{carol.page}stop/", form | {"code": carol.code})
    assert "We will stop emailing you" in text_of(done)
    assert Ask.objects.get().ended_why == "left_alone"
    assert carol.answer("yes", page).status_code == 409
    assert "You asked us to stop" in text_of(carol.open())


def test_an_old_letter_cannot_silence_whoever_is_asked_now(world: World) -> None:
    carol = asked(world)
    carol.answer("not_me", right_name="Dev Patel", right_email="dev.patel@larkmoor.example")
    stop = carol.form(carol.client.get(f"{carol.page}stop/"), "stop")
    carol.client.post(f"{carol.page}stop/", stop | {"code": carol.code})
    assert state(world) == "asked"
    world_reader = reader(world)
    assert Ask.objects.get(link=world_reader.link).ended_at is None


def test_without_cookies_the_code_opens_the_page_and_the_form_carries_on(world: World) -> None:
    """A mail program's own browser that keeps no cookies: every request comes bare.

    The code is asked for where the token is, and the ticket in that form goes with it.
    """
    carol = asked(world)

    def bare(path: str, sent: dict[str, str]) -> Any:
        return Client(enforce_csrf_checks=True).post(path, sent)

    page = Client().get(Client().get(carol.letter)["Location"])
    assert page.status_code == 200
    assert "Type the code from your email" in text_of(page)
    assert "Nadine" not in text_of(page)
    (opening,) = forms_in(page.content.decode())
    assert opening["action"] == carol.page
    wrong = bare(carol.page, opening["fields"] | {"code": "999999"})
    assert wrong.status_code == 422
    (again,) = forms_in(wrong.content.decode())
    assert again["fields"]["code"] == "999999"  # what was typed is there to be mended
    page = bare(again["action"], again["fields"] | {"code": carol.code})
    assert "Carol, is this learning plan all right" in text_of(page)
    form = carol.form(page)
    assert form["code"] == carol.code  # not asked twice
    sent = form | {"decision": "yes", "name": "Carol Benning"}
    done = bare(f"{carol.page}answer/", sent)
    assert "You said yes" in text_of(done)
    assert state(world) == "yes"


def test_each_browser_has_a_name_of_its_own_to_be_counted_by(world: World) -> None:
    carol, names = asked(world), []
    for browser in (Client(), Client()):
        browser.get(carol.letter)
        kept = browser.cookies[cookie_name(carol.link.ref)].value
        names.append(client_in(kept, carol.link.ref, "cookie"))
        browser.get(carol.letter)  # and keeps it
        again = browser.cookies[cookie_name(carol.link.ref)].value
        assert client_in(again, carol.link.ref, "cookie") == names[-1]
    assert len({*names, None, "None"}) == 4


def test_with_neither_cookie_nor_form_nothing_is_lost(world: World) -> None:
    carol = asked(world)
    sent = {
        "decision": "revise",
        "note": "Not in March, please.",
        "code": carol.code,
        "name": "C B",
    }
    page = Client().post(f"{carol.page}answer/", sent)
    assert page.status_code == 403
    assert "Open the link in your email again" in text_of(page)
    assert "Not in March, please." in text_of(page)
    assert state(world) == "asked"


@pytest.mark.asvs("V9.2.3", "V3.5.1")
def test_one_letters_form_is_no_good_for_another(world: World) -> None:
    carol = asked(world)
    world.share("tomasz")
    world.ask("workplace", "tomasz")
    other = reader(world, "tomasz")
    mine = carol.form(carol.open())
    sent = mine | {"decision": "yes", "name": "Carol", "code": other.code}
    assert Client().post(f"{other.page}answer/", sent).status_code == 403
    assert not Answer.objects.exists()


def test_whoever_is_signed_in_makes_no_difference(world: World) -> None:
    carol = asked(world)
    signed_in = world.client("helen")
    page = signed_in.get(carol.page)
    assert "Open the link in your email again" in text_of(page)
    assert "Dr Helen Marsh" not in text_of(page)


def test_ethics_is_not_mentioned_to_the_workplace(world: World) -> None:
    world.share(triage={"sensitive": "yes", "letters": "PRIVATE-LETTERS"})
    world.ask("ethics")
    world.ask("workplace")
    page = text_of(reader(world).open())
    assert "Ethics" not in page.replace("ethics reviewer, you hear within", "")
    assert "PRIVATE" not in page
    assert "University" in page


def test_the_page_asks_the_same_few_questions_of_the_database(
    world: World, django_assert_max_num_queries: Any
) -> None:
    carol = asked(world)
    carol.client.get(carol.letter)
    with django_assert_max_num_queries(16):
        carol.client.get(carol.page)


def test_a_decision_is_one_entry_in_the_history(world: World) -> None:
    carol = asked(world)
    before = Entry.objects.count()
    carol.answer("yes")
    entry = Entry.objects.order_by("-pk")[0]
    assert Entry.objects.count() == before + 1
    assert (entry.act, read(entry)["name"]) == ("answered", "Carol Benning")
    assert CAROL["email"] not in str(entry.payload)


@pytest.mark.parametrize("name", ["\u3164", "\u2800", "\u0301", "\u115f", "\U000e0041", "12"])
def test_a_signature_that_nobody_sees_signs_nothing(world: World, name: str) -> None:
    carol = asked(world)
    page = carol.answer("yes", name=name)
    assert page.status_code == 422
    assert "Type your name as your signature." in text_of(page)
    assert not Answer.objects.exists()


def test_nobody_is_asked_under_a_name_that_nobody_sees(world: World) -> None:
    world.share()
    contract, seat = world.contract(), world.seat("workplace")
    who = {"name": "\u3164", "email": "a@b.example"}
    with pytest.raises(Refused) as no:
        actions.ask(contract, seat.ref, by=world.actor("nadine"), draft=1, **who)
    assert no.value.refusal.code == "who_is_missing"
