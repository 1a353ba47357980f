"""What is pasted from Word or a web page keeps its shape as plain text."""

from tests.journeys import pages
from tests.journeys.pages import Stage
from tests.journeys.test_nothing_is_lost import LABEL, opens_the_question

PASTES = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  field.value = "";
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
  return field.value;
}"""
TABLE = (
    "<p>Plan</p><table><tr><td><p>First call</p></td><td>Me</td><td>Week 5</td></tr>"
    "<tr><td>Second</td><td></td><td>Week 6</td></tr></table>"
)
LIST = "<ul><li>One<ul><li>Inner</li></ul></li></ul><ol start='3'><li>Three</li><li>Four</li></ol>"
WORD = (
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Alpha</p>"
    "<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)</span>Beta</p>"
)


def test_a_table_and_lists_keep_their_shape(stage: Stage) -> None:
    student = stage.becomes("Lwazi Mthembu")
    opens_the_question(student)
    field = student.field(LABEL)
    was = field.input_value()
    for html, said in (
        (TABLE, "Plan\nFirst call | Me | Week 5\nSecond |  | Week 6"),
        (LIST, "• One\n  • Inner\n3. Three\n4. Four"),
        (WORD, "• Alpha\n  a) Beta"),
        ("<p>Nothing <i>special</i></p>", ""),  # left to the browser
    ):
        assert field.evaluate(PASTES, html) == said
    field.fill(was)
    pages.opens_the_contract(student)
