"""Intents in words, for questions: "move the deal “Acme” to stage proposal"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import shown


def described(intents: list[Intent], vocabulary: Vocabulary) -> str:
    """Return what the intents would do, as the rest of a sentence that begins with "shall I"."""
    return ", and ".join(_one(intent, vocabulary) for intent in intents)


def _one(intent: Intent, vocabulary: Vocabulary) -> str:
    what = _targets(intent, vocabulary)
    if intent.do == "delete":
        return f"delete {what}"
    if intent.do == "create":
        return f"add {_article(_word(intent, vocabulary))}: {_values(intent)}"
    if intent.do == "share":
        return f"share {what} with {', '.join(intent.grantees)}"
    if intent.do == "undo":
        return "take back the last change"
    if intent.do == "update":
        return f"change {what}: {_values(intent)}"
    return "look that up"


def _word(intent: Intent, vocabulary: Vocabulary) -> str:
    cls = vocabulary.classes.get(intent.cls)
    return cls.word if cls else "record"


def _article(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _targets(intent: Intent, vocabulary: Vocabulary) -> str:
    word = _word(intent, vocabulary)
    named = [_noun(noun) for noun in intent.targets]
    if not named:
        return f"the {word}"
    less = "".join(f" without {one.text}" for noun in intent.targets for one in noun.without)
    return " and ".join(f"the {word} “{name}”" if name else f"the {word}" for name in named) + less


def _noun(noun: Noun) -> str:
    if noun.chosen:
        return ", ".join(ref.name for ref in noun.chosen)
    return " ".join([noun.text, *noun.hints]).strip()


def _values(intent: Intent) -> str:
    parts = [f"{name.replace('_', ' ')} {shown(value)}" for name, value in intent.set.items()]
    parts += [f"{name.replace('_', ' ')} {_noun(noun)}" for name, noun in intent.link.items()]
    parts += [f"no {name.replace('_', ' ')}" for name in intent.clear]
    parts += [f"{name.replace('_', ' ')} with “{text}” added" for name, text in intent.append.items()]
    for name, change in intent.change.items():
        if change.day and change.unit != "swap":
            parts.append(f"{name.replace('_', ' ')} {shown(change.day)}")
            continue
        more = f"{change.by:g}{'%' if change.percent else f' {change.unit}s' if change.unit else ''}"
        parts.append(f"{name.replace('_', ' ')} by {more}")
    return ", ".join(parts)
