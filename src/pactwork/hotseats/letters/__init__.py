"""Letters of a hotseat: to the guest, by link and with the code; to the team about the guest."""

from pactwork.contracts.letters.base import Builder
from pactwork.hotseats.letters import guest, team

LETTERS: dict[str, Builder] = {
    "guest_invited": guest.guest_invited,
    "guest_opening": guest.guest_opening,
    "guest_extended": guest.guest_extended,
    "guest_corrected": guest.guest_corrected,
    "guest_cancelled": guest.guest_cancelled,
    "guest_thanked": guest.guest_thanked,
    "guest_declined": team.guest_declined,
    "guest_undelivered": team.guest_undelivered,
    "guest_fresh_code": guest.guest_fresh_code,
    "guest_attacked": team.guest_attacked,
}
