"""What is shown in Slack: Block Kit, within its limits (https://docs.slack.dev/reference/block-kit/blocks)."""

from dataclasses import dataclass, field
from typing import Any

from agent.events import Reply
from agent.wording import asking
from api.slack.mrkdwn import escaped, mrkdwn, pieces
from store.cards import Card

APPROVE, REJECT, UNDO = "card_approve", "card_reject", "run_undo"
"""Names of the buttons."""
LONGEST_SECTION = 2_900
"""Characters of a section; Slack takes 3,000."""
MOST_SECTIONS = 30
"""Sections of a message; Slack takes 50 blocks."""
LONGEST_TEXT = 3_000
"""Characters of what notifications show, and clients without blocks."""
CUT = "_There is more; ask for less at once._"
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks, and the same as text for notifications."""

    text: str
    blocks: list[Block] = field(default_factory=list)


def said(text: str) -> Message:
    """Return a text, which is Markdown, as a message."""
    written = mrkdwn(text) or "…"
    parts = list(pieces(written, LONGEST_SECTION))
    if len(parts) > MOST_SECTIONS:
        parts = [*parts[:MOST_SECTIONS], CUT]
    return Message(written[:LONGEST_TEXT], [_section(part) for part in parts])


def replied(reply: Reply) -> Message:
    """Return what the assistant answered: with its card, or else with a way to take back what it changed."""
    message = said(reply.text)
    buttons = _answers(reply.card) if reply.card else []
    if reply.records:
        buttons.append(_button("Undo", UNDO, reply.run))
    return Message(message.text, [*message.blocks, *_actions(buttons)])


def asked(card: Card) -> Message:
    """Return a card."""
    message = said(asking(card))
    return Message(message.text, [*message.blocks, *_actions(_answers(card))])


def undoable(text: str, run: str) -> Message:
    """Return a text with a way to take a run back."""
    message = said(text)
    return Message(message.text, [*message.blocks, *_actions([_button("Undo", UNDO, run)])])


def settled(blocks: list[Block], text: str) -> list[Block]:
    """Return the blocks of a message without its buttons, and what became of it."""
    kept = [block for block in blocks if block.get("type") != "actions"]
    return [*kept, {"type": "context", "elements": [_text(escaped(text))]}]


def _section(text: str) -> Block:
    return {"type": "section", "text": _text(text)}


def _text(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _answers(card: Card) -> list[Block]:
    return [_button("Approve", APPROVE, card.id, "primary"), _button("Reject", REJECT, card.id, "danger")]


def _button(label: str, action: str, value: str, style: str | None = None) -> Block:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": label},
        "action_id": action,
        "value": value,
    }
    return button | ({"style": style} if style else {})


def _actions(buttons: list[Block]) -> list[Block]:
    return [{"type": "actions", "elements": buttons}] if buttons else []
