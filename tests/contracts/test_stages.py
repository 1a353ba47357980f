"""The ways from stage to stage, written by hand, against the picture that tries every move."""

from tools.stages import stages_page, steps

# Where words are put back, sharing revives a yes; where the seat asked loses its words, it ends an ask.
WAYS = {
    ("drafting", "asking"): {"ask"},
    ("asking", "drafting"): {"withdraw_ask", "share"},
    ("asking", "agreed"): {"answer", "waive", "share"},
    ("agreed", "asking"): {"undo"},
    ("agreed", "amending"): {"share", "undo"},
    ("amending", "agreed"): {"answer", "waive", "share"},
    ("agreed", "suspended"): {"withdraw_yes"},
    ("amending", "suspended"): {"withdraw_yes"},
    ("suspended", "agreed"): {"answer", "waive", "share"},
    ("suspended", "asking"): {"undo"},
    ("drafting", "ended"): {"end"},
    ("asking", "ended"): {"end"},
    ("agreed", "ended"): {"end"},
    ("amending", "ended"): {"end"},
    ("suspended", "ended"): {"end"},
}


def test_the_picture_shows_these_ways_and_no_others() -> None:
    assert steps() == WAYS


def test_the_page_draws_each_of_them() -> None:
    page = stages_page()
    for here, there in WAYS:
        assert f"  {here} --> {there}: " in page
