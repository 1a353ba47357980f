"""Writing about sets: what people say, who goes with whom, how sets are formed, what they agree to."""

from pactwork.sets.actions.agreeing import agree_to_rules, propose_rules
from pactwork.sets.actions.errands import stop_errand
from pactwork.sets.actions.forming import apply_proposal, drop_proposal, move_in_proposal, propose
from pactwork.sets.actions.pairing import end_pair, pair_up
from pactwork.sets.actions.saying import say_when
from pactwork.sets.actions.working_out import work_out_proposals

__all__ = [
    "agree_to_rules",
    "apply_proposal",
    "drop_proposal",
    "end_pair",
    "move_in_proposal",
    "pair_up",
    "propose",
    "propose_rules",
    "say_when",
    "stop_errand",
    "work_out_proposals",
]
