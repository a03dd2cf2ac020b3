"""A description of a CRM that somebody pastes: it is planned, and done when he says yes to the plan."""

import re
from collections.abc import Collection, Generator, Sequence

from agent.embedded.answers import phrases
from agent.embedded.answers.answer import Answer
from agent.embedded.language.calls import Call, Result

TYPED = re.compile(r"\b(?:String|Number|Boolean|Date|Array|Object)\b|\bPointer to\b|→")
HEADED = re.compile(r"\bschema\b|\bdata model\b|\bclass(?:es)?\b|^[ \t]*\d+[.)]\s", re.IGNORECASE | re.MULTILINE)
DIAGRAM = re.compile(r"^[ \t]*erDiagram\b", re.MULTILINE)
JSON = re.compile(r'[{\[].*"(?:className|classes)"\s*:', re.DOTALL)
FEWEST = 3
"""Types of fields that a text names which is a description of classes, and no sentence."""


def is_description(text: str, tools: Collection[str]) -> bool:
    """Whether a message describes classes, and there are the tools to make them."""
    if "apply_schema" not in tools:
        return False
    if DIAGRAM.search(text) or JSON.match(text.strip().removeprefix("```json").strip()):
        return True
    return len(TYPED.findall(text)) >= FEWEST and HEADED.search(text) is not None


def made_so(text: str) -> Generator[list[Call], list[Result], Answer]:
    """Plan what a description says, and ask to do it."""
    (plan,) = yield [Call("plan_schema", {"prompt": text})]
    if "error" in plan:
        return Answer(phrases.failure(plan))
    beside = _beside(plan)
    if plan["loses"]:
        lost = "\n".join(f"- {one}" for one in [*plan["steps"], *plan["needs"]])
        how = "Do it with `parley bootstrap --allow-destructive`, which writes an archive first."
        return Answer(f"This would change or lose what is there, so I leave it:\n\n{lost}\n\n{how}")
    if not plan["steps"]:
        return Answer(f"No changes: the CRM is as described.{beside}")
    (done,) = yield [Call("apply_schema", {"prompt": text, "hash": plan["hash"]})]
    if "error" in done:
        return Answer(phrases.failure(done))
    made = "\n".join(f"- {one}" for one in done["applied"])
    text = f"Done: this is blueprint {done['number']} of the CRM.\n\n{made}{beside}"
    return Answer(f"{text}\n\nAnother description changes it again; “undo” does not take this back.", wrote=True)


def _beside(plan: Result) -> str:
    heads = (("not_understood", "Not understood"), ("assumed", "Taken for granted"), ("questions", "Left open"))
    return "".join(_listed(head, plan[name]) for name, head in heads if plan[name])


def _listed(head: str, sentences: Sequence[str]) -> str:
    return f"\n\n{head}:\n\n" + "\n".join(f"- {one}" for one in sentences)
