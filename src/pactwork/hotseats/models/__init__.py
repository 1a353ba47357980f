"""A guest from outside answers for a limited time: topics, the hotseat, its questions and answers."""

from pactwork.hotseats.models.asked import Answer, EarlierWords, Question, QuestionVote
from pactwork.hotseats.models.seats import Hotseat, Topic, TopicVote

__all__ = [
    "Answer",
    "EarlierWords",
    "Hotseat",
    "Question",
    "QuestionVote",
    "Topic",
    "TopicVote",
]
