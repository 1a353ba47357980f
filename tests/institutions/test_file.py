"""An institution in a file: every mistake with its line and field, and what is written is read again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.files import blobs
from pactwork.ground.own_words import TERMS, name_problem
from pactwork.ground.typed import cleaned
from pactwork.history.models import Entry
from pactwork.institutions.reading import read_bytes
from pactwork.institutions.rules.colours import THEMES, colour_problem
from pactwork.institutions.rules.describing import DATES, OPTIONAL, PAPERS, problems
from pactwork.institutions.rules.zones import offered
from pactwork.institutions.typed import Described
from pactwork.institutions.writing import as_file
from pactwork.people.actions import found_institution
from pactwork.people.models import Institution
from tests.institutions.test_settings import bomb, picture
from tests.test_commands import run  # noqa: F401 - a fixture

WAS = Described(name="Metropolia", time_zone="Europe/Helsinki", help_email="apua@m.example")
WHOLE = """\
name: Universidad de Ejemplo
time_zone: America/Bogota
language: en-gb
dates: day
paper: letter
help_email: ayuda@ejemplo.example
sender: Prácticas
logo: ""
colours:
  light: "#7a003c"
  dark: "#ffd700"
roles:
  facilitator: academic supervisor
  careers: {one: careers adviser, several: careers people}
switched_off: [hotseats]
"""


def mistakes(text: str | bytes, folder: Path = Path()) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    return read_bytes(content, "uni.yaml", WAS, folder).mistakes


def test_a_whole_file_is_read() -> None:
    found = read_bytes(WHOLE.encode(), "uni.yaml", WAS, Path())
    assert found.mistakes == []
    assert found.logo is False
    assert found.said == Described(
        name="Universidad de Ejemplo",
        time_zone="America/Bogota",
        help_email="ayuda@ejemplo.example",
        sender="Prácticas",
        paper="letter",
        light="#7a003c",
        dark="#ffd700",
        roles={
            "facilitator": ("academic supervisor", "academic supervisors"),
            "careers": ("careers adviser", "careers people"),
        },
        left_out=("hotseats",),
    )


def test_what_a_file_leaves_out_stays() -> None:
    found = read_bytes(b"paper: letter\n", "uni.yaml", WAS, Path())
    assert (found.said.paper, found.said.help_email, found.logo) == (
        "letter",
        "apua@m.example",
        None,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("time_zone: Moon/Base", "uni.yaml line 1, time_zone: Choose one of the options. “Moon/Base”"),
        ("nmae: X", "uni.yaml line 1, nmae: “nmae” is not part of the format, but you may have meant"),
        ("paper: a4\nfont: Arial", "uni.yaml line 2, font: “font” is not part of the format, but"),
        ("colours:\n  light: #0b5470", "uni.yaml line 2, colours.light: this is missing, but text"),
        ("colours:\n  light: 115470", 'uni.yaml line 2, colours.light: 115470 is not read as text'),
        ('colours:\n  light: "#ffd700"', "uni.yaml line 2, colours.light: This colour is too pale"),
        ('paper: a4\ncolours:\n  dark: "#000"', "uni.yaml line 3, colours.dark: This colour is too dark"),
        ("colours: red", "uni.yaml line 1, colours: this is “red”, but a group of entries"),
        ("colours:\n  sepia: x", "uni.yaml line 2, colours.sepia: “sepia” is not part of the format"),
        ("roles:\n  boss: tutor", "uni.yaml line 2, roles.boss: “boss” is not part of the format"),
        ("roles:\n  examiner: <b>x</b>", "uni.yaml line 2, roles.examiner: Use only words"),
        ("roles:\n  examiner:\n    one: x\n    several: a & b", "uni.yaml line 4, roles.examiner.several:"),
        ("roles:\n  examiner: {several: x}", "uni.yaml line 2, roles.examiner.one: this is missing"),
        ("roles:\n  examiner: [x]", "uni.yaml line 2, roles.examiner.one: this is a list"),
        ("roles: tutor", "uni.yaml line 1, roles: this is “tutor”"),
        ("switched_off: hotseats", "uni.yaml line 1, switched_off: this is “hotseats”, but a list"),
        ("switched_off: [contracts]", "uni.yaml line 1, switched_off: Choose one of the options."),
        ("switched_off:\n  - 3", "uni.yaml line 2, switched_off.1: 3 is not read as text"),
        ("name: ''", "uni.yaml line 1, name: Write something here first."),
        ("name: [a, b]", "uni.yaml line 1, name: this is a list"),
        ("help_email: apua", "uni.yaml line 1, help_email: Enter an email address"),
        ("language: fi", "uni.yaml line 1, language: Choose one of the options. “fi”"),
        ("dates: 1", "uni.yaml line 1, dates: 1 is not read as text"),
        ("logo: nowhere.png", "uni.yaml line 1, logo: There is no such file beside this one: “nowhere.png”."),
        ("logo: bomb.png", "uni.yaml line 1, logo: This picture would unpack to far more than a logo needs."),
        ("logo: ../../etc/passwd", "uni.yaml line 1, logo: "),
        ("name: a\nname: b", "uni.yaml line 2, name: "),
        ("- a\n- b", "uni.yaml line 1: this is a list, but a group of entries"),
        ("name: &a x\nsender: *a", "uni.yaml line 1: "),
        ("name: !!python/object:os.system x", "uni.yaml line 1: "),
        ("name: 'x", "uni.yaml line 1: "),
        ("", "uni.yaml: "),
        (b"name: \xff", "uni.yaml line 1: "),
    ],
)  # fmt: skip
def test_every_mistake_has_its_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bomb.png").write_bytes(bomb())
    found = mistakes(text, tmp_path)
    assert [one for one in found if one.startswith(said)], found
    assert len(found) == 1


def test_all_mistakes_are_said_in_the_order_of_the_file() -> None:
    found = mistakes(
        "paper: a3\nnmae: x\ncolours:\n  light: teal\n  dark: teal\nroles: {boss: x}\n"
    )
    assert [one.split(",")[0] for one in found] == [f"uni.yaml line {n}" for n in (1, 2, 4, 5, 6)]


names = st.text(min_size=1, max_size=40).filter(lambda name: name_problem(name) is None)


def lines(most: int) -> st.SearchStrategy[str]:
    """As the door leaves them."""
    return st.text(max_size=most).map(lambda text: " ".join(cleaned(text).split()))


described_ones = st.builds(
    Described,
    name=lines(200),
    time_zone=st.sampled_from(offered()),
    help_email=st.sampled_from(["", "help@c.org"]),
    sender=lines(100),
    dates=st.sampled_from(DATES),
    paper=st.sampled_from(PAPERS),
    light=st.sampled_from(["", "#7a003c", "#000000"]),
    dark=st.sampled_from(["", "#ffd700", "#ffffff"]),
    roles=st.dictionaries(st.sampled_from(list(TERMS)), st.tuples(names, names), max_size=3),
    left_out=st.sets(st.sampled_from(OPTIONAL)).map(lambda some: tuple(sorted(some, reverse=True))),
).filter(lambda said: not problems(vars(said), ("en-gb",)))


@given(described_ones)
@settings(max_examples=60)
def test_what_is_written_is_read_again(said: Described) -> None:
    found = read_bytes(as_file(said).encode(), "uni.yaml", WAS, Path())
    assert found.mistakes == []
    assert found.said == said


def test_the_examples_pass_their_own_rule() -> None:
    assert not any(colour_problem({"light": "#7a003c", "dark": "#ffd700"}[t], t) for t in THEMES)


@pytest.mark.django_db
def test_a_file_founds_the_first_institution_and_is_written_back(
    tmp_path: Path,
    run,  # noqa: F811
) -> None:
    file, out = tmp_path / "uni.yaml", tmp_path / "out.yaml"
    (tmp_path / "us.png").write_bytes(picture())
    file.write_text(WHOLE.replace('logo: ""', "logo: us.png"), encoding="utf-8")
    assert run("institution", str(file), "--check")[0] == 0
    assert not Institution.objects.exists()
    code, said, _trouble = run("institution", str(file))
    assert (code, "✓ Loaded." in said) == (0, True)
    house = Institution.objects.get()
    assert (house.name, house.left_out) == ("Universidad de Ejemplo", ["hotseats"])
    assert blobs.read(house.logo)
    assert "✓ Nothing was different." in run("institution", str(file))[1]
    assert Entry.objects.filter(act="institution_described").count() == 1
    assert run("institution", "--write", str(out))[0] == 0
    assert (tmp_path / "out-logo.png").exists()
    assert "✓ Nothing was different." in run("institution", str(out))[1]
    code, _said, trouble = run("institution", "--write", str(out))
    assert (code, "is there already" in trouble) == (1, True)


@pytest.mark.django_db
def test_with_one_mistake_nothing_is_loaded(tmp_path: Path, run) -> None:  # noqa: F811
    found_institution("Metropolia")
    file = tmp_path / "uni.yaml"
    file.write_text(WHOLE.replace("America/Bogota", "Bogota"), encoding="utf-8")
    code, said, trouble = run("institution", str(file))
    assert code == 1
    assert "✗ uni.yaml line 2, time_zone:" in said
    assert "1 problem" in trouble
    assert Institution.objects.get().name == "Metropolia"
    assert not Entry.objects.filter(act="institution_described")
    assert run("institution", str(tmp_path / "none.yaml"))[0] == 1


@pytest.mark.django_db
def test_a_file_with_another_name_asks_which_institution_is_meant(
    tmp_path: Path,
    run,  # noqa: F811
) -> None:
    was = found_institution("Metropolia")
    file = tmp_path / "uni.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    for more in ((), ("--check",), ("--institution", was.ref)):
        code, said, trouble = run("institution", str(file), *more)
        assert (code, said) == (1, "")
        assert (
            f"is about Universidad de Ejemplo, and would change Metropolia ({was.ref})" in trouble
        )
        assert "add --rename" in trouble
        assert "add --new" in trouble
    kept = Institution.objects.get()
    assert (kept.name, kept.time_zone) == ("Metropolia", was.time_zone)
    assert run("institution", str(file), "--new")[0] == 0
    assert {one.name for one in Institution.objects.all()} == {
        "Metropolia",
        "Universidad de Ejemplo",
    }
    code, _said, trouble = run("institution", str(file), "--new")
    assert (code, "is here already" in trouble) == (1, True)
    Institution.objects.exclude(pk=was.pk).update(name="Lahti")
    assert run("institution", str(file), "--rename", "--institution", was.ref)[0] == 0
    was.refresh_from_db()
    assert was.name == "Universidad de Ejemplo"
    roster = tmp_path / "people.csv"
    roster.write_text("name,email\n", encoding="utf-8")
    code, _said, trouble = run("roster", "load", str(roster), "--institution", "Nowhere")
    assert (code, "--new" in trouble) == (1, False)
    assert "No institution here is called 'Nowhere'. Add one of these:" in trouble
