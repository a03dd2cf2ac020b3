"""How a record ended: "is signed", "we lost it", "they walked away"."""

from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.given import Values


def ending(draft: Draft, cls: Class, found: Values) -> None:
    """Read "is signed", "we lost": the first or last of the values that end a record; takes the words for it."""
    stage = next((field for field in cls.kinds("choice") if field.ends), None)
    if not stage:
        return
    for mark in draft.open("outcome"):
        concept = mark.value[0][0]
        value = _end(stage, won=concept == "win")
        if value and found.set.get(stage.name, value) == value:
            found.set[stage.name] = value
            draft.take(mark)
    for mark, form in draft.clause.verbs("win", "lose", "sign"):
        if draft.low(mark.first - 1) == "be":
            continue
        if (
            stage.name not in found.set
            and draft.taken.isdisjoint(mark.places)
            and (form != "base" or draft.before(mark) in ("", "we"))
        ):
            concepts = {concept for concept, _ in mark.value}
            value = _end(stage, won="lose" not in concepts)
            if value and not ("sign" in concepts and form == "base"):
                found.set[stage.name] = value
                draft.take(mark)


def turned(draft: Draft, cls: Class, found: Values) -> None:
    """Read "reject Mia", "close the position": the verb of a value that a workspace listed; takes it.

    "Close" means the only value that ends a record; of several, which one is asked.
    """
    at = head(draft.clause)
    mark = draft.sentence.at(at, "turn")
    fitting = [(name, value) for owner, name, value in mark.value if owner == cls.name] if mark else []
    if mark and fitting and mark.first == at:
        name, value = fitting[0]
        found.set.setdefault(name, value)
        draft.take(mark)
    elif cls.added and cls.stage and draft.low(at) == "close" and cls.stage.name not in found.set:
        if len(cls.stage.ends) == 1:
            found.set[cls.stage.name] = cls.stage.ends[0]
        else:
            found.missing = cls.stage.name
        draft.taken.add(at)


def _end(stage: Field, *, won: bool) -> str:
    good, bad = ("won", "signed", "done"), ("lost", "cancelled", "canceled", "dead")
    return next((value for value in stage.ends if value.lower() in (good if won else bad)), "")
