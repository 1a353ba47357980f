"""Table one, by hand from the model: role x stage x move. Y allowed, s not in this stage, . never theirs."""

ROLES = (
    "student",
    "peer",
    "advocate",
    "facilitator",
    "ethics_reviewer",
    "placement_officer",
    "module_leader",
    "careers",
    "student_partner",
    "examiner",
    "administrator",
    "stranger",
)

# The columns are ROLES in order: student, peer, advocate; facilitator, ethics reviewer, placement
# officer, module leader; careers, student partner, examiner, administrator, stranger. Whoever
# answers for a seat is asked about their own seat.
GRIDS = {
    "drafting": """
        write           Y . .  . . . .  . . . . .
        share           Y . .  . . . .  . . . . .
        ask             Y . .  . . . .  . . . . .
        withdraw_ask    s . .  . . . .  . . . . .
        settle_point    Y . .  . . . .  . . . . .
        ask_second      s . .  . . . .  . . . . .
        comment         . Y .  Y . . .  . . . . .
        reply           Y Y .  Y . . .  . . . . .
        resolve         Y Y .  Y . . .  . . . . .
        mark_read       . Y .  Y Y Y Y  . . . . .
        answer          . . s  s s s s  . . . . .
        undo            . . .  s s s s  . . . . .
        withdraw_yes    . . s  s s s s  . . . . .
        pass_on         . . s  . . . .  . . . . .
        propose_talk    . . .  s s s s  . . . . .
        hand_over       . . .  s s s s  . . . . .
        meet_condition  . . .  Y Y Y Y  . . . . .
        vouch           . . .  Y . Y Y  . . . . .
        turn_down       . . .  Y . Y Y  . . . . .
        note_received   . . .  Y . Y Y  . . . . .
        waive           . . .  s . . s  . . . . .
        end             . . .  . . . Y  . . . . .
        adopt_form      Y . .  . . . .  . . . . .
        record          Y . .  Y . Y Y  . . . . .
        dispute         . . s  . . . .  . . . . .
        settle_dispute  . . .  s . s s  . . . . .
        leave_workplace Y . .  Y . Y Y  . . . . .
        object          . . s  s s s s  . . . . .
        pause           Y . .  Y . . Y  . . . . .
        resume          s . .  s . . s  . . . . .
        void            Y . .  Y . . Y  . . . . .
        keep            Y . .  Y . . Y  . . . . .
        look_again      s . .  . . . .  . . . . .
    """,
    "asking": """
        write           Y . .  . . . .  . . . . .
        share           Y . .  . . . .  . . . . .
        ask             Y . .  . . . .  . . . . .
        withdraw_ask    Y . .  . . . .  . . . . .
        settle_point    Y . .  . . . .  . . . . .
        ask_second      Y . .  . . . .  . . . . .
        comment         . Y .  Y . . .  . . . . .
        reply           Y Y .  Y . . .  . . . . .
        resolve         Y Y .  Y . . .  . . . . .
        mark_read       . Y .  Y Y Y Y  . . . . .
        answer          . . Y  Y Y Y Y  . . . . .
        undo            . . .  Y Y Y Y  . . . . .
        withdraw_yes    . . Y  Y Y Y Y  . . . . .
        pass_on         . . Y  . . . .  . . . . .
        propose_talk    . . .  Y Y Y Y  . . . . .
        hand_over       . . .  Y Y Y Y  . . . . .
        meet_condition  . . .  Y Y Y Y  . . . . .
        vouch           . . .  Y . Y Y  . . . . .
        turn_down       . . .  Y . Y Y  . . . . .
        note_received   . . .  Y . Y Y  . . . . .
        waive           . . .  Y . . Y  . . . . .
        end             . . .  . . . Y  . . . . .
        adopt_form      Y . .  . . . .  . . . . .
        record          Y . .  Y . Y Y  . . . . .
        dispute         . . Y  . . . .  . . . . .
        settle_dispute  . . .  Y . Y Y  . . . . .
        leave_workplace Y . .  Y . Y Y  . . . . .
        object          . . Y  Y Y Y Y  . . . . .
        pause           Y . .  Y . . Y  . . . . .
        resume          s . .  s . . s  . . . . .
        void            Y . .  Y . . Y  . . . . .
        keep            Y . .  Y . . Y  . . . . .
        look_again      s . .  . . . .  . . . . .
    """,
    # In force. Nobody is asked anything new; but where any of several seats was enough, another's
    # ask may still be open, and may still be answered, passed on or taken back.
    "agreed": """
        write           Y . .  . . . .  . . . . .
        share           Y . .  . . . .  . . . . .
        ask             s . .  . . . .  . . . . .
        withdraw_ask    Y . .  . . . .  . . . . .
        settle_point    Y . .  . . . .  . . . . .
        ask_second      s . .  . . . .  . . . . .
        comment         . Y .  Y . . .  . . . . .
        reply           Y Y .  Y . . .  . . . . .
        resolve         Y Y .  Y . . .  . . . . .
        mark_read       . Y .  Y Y Y Y  . . . . .
        answer          . . Y  Y Y Y Y  . . . . .
        undo            . . .  Y Y Y Y  . . . . .
        withdraw_yes    . . Y  Y Y Y Y  . . . . .
        pass_on         . . Y  . . . .  . . . . .
        propose_talk    . . .  Y Y Y Y  . . . . .
        hand_over       . . .  Y Y Y Y  . . . . .
        meet_condition  . . .  Y Y Y Y  . . . . .
        vouch           . . .  Y . Y Y  . . . . .
        turn_down       . . .  Y . Y Y  . . . . .
        note_received   . . .  Y . Y Y  . . . . .
        waive           . . .  s . . s  . . . . .
        end             . . .  . . . Y  . . . . .
        adopt_form      Y . .  . . . .  . . . . .
        record          s . .  s . s s  . . . . .
        dispute         . . Y  . . . .  . . . . .
        settle_dispute  . . .  Y . Y Y  . . . . .
        leave_workplace Y . .  Y . Y Y  . . . . .
        object          . . Y  Y Y Y Y  . . . . .
        pause           Y . .  Y . . Y  . . . . .
        resume          s . .  s . . s  . . . . .
        void            Y . .  Y . . Y  . . . . .
        keep            Y . .  Y . . Y  . . . . .
        look_again      Y . .  . . . .  . . . . .
    """,
    "amending": """
        write           Y . .  . . . .  . . . . .
        share           Y . .  . . . .  . . . . .
        ask             Y . .  . . . .  . . . . .
        withdraw_ask    Y . .  . . . .  . . . . .
        settle_point    Y . .  . . . .  . . . . .
        ask_second      Y . .  . . . .  . . . . .
        comment         . Y .  Y . . .  . . . . .
        reply           Y Y .  Y . . .  . . . . .
        resolve         Y Y .  Y . . .  . . . . .
        mark_read       . Y .  Y Y Y Y  . . . . .
        answer          . . Y  Y Y Y Y  . . . . .
        undo            . . .  Y Y Y Y  . . . . .
        withdraw_yes    . . Y  Y Y Y Y  . . . . .
        pass_on         . . Y  . . . .  . . . . .
        propose_talk    . . .  Y Y Y Y  . . . . .
        hand_over       . . .  Y Y Y Y  . . . . .
        meet_condition  . . .  Y Y Y Y  . . . . .
        vouch           . . .  Y . Y Y  . . . . .
        turn_down       . . .  Y . Y Y  . . . . .
        note_received   . . .  Y . Y Y  . . . . .
        waive           . . .  Y . . Y  . . . . .
        end             . . .  . . . Y  . . . . .
        adopt_form      Y . .  . . . .  . . . . .
        record          Y . .  Y . Y Y  . . . . .
        dispute         . . Y  . . . .  . . . . .
        settle_dispute  . . .  Y . Y Y  . . . . .
        leave_workplace Y . .  Y . Y Y  . . . . .
        object          . . Y  Y Y Y Y  . . . . .
        pause           Y . .  Y . . Y  . . . . .
        resume          s . .  s . . s  . . . . .
        void            Y . .  Y . . Y  . . . . .
        keep            Y . .  Y . . Y  . . . . .
        look_again      s . .  . . . .  . . . . .
    """,
    "suspended": """
        write           Y . .  . . . .  . . . . .
        share           Y . .  . . . .  . . . . .
        ask             Y . .  . . . .  . . . . .
        withdraw_ask    Y . .  . . . .  . . . . .
        settle_point    Y . .  . . . .  . . . . .
        ask_second      Y . .  . . . .  . . . . .
        comment         . Y .  Y . . .  . . . . .
        reply           Y Y .  Y . . .  . . . . .
        resolve         Y Y .  Y . . .  . . . . .
        mark_read       . Y .  Y Y Y Y  . . . . .
        answer          . . Y  Y Y Y Y  . . . . .
        undo            . . .  Y Y Y Y  . . . . .
        withdraw_yes    . . Y  Y Y Y Y  . . . . .
        pass_on         . . Y  . . . .  . . . . .
        propose_talk    . . .  Y Y Y Y  . . . . .
        hand_over       . . .  Y Y Y Y  . . . . .
        meet_condition  . . .  Y Y Y Y  . . . . .
        vouch           . . .  Y . Y Y  . . . . .
        turn_down       . . .  Y . Y Y  . . . . .
        note_received   . . .  Y . Y Y  . . . . .
        waive           . . .  Y . . Y  . . . . .
        end             . . .  . . . Y  . . . . .
        adopt_form      Y . .  . . . .  . . . . .
        record          Y . .  Y . Y Y  . . . . .
        dispute         . . Y  . . . .  . . . . .
        settle_dispute  . . .  Y . Y Y  . . . . .
        leave_workplace Y . .  Y . Y Y  . . . . .
        object          . . Y  Y Y Y Y  . . . . .
        pause           Y . .  Y . . Y  . . . . .
        resume          Y . .  Y . . Y  . . . . .
        void            Y . .  Y . . Y  . . . . .
        keep            Y . .  Y . . Y  . . . . .
        look_again      s . .  . . . .  . . . . .
    """,
    "ended": """
        write           s . .  . . . .  . . . . .
        share           s . .  . . . .  . . . . .
        ask             s . .  . . . .  . . . . .
        withdraw_ask    s . .  . . . .  . . . . .
        settle_point    s . .  . . . .  . . . . .
        ask_second      s . .  . . . .  . . . . .
        comment         . s .  s . . .  . . . . .
        reply           s s .  s . . .  . . . . .
        resolve         s s .  s . . .  . . . . .
        mark_read       . s .  s s s s  . . . . .
        answer          . . s  s s s s  . . . . .
        undo            . . .  s s s s  . . . . .
        withdraw_yes    . . s  s s s s  . . . . .
        pass_on         . . s  . . . .  . . . . .
        propose_talk    . . .  s s s s  . . . . .
        hand_over       . . .  s s s s  . . . . .
        meet_condition  . . .  s s s s  . . . . .
        vouch           . . .  s . s s  . . . . .
        turn_down       . . .  s . s s  . . . . .
        note_received   . . .  s . s s  . . . . .
        waive           . . .  s . . s  . . . . .
        end             . . .  . . . s  . . . . .
        adopt_form      s . .  . . . .  . . . . .
        record          s . .  s . s s  . . . . .
        dispute         . . s  . . . .  . . . . .
        settle_dispute  . . .  s . s s  . . . . .
        leave_workplace s . .  s . s s  . . . . .
        object          . . s  s s s s  . . . . .
        pause           s . .  s . . s  . . . . .
        resume          s . .  s . . s  . . . . .
        void            s . .  s . . s  . . . . .
        keep            s . .  s . . s  . . . . .
        look_again      s . .  . . . .  . . . . .
    """,
}


def cells() -> dict[tuple[str, str, str], str]:
    """Every cell as (stage, move, role) -> Y, s or a dot."""
    found: dict[tuple[str, str, str], str] = {}
    for stage, grid in GRIDS.items():
        for line in grid.split("\n"):
            move, *marks = line.split() or [""]
            if move:
                assert len(marks) == len(ROLES), f"{stage}: {line}"
                found |= {
                    (stage, move, role): mark for role, mark in zip(ROLES, marks, strict=True)
                }
    return found
