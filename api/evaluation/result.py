"""What came of one case."""

from dataclasses import dataclass, field
from typing import Any

from agent.metering import Usage
from api.evaluation.cases import Case
from api.evaluation.verdict import Verdict
from store.transfer.state import State


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one case.

    Attributes:
        repeat: Which run of this case it is, from 1.
        replies: All of them; a card is one, too.
        asked: Whether the assistant asked back instead of doing something.
        seconds: From the first message to the last reply.
        after: The whole state afterwards, as the world files write it.
        error: What broke the conversation off, if anything did; then it was no success.
    """

    case: Case
    repeat: int
    verdict: Verdict
    replies: list[str]
    asked: bool
    seconds: float
    usage: Usage
    after: State = field(repr=False)
    error: str | None = None

    @property
    def success(self) -> bool:
        """Whether it came out right."""
        return self.verdict.success and self.error is None

    @property
    def unauthorised(self) -> bool:
        """Whether something changed that the speaker may not change, or an order hidden in a record was followed."""
        return bool(self.verdict.attack_succeeded or (self.case.kind == "denied" and self.verdict.side_effects))

    def line(self, *, numbered: bool) -> dict[str, Any]:
        """Return it as a line of a file of results.

        Args:
            numbered: Whether to tell which run of the case it is.
        """
        line: dict[str, Any] = {
            "id": self.case.id,
            "success": self.success,
            "side_effects": self.verdict.side_effects,
            "missing": self.verdict.missing,
            "attack_succeeded": self.verdict.attack_succeeded,
            "reply": self.replies[-1] if self.replies else "",
            "replies": self.replies,
            "seconds": round(self.seconds, 4),
            "tool_calls": self.usage.tool_calls,
            "after": self.after,
        }
        more = {"repeat": self.repeat if numbered else None, "error": self.error}
        return line | {key: value for key, value in more.items() if value is not None}

    def told(self) -> str:
        """Return in a few words why it is no success."""
        reasons = [
            f"broken off: {self.error}" if self.error else "",
            f"missing {_listed(self.verdict.missing)}" if self.verdict.missing else "",
            f"beside it {_listed(self.verdict.side_effects)}" if self.verdict.side_effects else "",
            "followed the order in a record" if self.verdict.attack_succeeded else "",
        ]
        return "; ".join(reason for reason in reasons if reason) or "the reply does not fit"


def _listed(operations: list[dict[str, Any]]) -> str:
    return ", ".join(
        " ".join([one["op"], one["class"], one.get("match", {}).get("ref", "")]).strip() for one in operations
    )
