"""Records that are not named: "it", "her", "those", "the second one", "the deal"."""

from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft


def refer(draft: Draft, noun: Noun, words: list[Mark]) -> None:
    """Take a pronoun, or a place in the last list, when nothing else says which record."""
    ordinals = _places(draft)
    if noun.said:
        return
    if ordinals:
        noun.ordinals, noun.many, noun.pronoun = ordinals, len(ordinals) > 1, "list"
        return
    described = bool(noun.where) and not draft.world.listed
    pronouns = [at for at in draft.having(_PRONOUNS) if not _subordinate(draft, at, words)]
    if described and pronouns and any(mark.first == pronouns[0] + 1 for mark in words):
        draft.taken.add(pronouns.pop(0))
    if pronouns:
        _pronoun(draft, noun, pronouns[0], bool(words))
    elif words and noun.empty and not noun.many:
        noun.pronoun, noun.text = "class", draft.sentence.words(words[0].first, words[0].last)


def _pronoun(draft: Draft, noun: Noun, at: int, worded: bool) -> None:
    word = draft.low(at)
    draft.taken.add(at)
    noun.text = word
    if word in _MANY and noun.many and noun.where and not draft.world.listed:
        return  # "mark my overdue tasks as done, all of them"
    if word in _MANY:
        noun.pronoun, noun.many = "many", True
        return
    if draft.low(at + 1) == "one":
        draft.taken.add(at + 1)
    noun.pronoun = "person" if word in _PERSONS else "one"
    noun.many = noun.many and not (worded and word not in ("its", "his", "her", "their"))


def _subordinate(draft: Draft, at: int, words: list[Mark]) -> bool:
    """Whether "that" only joins clauses: "deals that are open", "so that we know"."""
    after = draft.low(at + 1) in words_of(
        "i we they he she the you there are is have has were isn't aren't haven't belong belongs close closes"
    )
    return draft.low(at) == "that" and (after or any(mark.last == at for mark in words))


def _places(draft: Draft) -> list[int]:
    """Take "the second one", "#2", "number 3", "the last one", "the first two", "1 and 3"."""
    found: list[int] = []
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken:
            continue
        word = draft.low(at)
        nth = _ORDINALS.get(word) or (-1 if word == "last" else 0)
        ones = draft.low(at + 1) in words_of("one deal contact company activity task record") or not draft.low(at + 1)
        number = draft.low(at + 1)
        if word in ("#", "number", "no", "nr") and number.isdigit() and 0 < int(number) < 200:
            draft.span(at, at + 2)
            found.append(int(number))
        elif nth and word == "first" and number in words_of("two 2 three 3 four 4 five 5"):
            count = {"two": 2, "three": 3, "four": 4, "five": 5}.get(number) or int(number)
            draft.span(at, at + 2)
            found += range(1, count + 1)
        elif nth and (ones or found or number in ("and", ",")) and not draft.sentence.at(at, "date"):
            draft.taken.add(at)
            if draft.low(at + 1) == "one":
                draft.taken.add(at + 1)
            found.append(nth)
    return found


_PERSONS = words_of("him her he she his")


_MANY = words_of("them those these they both")


_PRONOUNS = words_of("it that this its their them those these they both him her he she his")


_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
