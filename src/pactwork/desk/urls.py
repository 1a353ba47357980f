"""Addresses for the staff: the queue, reviewing, the smaller moves, one's own notes."""

from django.urls import URLPattern, path

from pactwork.desk.views import disputes as settling
from pactwork.desk.views import queue, receiving, review, sampling, silence, staff_moves, unsent

app_name = "contracts"
urlpatterns: list[URLPattern] = [
    path("queue/", queue.queue, name="queue"),
    path("contracts/<ref>/review/", review.review, name="review"),
    path("contracts/<ref>/review/<seat>/", review.decide, name="decide"),
    path("contracts/<ref>/answers/<answer>/undo/", review.undo, name="undo"),
    path("contracts/<ref>/read/", staff_moves.read, name="read"),
    path("contracts/<ref>/seats/<seat>/hand-over/", staff_moves.hand_over, name="hand_over"),
    path("contracts/<ref>/seats/<seat>/talk/", staff_moves.talk, name="talk"),
    path("contracts/<ref>/seats/<seat>/waiver/", staff_moves.waive, name="waive"),
    path("contracts/<ref>/seats/<seat>/withdrawal/", staff_moves.withdraw_yes, name="withdraw_yes"),
    path("contracts/<ref>/seats/<seat>/objection/", staff_moves.objection, name="objection"),
    path("contracts/<ref>/seats/<seat>/vouching/", staff_moves.vouch, name="vouch"),
    path("contracts/<ref>/seats/<seat>/turning-down/", staff_moves.turn_down, name="turn_down"),
    path("contracts/<ref>/seats/<work>/dispute/", settling.settle, name="settle"),
    path("contracts/<ref>/points/<point>/met/", staff_moves.condition_met, name="condition"),
    path("contracts/<ref>/receipts/", receiving.receive, name="receive"),
    path("contracts/<ref>/receipts/undo/", receiving.undo_receipt, name="undo_receipt"),
    path("contracts/<ref>/unsent-points/", unsent.unsent, name="unsent"),
    path("contracts/<ref>/unsent-points/<waiting>/", unsent.unsent_one, name="unsent_one"),
    path("contracts/<ref>/ending/", staff_moves.end, name="end"),
    path("modules/<ref>/samples/", sampling.samples, name="samples"),
    path("stopped-letters/", silence.silence, name="silence"),
    path("notes/", staff_moves.notes, name="notes"),
    path("notes/<note>/", staff_moves.name_note, name="name_note"),
    path("notes/<note>/deletion/", staff_moves.drop_note, name="drop_note"),
]
