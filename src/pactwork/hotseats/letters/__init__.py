"""Emails of a hotseat: to the guest, by link and with the code; to the team about the guest."""

from pactwork.ground.manifest import Email
from pactwork.hotseats.letters import guest, team

EMAILS: dict[str, Email] = {
    "guest_invited": Email(guest.guest_invited),
    "guest_opening": Email(guest.guest_opening),
    "guest_extended": Email(guest.guest_extended),
    "guest_corrected": Email(guest.guest_corrected),
    "guest_cancelled": Email(guest.guest_cancelled),
    "guest_thanked": Email(guest.guest_thanked),
    "guest_declined": Email(team.guest_declined),
    "guest_undelivered": Email(team.guest_undelivered),
    "guest_fresh_code": Email(guest.guest_fresh_code),
    "guest_attacked": Email(team.guest_attacked),
}
