"""A module leader gets next year ready: copies the run, puts a date right, changes a part of the brief."""

import re

from playwright.sync_api import expect

from tests.journeys.pages import Stage


def test_a_leader_copies_a_run_and_changes_it(stage: Stage) -> None:
    ruth = stage.becomes("Prof. Ruth Adeyemi")
    ruth.follows("Change the module")
    ruth.looks_at("change a module")
    ruth.follows("Copy for another year")
    ruth.sees("was Monday", "Dates that will change")
    ruth.looks_at("copy a run")
    ruth.writes("Name of the new run", "A year on")
    ruth.writes("Teaching weeks", "many")
    ruth.presses("Create the new run")
    ruth.sees("is “many”, but a whole number from 1 to 60 is expected here.")
    expect(ruth.field("Name of the new run")).to_have_value("A year on")
    ruth.looks_at("copy a run, with something wrong")
    ruth.writes("Teaching weeks", "12")
    ruth.presses("Create the new run")
    ruth.sees("It has no students yet", "Copied from an earlier run · Prof. Ruth Adeyemi")
    ruth.follows(re.compile(r"^\s*Dates"))
    ruth.looks_at("change dates")
    ruth.presses("Save")
    ruth.follows("What an action inquiry is")
    ruth.writes(re.compile("^Title"), "What this is")
    ruth.looks_at("change a part of the brief")
    ruth.presses("Save")
    ruth.sees("Saved: What an action inquiry is.")
    ruth.follows("Who teaches and helps")
    ruth.looks_at("change who teaches")
    ruth.presses("Save")
    ruth.sees("No changes to save.")
