"""What a browser may keep, Back after a form, and when a copy of typed words may be dropped."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from jinja2 import Environment, nodes

from pactwork.commands.work import go_round
from pactwork.conversations.models import Post
from pactwork.web.keeping import drop_ended
from pactwork.web.models import Session
from pactwork.web.sessions import SessionStore
from tests.contracts.plans import asked, forms_in, text_of
from tests.crawl import LINK
from tests.stories import World
from tests.test_commands import Run, run
from tests.walls.test_templates import TEMPLATES
from tests.web.test_unsent import become, strict, talk

__all__ = ["run"]
WINDOW = {"sec-fetch-dest": "document"}
COPY = "m1abc2def3"


@pytest.mark.asvs("V14.3.2")
def test_no_page_behind_the_sign_in_is_kept(world: World) -> None:
    world.agreed()
    for name in ("nadine", "priya", "helen"):
        client = world.client(name)
        todo, seen = ["/"], set[str]()
        while todo and len(seen) < 40:
            page = todo.pop(0)
            if page in seen:
                continue
            seen.add(page)
            answer = client.get(page)
            kept = answer.get("Cache-Control", "")
            # A file of the module is the same for everybody on it, and drawn into many pages.
            assert "no-store" in kept or page.startswith("/files/"), (page, kept)
            if answer.get("Content-Type", "").startswith("text/html"):
                found = LINK.findall(answer.content.decode())
                todo += [one for one in found if one.startswith("/") and "/static/" not in one]
        assert len(seen) > 5


def test_what_is_open_to_everybody_may_be_kept(client: Client, db: None) -> None:
    assert "no-store" not in client.get(reverse("help")).get("Cache-Control", "")


def test_a_refused_form_leads_to_a_page_that_back_can_show(world: World) -> None:
    _page, to = talk(world)
    priya = world.client("priya")
    long = "x" * 10_001
    refused = priya.post(to, {"text": long}, headers=WINDOW)
    assert refused.status_code == 303
    assert refused["Location"].startswith(f"{to}?held=")
    for _ in range(2):  # as often as somebody goes back to it
        shown = priya.get(refused["Location"])
        assert shown.status_code == 422
        assert "The limit is 10,000" in text_of(shown)
        assert long in shown.content.decode()
        assert shown["Cache-Control"] == "no-store, private"
    (form,) = [f for f in forms_in(shown.content.decode()) if f["action"] == to]
    again = {name: value for name, value in form["fields"].items() if name != "tell"}
    assert priya.post(to, again | {"text": "Shorter."}).status_code == 302
    assert Post.objects.filter(text="Shorter.").exists()


def test_a_script_gets_the_answer_at_once(world: World) -> None:
    _page, to = talk(world)
    for headers in ({}, {"sec-fetch-dest": "empty"}):
        refused = world.client("priya").post(to, {"text": ""}, headers=headers)
        assert refused.status_code == 422


def test_a_held_page_is_nobody_elses(world: World) -> None:
    _page, to = talk(world)
    priya, samir = world.client("priya"), world.client("samir")
    held = priya.post(to, {"text": "secret " * 2_000}, headers=WINDOW)["Location"]
    other = samir.get(held)
    assert other.status_code == 302
    assert "held" not in other["Location"]
    assert b"secret" not in samir.get(held, follow=True).content
    signed_out = Client().get(held)
    assert signed_out.status_code == 302
    assert signed_out["Location"].startswith(reverse("account_request_login_code"))
    priya.post(reverse("account_logout"))
    become(priya, world, "priya")  # another session, even of the same person
    assert b"secret" not in priya.get(held, follow=True).content


def test_a_held_page_opens_no_door(world: World) -> None:
    """It lies among the sessions; as a session it is nobody."""
    _page, to = talk(world)
    held = world.client("priya").post(to, {"text": ""}, headers=WINDOW)["Location"]
    thief = Client()
    thief.cookies["pactwork"] = held.partition("held=")[2]
    assert thief.get("/").status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "../../etc", "%00", "é" * 9])
def test_an_invented_token_leads_to_the_page_itself(world: World, token: str) -> None:
    page, to = talk(world)
    answer = world.client("priya").get(to, {"held": token, "q": "1"}, follow=True)
    assert answer.status_code in (200, 405)
    assert world.client("priya").get(page, {"held": token}, follow=True).status_code == 200


def test_no_session_can_be_read_as_a_held_page(world: World) -> None:
    priya = world.client("priya")
    assert priya.get("/", {"held": priya.session.session_key}).status_code == 302
    assert SessionStore(priya.session.session_key).load()


@pytest.mark.asvs("V14.3.2")
def test_a_refused_answer_by_link_too(world: World) -> None:
    carol = asked(world)
    sent = carol.form(carol.open()) | {"decision": "revise", "note": "Because of the weeks."}
    refused = carol.client.post(f"{carol.page}answer/", sent, headers=WINDOW)
    assert refused.status_code == 303
    shown = carol.client.get(refused["Location"])
    assert shown.status_code == 422
    assert "Because of the weeks." in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown["Cache-Control"]
    stranger = Client().get(refused["Location"], follow=True)
    assert "Because of the weeks." not in stranger.content.decode()


def test_what_cannot_be_held_may_be_looked_at_again(world: World) -> None:
    """Without a cookie nobody is known again: the browser may show its own copy of the answer."""
    carol = asked(world)
    sent = carol.form(carol.open()) | {"decision": "revise", "note": "Because of the weeks."}
    bare = Client().post(f"{carol.page}answer/", sent, headers=WINDOW)
    assert bare.status_code == 422
    assert bare["Cache-Control"] == "no-cache, private"


def test_the_copy_is_dropped_only_when_the_words_were_taken(world: World) -> None:
    _page, to = talk(world)
    priya = world.client("priya")
    refused = priya.post(to, {"text": "", "kept_as": COPY})
    assert "taken" not in refused.cookies
    taken = priya.post(to, {"text": "Kept now.", "kept_as": COPY})
    assert taken.status_code == 302
    assert taken.cookies["taken"].value == COPY
    assert not taken.cookies["taken"]["httponly"]
    odd = priya.post(to, {"text": "Kept as well.", "kept_as": "<script>"})
    assert "taken" not in odd.cookies


def test_signed_out_meanwhile_the_copy_stays(world: World) -> None:
    _page, to = talk(world)
    for text in ("", "Some words that were typed."):
        answer = Client().post(to, {"text": text, "kept_as": COPY})
        assert answer.status_code == (401 if text else 302)
        assert "taken" not in answer.cookies


def test_sending_it_as_somebody_else_is_never_the_first_button(world: World) -> None:
    page, to = talk(world)
    client = strict(world, "priya")
    token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', client.get(page).content.decode())[0]
    become(client, world, "samir")
    sent = {"csrfmiddlewaretoken": token, "text": "Which calls, then?", "kept_as": COPY}
    said = client.post(to, sent).content.decode()
    acts = said[said.index('class="acts') :]
    assert acts.index("Back to the page you were on") < acts.index("Send it as Samir")
    assert re.findall(r'class="btn btn-primary"[^>]*>([^<]+)', acts) == [
        "Back to the page you were on"
    ]
    assert f'name="kept_as" value="{COPY}"' in acts
    assert COPY not in text_of(client.post(to, sent))


def test_autosave_hears_who_is_signed_in_now(world: World) -> None:
    page, to = talk(world)
    client = strict(world, "priya")
    client.get(page)
    become(client, world, "samir")
    heard = client.post(to, {"text": "Hm."}, headers={"accept": "application/json"}).json()
    assert heard["somebody"] == {
        "ref": world.people["samir"].ref,
        "name": world.people["samir"].name,
    }


def held_rows() -> int:
    return sum("page" in row.get_decoded() for row in Session.objects.all())


def test_held_pages_are_gone_when_they_end(world: World) -> None:
    _page, to = talk(world)
    priya = world.client("priya")
    held = priya.post(to, {"text": ""}, headers=WINDOW)["Location"]
    row = Session.objects.get(session_key=held.partition("held=")[2])
    assert 0 < (row.expire_date - SessionStore().get_expiry_date()).days + 30 < 30
    go_round()
    assert held_rows() == 1
    Session.objects.filter(pk=row.pk).update(expire_date=row.expire_date - timedelta(seconds=3_605))
    go_round()
    assert held_rows() == 0
    assert Session.objects.filter(session_key=priya.session.session_key).exists()


def test_a_round_without_an_ended_session_only_looks(world: World) -> None:
    world.client("priya").get("/")
    with CaptureQueriesContext(connection) as asked_for:
        assert drop_ended() == 0
    assert [query["sql"].split()[0] for query in asked_for] == ["SELECT"]


def test_nothing_is_held_for_a_stranger(world: World) -> None:
    """Whoever shows neither a sign-in nor a letter fills no table, and still reads their answer."""
    carol = asked(world)
    sign_in = reverse("account_request_login_code")
    stranger = Client()
    stranger.get(sign_in)
    stranger.cookies["any"] = "thing"
    plan = [f"{carol.page}{name}/" for name in ("answer", "withdrawal", "stop", "letter")]
    code = {"opening": "", "code": "000000"}
    before = Session.objects.count()
    for to, said in [(sign_in, {"email": "nonsense"}), (carol.page, code)] + [
        (to, {"reason": "Words of a stranger."}) for to in plan
    ]:
        answer = stranger.post(to, said, headers=WINDOW)
        assert answer.status_code in (200, 403, 422), to
        assert answer["Cache-Control"] == "no-cache, private"
    assert (Session.objects.count(), held_rows()) == (before, 0)
    samir = world.client("samir")  # signed in, but this letter is not his
    assert samir.post(plan[0], {"reason": "Hm."}, headers=WINDOW).status_code == 403
    assert held_rows() == 0


def test_nothing_is_held_while_a_sign_in_is_under_way(world: World) -> None:
    """Anybody gets that far, and with a session."""
    stranger = Client()
    stranger.post(reverse("account_request_login_code"), {"email": "nobody@larkmoor.example"})
    for _ in range(2):
        wrong = stranger.post(
            reverse("account_confirm_login_code"), {"code": "000000"}, headers=WINDOW
        )
        assert wrong.status_code in (200, 422)
    assert held_rows() == 0


def test_erasing_a_contract_takes_held_pages_with_it(world: World, run: Run) -> None:
    carol = asked(world)
    sent = carol.form(carol.open()) | {"decision": "revise", "note": "Because of the weeks."}
    carol.client.post(f"{carol.page}answer/", sent, headers=WINDOW)
    _page, to = talk(world)
    world.client("priya").post(to, {"text": ""}, headers=WINDOW)
    assert held_rows() == 2
    signed_in = Session.objects.count() - 2
    run("erase", world.contract().ref, "--reason", "Asked for.", "--yes")
    assert (held_rows(), Session.objects.count()) == (0, signed_in)


ENV = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
ROOMY = {"hotseats/answer.html": "to copy, not to write", "modules/parts/fields.html": "20,000"}


def long_fields() -> list[Any]:
    """Each call of the macro for several lines, by whatever name a template knows it."""
    found = []
    for path in TEMPLATES:
        short = str(path).partition("/templates/")[2]
        tree = ENV.parse(path.read_text())
        known = {
            (name if isinstance(name, str) else name[1])
            for one in tree.find_all(nodes.FromImport)
            if "macros/forms.html" in ast_text(one)
            for name in one.names
            if (name if isinstance(name, str) else name[0]) == "text"
        }
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in known:
                keys = {pair.key for pair in call.kwargs}
                found.append(pytest.param(short, keys, id=f"{short}:{call.lineno}"))
    return found


def ast_text(one: nodes.FromImport) -> str:
    return str(one.template.value) if isinstance(one.template, nodes.Const) else ""


@pytest.mark.parametrize(("where", "keys"), long_fields())
def test_every_long_field_says_how_much_room_there_is(where: str, keys: set[str]) -> None:
    assert "most" in keys or where in ROOMY


def test_no_long_field_cuts_words_off() -> None:
    """``maxlength`` drops the end of what is pasted, without a word."""
    for path in TEMPLATES:
        for line in Path(path).read_text().splitlines():
            assert not re.search(r"\btext\(.*maxlength", line), path
