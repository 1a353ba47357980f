"""Signing in by a mailed code: who gets in, who does not, and what a stranger can learn."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pactwork.history.outbox import deliver_due
from pactwork.people.models import Account, Institution, Person
from pactwork.wiring.emails import EMAILS

pytestmark = pytest.mark.django_db

ADDRESS = "nadine@larkmoor.example"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def nadine() -> Person:
    institution = Institution.objects.create(name="Midshire University", key="00" * 32)
    account = Account.objects.create_user(ADDRESS)
    return Person.objects.create(
        institution=institution, account=account, key="N1", name="Nadine Brooks", email=ADDRESS
    )


def ask(client: Client, address: str = ADDRESS) -> Any:
    response = client.post(reverse("account_request_login_code"), {"email": address})
    deliver_due(EMAILS)
    return response


def mailed_code() -> str:
    found = re.search(r"\b(\d{4}) (\d{4})\b", str(mail.outbox[-1].body))
    assert found
    return found[1] + found[2]


def another_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**8:08d}"


def answer(client: Client, code: str) -> Any:
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def masked(page: str) -> str:
    """A page without what differs by request: the form's token and the address typed."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|[\w.]+@[\w.]+', "…", page)


def test_the_mailed_code_opens_the_door(client: Client, nadine: Person) -> None:
    ask(client, ADDRESS.upper())
    assert mail.outbox[0].to == [ADDRESS.upper()] or mail.outbox[0].to == [ADDRESS]
    assert not re.search(
        r"\d", mail.outbox[0].subject
    )  # on a locked screen, and in any list of mail
    response = answer(client, mailed_code())
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert signed_in(client)


def test_one_comes_out_where_one_wanted_to_go_in(client: Client, nadine: Person) -> None:
    wanted = f"{reverse('account_request_login_code')}?next=/help/"
    response = client.post(wanted, {"email": ADDRESS})
    ask(client)
    assert "next=%2Fhelp%2F" in response["Location"]
    response = client.post(response["Location"], {"code": mailed_code(), "next": "/help/"})
    assert response["Location"] == "/help/"


@pytest.mark.asvs("V3.7.2")
def test_no_way_out_to_another_site(client: Client, nadine: Person) -> None:
    ask(client)
    response = client.post(
        reverse("account_confirm_login_code") + "?next=https://evil.example/",
        {"code": mailed_code()},
    )
    assert response["Location"] == "/"


def test_a_wrong_code_says_so_and_the_right_one_still_works(client: Client, nadine: Person) -> None:
    ask(client)
    code = mailed_code()
    response = answer(client, another_than(code))
    assert "That is not the code" in response.content.decode()
    assert not signed_in(client)
    answer(client, f" {code[:4]} {code[4:]} ")
    assert signed_in(client)


def test_five_wrong_codes_end_the_code(client: Client, nadine: Person) -> None:
    ask(client)
    code = mailed_code()
    for _ in range(5):
        response = answer(client, another_than(code))
    assert response["Location"] == reverse("account_request_login_code")
    assert "Too many attempts" in client.get(response["Location"]).content.decode()
    answer(client, code)
    assert not signed_in(client)


@pytest.mark.asvs("V6.6.2")
def test_a_code_works_only_where_it_was_asked_for(client: Client, nadine: Person) -> None:
    ask(client)
    stranger = Client()
    answer(stranger, mailed_code())
    assert not signed_in(stranger)


def test_one_can_start_again_with_another_address(client: Client, nadine: Person) -> None:
    page = client.get(ask(client, "nadien@larkmoor.example")["Location"]).content.decode()
    assert f'action="{reverse("account_logout")}"' in page
    assert client.post(reverse("account_logout"))["Location"] == reverse(
        "account_request_login_code"
    )
    ask(client)
    answer(client, mailed_code())
    assert signed_in(client)


@pytest.mark.asvs("V6.3.8")
def test_a_stranger_cannot_tell_who_is_on_the_roster(nadine: Person) -> None:
    pages = []
    for address in (ADDRESS, "nobody@elsewhere.example"):
        seen = []
        for _ in range(5):  # more often than an address has emails of its own
            client = Client()
            asked = ask(client, address)
            page = client.get(asked["Location"])
            wrong = answer(client, "00000001")
            seen += [asked.status_code, asked["Location"]]
            seen += [masked(p.content.decode()) for p in (page, wrong)]
        pages.append(seen)
    assert pages[0] == pages[1]
    assert "we emailed an eight-digit code to it a few minutes ago" in pages[0][-2]
    assert len(mail.outbox) == 3


def test_no_code_is_printed_in_a_page(client: Client, nadine: Person) -> None:
    page = client.get(ask(client)["Location"]).content.decode()
    assert mailed_code() not in page


@pytest.mark.asvs("V7.4.2")
def test_whoever_is_taken_off_the_roster_is_out_at_once(client: Client, nadine: Person) -> None:
    ask(client)
    answer(client, mailed_code())
    assert client.get(reverse("account_logout")).status_code == 200
    Person.objects.update(active=False)
    response = client.get(reverse("account_logout"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_request_login_code"))


def test_a_closed_account_gets_no_code(client: Client, nadine: Person) -> None:
    Account.objects.update(is_active=False)
    assert ask(client).status_code == 302
    assert mail.outbox == []


def test_a_code_asked_for_before_leaving_no_longer_works(client: Client, nadine: Person) -> None:
    ask(client)
    Person.objects.update(active=False)
    response = answer(client, mailed_code())
    assert response["Location"] == reverse("account_request_login_code")
    assert not signed_in(client)


def test_signing_out_needs_a_click(client: Client, nadine: Person) -> None:
    ask(client)
    answer(client, mailed_code())
    client.get(reverse("account_logout"))
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_the_code_comes_marked_as_automatic_and_from_the_university(
    client: Client, nadine: Person
) -> None:
    ask(client)
    letter = mail.outbox[-1]
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.extra_headers["X-Auto-Response-Suppress"] == "All"
    assert letter.from_email.startswith("Midshire University <")


@pytest.mark.parametrize("pasted", ["{}-{}", "{} {}.", "Your code is {}–{}"])
def test_eight_digits_sign_in_whatever_was_copied_with_them(
    client: Client, nadine: Person, pasted: str
) -> None:
    ask(client)
    code = mailed_code()
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert "maxlength" not in page
    answer(client, pasted.format(code[:4], code[4:]))
    assert signed_in(client)


def test_a_mailbox_is_found_however_its_domain_is_spelled(nadine: Person) -> None:
    """Browsers turn müller.example into xn--mller-kva.example before they post it."""
    assert nadine.account
    Account.objects.filter(pk=nadine.account.pk).update(email="nadine@müller.example")
    for spelling in ("nadine@xn--mller-kva.example", "Nadine@MÜLLER.example"):
        ask(Client(), spelling)
        assert mail.outbox.pop().to == ["nadine@müller.example"]
