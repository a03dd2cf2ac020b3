"""The forms of English verbs and nouns."""

from agent.embedded.language import verbs
from agent.embedded.language.words import words_of

_DOUBLED = words_of(
    "set put get drop cut log tag flag jot plan cancel trim ship step chat bag slip flip grab dig nag transfer "
    "defer refer submit pop map begin"
)


def forms(verb: str) -> dict[str, str]:
    """Return a verb's forms: each word with its form (base, s, ing, past, done)."""
    head, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    past, done = verbs.IRREGULAR.get(head, (None, None))
    if head.endswith("e"):
        regular, ing = f"{head}d", f"{head[:-1]}ing"
    elif head.endswith("y") and head[-2] not in "aeou":
        regular, ing = f"{head[:-1]}ied", f"{head}ing"
    else:
        doubled = head + head[-1] if head in _DOUBLED else head
        regular, ing = f"{doubled}ed", f"{doubled}ing"
    third = f"{head}es" if head.endswith(("s", "sh", "ch", "x", "o")) else f"{head}s"
    third = f"{head[:-1]}ies" if head.endswith("y") and head[-2] not in "aeou" else third
    made = {third: "s", ing: "ing", regular if past is None else past: "past"}
    if done:
        made.setdefault(done, "done")
    return {f"{form}{tail}": name for form, name in {**made, head: "base"}.items()}


def plural(noun: str) -> str:
    """Return the plural of a noun: "toy" becomes "toys", "box" "boxes", "category" "categories"."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeou" else f"{noun}s"
