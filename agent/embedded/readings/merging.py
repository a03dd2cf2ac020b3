"""Orders of one message that speak of the same records."""

from collections.abc import Sequence

from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence


def inherited(intents: list[Intent]) -> list[Intent]:
    """Let later orders speak of the records of earlier ones; orders for the same records become one."""
    found: list[Intent] = []
    for intent in intents:
        made = found[-1] if found and found[-1].do == "create" else None
        if made and (_completes(made, intent) or _goes_on(made, intent)):
            _merge(made, intent)
            continue
        if found and _over(found[-1], intent):
            intent.targets = found.pop().targets
            found.append(intent)
            continue
        if made and made.cls != "Activity":
            _link_new(made, intent, found)
        earlier = _deal(found, intent) or next((one for one in reversed(found) if one.targets or one.link), None)
        whole = earlier is not None and _inherit(intent, earlier)
        if whole and earlier and earlier is found[-1] and _alike(earlier, intent):
            _merge(earlier, intent)
            continue
        found.append(intent)
    return found


def _deal(found: list[Intent], intent: Intent) -> Intent | None:
    """Return the only deal that was spoken of beside somebody else, for an order that points to a deal."""
    if intent.cls != "Deal" or not found or found[-1].do != "talk" or found[-1].cls == "Deal":
        return None
    told = [one for one in found if one.do == "talk" and one.cls == "Deal" and one.targets]
    return told[0] if len(told) == 1 else None


def _alike(one: Intent, other: Intent) -> bool:
    return one.do == other.do == "update" and one.cls == other.cls


def _completes(made: Intent, intent: Intent) -> bool:
    """Whether an order gives more values to what is about to be added: "… His phone number is …"."""
    pointing = all(noun.pronoun in ("one", "person", "class") for noun in intent.targets)
    return intent.do == "update" and intent.cls == made.cls and pointing and bool(intent.set or intent.link)


def _goes_on(made: Intent, intent: Intent) -> bool:
    """Whether two orders add one record: "I can't find Ewa anywhere, so add her: Acme, ewa@acme.example"."""
    if intent.do != "create" or intent.cls != made.cls or intent.cls == "Activity":
        return False
    titles = {"name", "title"}
    both = titles & made.set.keys() and titles & intent.set.keys()
    if both or not (intent.missing in titles or made.missing in titles):
        return False
    if not titles & (made.set.keys() | intent.set.keys()):  # neither says what it is called: that is still to be asked
        intent.missing = ""
        return True
    made.missing = "" if made.missing in titles else made.missing
    intent.missing = "" if intent.missing in titles else intent.missing
    return True


def _over(earlier: Intent, intent: Intent) -> bool:
    """Whether an order is about the records that were just described: "my deals of June, put them a month later"."""
    pointing = all(noun.pronoun in ("one", "person", "class", "many") for noun in intent.targets)
    return (
        earlier.do in ("find", "talk")
        and earlier.cls == intent.cls
        and bool(earlier.targets)
        and earlier.targets[0].many
        and intent.do in ("update", "delete")
        and pointing
    )


def _link_new(made: Intent, intent: Intent, found: Sequence[Intent]) -> None:
    """Let "her", "it" name the record that is added just before; whom one adds with a company works there."""
    person = next((one for one in reversed(found) if one.do == "create" and one.cls == "Contact"), made)
    if made.cls == "Company" and intent.do == "create" and intent.cls in ("Contact", "Deal"):
        told = intent.link.get("company")
        if told is None or told.pronoun:  # "…, and there the contact Petra Moss"
            intent.link["company"] = Noun(cls=made.cls, pronoun="new", text=str(made.set.get("name", "")))
    for name, noun in intent.link.items():
        if noun.pronoun in ("person", "one") and (noun.cls == made.cls or made.cls in ("Contact", "Deal")):
            new = person if noun.pronoun == "person" else made
            intent.link[name] = Noun(cls=new.cls, pronoun="new", text=str(new.set.get("name", "")))


def _inherit(intent: Intent, earlier: Intent) -> bool:
    if intent.do == earlier.do == "create" and intent.cls == earlier.cls and intent.missing == "subject":
        # "log a call about pricing and remind me Friday": to come back to what was just told
        told = str(earlier.set.get("subject", "")).removesuffix(" and")
        earlier.set["subject"], intent.set["subject"], intent.missing = told, f"Follow up: {told}", ""
    nouns = [noun for noun in earlier.targets if not noun.pronoun] or [
        noun for noun in earlier.link.values() if noun.cls != "_User" and not noun.pronoun
    ]
    if any(noun.pronoun == "new" for noun in intent.link.values()):
        return False
    if not nouns:
        return False
    refers = intent.do in ("update", "delete", "share", "about") and (
        not intent.targets
        or all(noun.pronoun in ("one", "person", "class", "many") for noun in intent.targets)
        or _bare(intent, earlier)
    )
    if refers:
        pointing = intent.targets
        intent.targets = [_as(noun, intent.cls) for noun in nouns]
        _widen(intent.targets, pointing)
        return True
    for name, noun in intent.link.items():
        if noun.pronoun in ("one", "person", "many"):
            intent.link[name] = _as(nouns[0], noun.cls)
    if (
        intent.do == "create"
        and intent.cls == "Activity"
        and "related_to" not in intent.link
        and earlier.cls != "_User"
    ):
        intent.link["related_to"] = nouns[0].model_copy(deep=True)
    return False


def _widen(targets: list[Noun], pointing: list[Noun]) -> None:
    """Let "both their open deals" be several of whom was named, with what else was said of them."""
    if len(pointing) == len(targets) == 1 and pointing[0].many and targets[0].said:
        targets[0].many, targets[0].exactly = True, pointing[0].exactly
        targets[0].where += pointing[0].where


def _bare(intent: Intent, earlier: Intent) -> bool:
    """Whether an order only repeats the kind of what was just named: "the call with Ann is done: tick off the call"."""
    if not intent.cls == earlier.cls == "Activity" or earlier.do != "update":
        return False
    known = {"completed_at", "type"}
    return all(
        not (noun.said or noun.hints or noun.many or noun.order) and {one.field for one in noun.where} <= known
        for noun in intent.targets
    )


def _as(noun: Noun, cls: str) -> Noun:
    copy = noun.model_copy(deep=True)
    copy.cls = cls
    return copy


def _merge(one: Intent, other: Intent) -> None:
    one.set.update(other.set)
    one.link.update(other.link)
    one.change.update(other.change)
    one.append.update(other.append)
    one.clear += other.clear
    one.missing = one.missing or other.missing
    one.offer = one.offer or other.offer
    one.problem = one.problem or other.problem


def spoken_of(intents: list[Intent], sentence: Sentence) -> None:
    """Let "her", "him" mean the only person that the message names; "her deals", those of the only colleague."""
    _colleague(intents, sentence)
    _forbidden(intents, sentence)
    nouns = [noun for intent in intents for noun in (*intent.targets, *intent.link.values())]
    people = [name_of(mark).of("Contact") for mark in sentence.marks if mark.kind == "name"]
    named = {ref.id: ref for refs in people if len(refs) == 1 for ref in refs}
    if len(named) == 1 and all(len(refs) <= 1 for refs in people):
        for noun in nouns:
            if noun.pronoun == "person" and noun.cls in ("Contact", "") and not noun.said:
                noun.pronoun, noun.said = "", [list(named.values())]


def _forbidden(intents: list[Intent], sentence: Sentence) -> None:
    """Let "its" mean the only record that a message names: "don't move the pilot, just tell me its stage"."""
    only = intents[0] if len(intents) == 1 and intents[0].do == "about" and len(intents[0].targets) == 1 else None
    noun = only.targets[0] if only else None
    marks = [name_of(mark) for mark in sentence.marks if mark.kind == "name"]
    refs = marks[0].of(noun.cls) if noun and len(marks) == 1 else []
    if noun and noun.pronoun == "one" and not noun.said and len(refs) == 1:
        noun.pronoun, noun.said, noun.text = "", [refs], marks[0].text


def _colleague(intents: list[Intent], sentence: Sentence) -> None:
    """Let "all of her deals" be those of the colleague who is named, and does not get them."""
    users = {ref.id: ref for mark in sentence.marks if mark.kind == "name" for ref in name_of(mark).of("_User")}
    for intent in intents:
        given = {ref.id for noun in intent.link.values() for group in noun.said for ref in group}
        others = [ref for ref in users.values() if ref.id not in given]
        for noun in intent.targets:
            if noun.many and noun.pronoun == "person" and not noun.said and len(others) == 1 and noun.cls == "Deal":
                whose = Noun(cls="_User", text=others[0].name, said=[others])
                noun.where.append(Condition(field="assigned_to", noun=whose))
                noun.pronoun = ""
