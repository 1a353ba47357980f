"""Who reads what of Nadine's contract, by the keys of the people in the story of marked strings."""

STUDENT = {"nadine"}
# Of her set. Samir owes a review: what the others said is his to read once he has given it.
GAVE, OWES = {"tomasz", "priya", "jane"}, {"samir"}
SET = GAVE | OWES
LENT = {"sven"}  # of another set, asked to stand in: the key elements of one draft, no more
TEAM, LEADER, ETHICS = {"helen", "owen"}, {"ruth"}, {"anil"}
OFFICER, WORK, PARTNER = {"grace"}, {"carol", "ian"}, {"petra"}
SAMPLE = {"exa"}  # an examiner to whom this contract is shown
OTHERS = {"colin", "dan", "lena", "moira"}
HELD = STUDENT | TEAM | LEADER  # who talks about the contract with its student
WHOLE = HELD | SAMPLE  # who reads all but what names its readers
LOOKS_AFTER_WORK = WHOLE | OFFICER
ON_RUN = STUDENT | SET | LENT | TEAM | LEADER | ETHICS | OFFICER | PARTNER | SAMPLE | OTHERS
TALKS = ON_RUN - SAMPLE - {"lena", "moira"}
