"""Questions for what is to come with one record: "follow-up date for Jane?", "what is coming up on the pilot?"."""

from agent.embedded.language.intents import Intent
from agent.embedded.language.words import phrases, words_of
from agent.embedded.questions.looking import named_once, record
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERED = 0.24
"""A message orders something from this share on."""
_FOLLOWING = phrases("follow-up|follow up|followup|follow-ups|follow ups|followups")
_NEXT = phrases(
    "what's next|whats next|what is next|what comes next|what happens next|next step|next steps|next activity|"
    "what's the next|what is the next thing|what's up next|what do i do next|what do we do next"
)
_COMING = phrases(
    "coming up|what's planned|what is planned|anything planned|what have i planned|what do i have planned|what is due|"
    "still ahead|lies ahead|what's ahead|what is ahead|anything ahead|what is scheduled|what's scheduled|"
    "what have we got planned|what have we planned|anything scheduled|what is ahead of me"
)
_ASKED = words_of("when what what's whats which date day time ? any anything is")
_PAST = words_of("last latest did was were had recent previous ago happened overdue set plan schedule make add")
_MANY = words_of("all how many every list")
_OTHER = words_of("deals contacts companies customers calls meetings tasks emails")


def upcoming(said: Sentence, world: World) -> Decision | None:
    """Return the question for what is planned with the one record that a message names; nothing for other messages."""
    evidence = world.evidence
    message = Clause(said, 0, len(said.tokens))
    text, lows = message.said.replace(" 's", "'s"), set(message.lows())
    if not evidence or evidence.acting(message) >= ORDERED or lows & (_PAST | _MANY | _OTHER) or not lows & _ASKED:
        return None
    following = _has(text, _FOLLOWING)
    of = "planned" if following or _has(text, _NEXT) else "coming" if _has(text, _COMING) else ""
    if not of or message.marks("date") or _choosing(message):
        return None
    noun = record(Draft(message, world), evidence, acted=True) or named_once(message)
    if not noun or noun.cls == "Activity" or not noun.said:
        return None
    return Decision([Intent(do="timeline", cls=noun.cls, targets=[noun], of=of, called="follow" if following else "")])


def _has(text: str, cues: tuple[str, ...]) -> bool:
    padded = f" {text} "
    return any(f" {cue} " in padded for cue in cues)


def _choosing(message: Clause) -> bool:
    """Whether a kind of activity, or a stage, is named: another reading knows what to do with it."""
    kinds = [mark for mark in message.marks("kind") if mark.value[0] != "task"]
    return bool(kinds) or bool(message.marks("choice", "amount"))
