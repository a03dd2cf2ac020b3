"""Words of their titles that tell which records of a set are meant: "the pump leads", "pumps for resale"."""

from agent.embedded.language.intents import Condition
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import GUARDS, words_of
from agent.embedded.sentences.draft import Draft, name_of


def titled(draft: Draft, cls: Class, heads: set[int]) -> list[Condition]:
    """Take the words before a noun for records, and the names of records of the class; return the conditions."""
    found = []
    for mark in draft.names():
        refs = name_of(mark).of(cls.name)
        if refs and (text := _common(draft, mark, cls)):
            draft.take(mark)
            found.append(Condition(field=cls.title, op="contains", value=text))
    for quote in draft.open("quote"):
        draft.take(quote)
        found.append(Condition(field=cls.title, op="contains", value=str(quote.value)))
    for run in _runs(draft, heads):
        draft.span(*run)
        found.append(Condition(field=cls.title, op="contains", value=draft.sentence.words(*run)))
    return found


def _common(draft: Draft, mark: Mark, cls: Class) -> str:
    """Return what the titles that a name may mean have in common with what was said; nothing if little."""
    refs = [ref for ref in name_of(mark).refs if ref.cls == cls.name]
    others = [ref for ref in name_of(mark).refs if ref.cls in ("Company", "Contact")]
    if others and max(ref.score for ref in refs) < EXACT:
        return ""  # "the Acme deals": those of the company
    said = draft.sentence.words(mark.first, mark.last).strip("\"“”'")
    known = {ref.name.casefold() for ref in refs}
    if all(said.casefold() in name for name in known):
        return said
    if len(known) == 1:
        return refs[0].name
    stem = said.casefold().removesuffix("s")
    return stem if len(stem) > 3 and all(stem in name for name in known) else ""


def _runs(draft: Draft, heads: set[int]) -> list[tuple[int, int]]:
    """Return the unknown words right before the nouns for the records, and behind a "for" at the end."""
    found = []
    left = set(draft.left())
    for head in sorted(heads):
        first = head
        while first - 1 in left and _plain(draft, first - 1):
            first -= 1
        if first < head:
            found.append((first, head))
    return found


def _plain(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    marked = ("verb", "field", "choice", "outcome", "date", "amount", "class", "name", "deed", "length")
    known = token.low in _QUANTITIES or token.low in GUARDS
    return token.kind == "word" and not known and not any(draft.sentence.at(at, kind) for kind in marked)


_QUANTITIES = words_of(
    "all every each any both some few several many those these them they ones one other others else rest open active "
    "closed my mine his her hers their whole entire stuff customers customer clients client accounts account deals deal"
)
