"""What stands against acting on the reading of a clause."""

from agent.embedded.language import words
from agent.embedded.language.terms import NOUNS
from agent.embedded.sentences.acts import Act, act, commanding, head
from agent.embedded.sentences.asking import stated
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.reading import CLEAR, Reading
from agent.embedded.sentences.sentence import Clause

VETO = 0.2
"""A clause that is less likely an order than this is only offered."""
HELD = 0.5
"""Nor is one done that the tagger hears as held back with this probability."""
LOGGED = 0.15
"""A report that is not called one must be heard as one with this share."""
_HEARD: dict[str, Act] = {
    "question": "question",
    "how": "about doing",
    "supposed": "supposed",
    "forbidden": "forbidden",
    "reported": "reported",
    "done": "told",
}
"""What the tagger calls an act, and the readings do."""


def against(part: Part, best: Reading, evidence: Evidence | None) -> Act | str:
    """Return what stands against acting on a reading: an act, words that are left, or what the tagger hears."""
    return _held(part, best) or _vetoed(part, best, evidence)


def _held(part: Part, best: Reading) -> Act | str:
    """Return what stands against acting on a reading; nothing if it is a clear winner."""
    if not best.writes:
        known = (
            part.act == "question" and best.intents[0].do in ("about", "timeline") and best.intents[0].targets[0].said
        )
        left = [word for word in best.left if not _selecting(best) or word.lower() not in _ASIDE]
        most = 2 if known else 0 if _selecting(best) else 1
        return "" if len(left) <= most and best.score >= (0.4 if known else CLEAR) else "left"
    if best.head and part.act in ("doubted", "reported", "forbidden"):
        opening_part = Clause(part.clause.sentence, part.clause.first, min(best.head, part.clause.last))
        part = Part(part.clause, act(opening_part), part.readings)
    if part.act != "order" or best.doubtful:
        return part.act if part.act != "order" else "doubted"
    if any(word.lower() in words.GUARDS for word in best.left):
        return "guarded"
    return "left" if best.left or best.score < CLEAR else ""


def _selecting(best: Reading) -> bool:
    """Whether a reading lists or counts records: a word that it does not know may be a condition."""
    return best.intents[0].do in ("find", "totals")


_ASIDE = words.words_of("wondering curious lies lie falls fall most")
"""Words of a question for records that are no condition on them."""


def _strange(best: Reading) -> bool:
    """Whether a reading is about a class that the workspace added: the tagger has never heard of it."""
    return all(intent.cls and intent.cls not in NOUNS for intent in best.intents)


def _bidding(clause: Clause) -> bool:
    """Whether a clause begins with a command, or with the verb of a field: "rate …"."""
    named = clause.sentence.at(head(clause), "field")
    return commanding(clause) or bool(named and clause.lows()[-1:] != ["?"])


def headless(part: Part, best: Reading) -> bool:
    """Whether the first word of a change is not understood, of a class that the workspace added: "order 5 screens"."""
    first = head(part.clause)
    known = first < part.clause.last and part.clause.sentence.tokens[first].text not in best.left
    return best.writes and _strange(best) and not known


def _vetoed(part: Part, best: Reading, evidence: Evidence | None) -> Act | str:
    """Return what the tagger hears in a clause whose reading would write: nothing, if it may be an order."""
    if not evidence or not best.writes:
        return ""
    if _strange(best) and _bidding(part.clause):
        return ""
    if _only_told(part, best, evidence):
        return "told"
    if _pointed(part.clause) or _expected(part.clause, best) or stated(part.clause) or _qualifies(part.clause):
        return ""
    if all(intent.append and not intent.set for intent in best.intents) and commanding(part.clause):
        return ""  # a note is added, "and don't delete the old ones"
    if evidence.acting(part.clause) >= VETO and evidence.held(part.clause) < HELD:
        return "left" if evidence.contradicts(part.clause, best.intents) and not _strange(best) else ""
    if (commanding(part.clause) or _stated(part.clause)) and evidence.held(part.clause) < HELD:
        return ""  # "update the status of …" sounds like a question about the status, and is none
    said = evidence.act(part.clause)
    return _HEARD.get(max(said, key=lambda act: said[act]), "doubted")


def _pointed(clause: Clause) -> bool:
    """Whether an arrow points to a new value: "annual plan value -> 49,900"."""
    tokens = clause.sentence.tokens[clause.first : clause.last]
    return any(token.kind == "arrow" for token in tokens) and clause.lows()[-1:] != ["?"]


def _qualifies(clause: Clause) -> bool:
    """Whether a listed value is the verb: "qualify the pilot"."""
    return clause.sentence.low(head(clause)) == "qualify" and clause.lows()[-1:] != ["?"]


def _expected(clause: Clause, best: Reading) -> bool:
    """Whether it says when a deal is expected to close: that is what the field holds, and no doubt."""
    lows = set(clause.lows())
    dated = all(set(one.set) | set(one.change) == {"expected_close_date"} for one in best.intents)
    return dated and bool(lows & _EXPECTING) and not lows & _DOUBTING


_EXPECTING = words.words_of("expect expects expecting expected")
_DOUBTING = words.words_of(
    "if unless maybe perhaps might could would probably hopefully hope ? not don't never or until"
)


def _stated(clause: Clause) -> bool:
    """Whether a clause is only a field and its new value: "and stage negotiation"."""
    said = clause.sentence
    at = clause.first
    while said.low(at) in ("and", "also", "then", "plus", ",", "the"):
        at += 1
    field = said.at(at, "field")
    if not field or field.first != at or field.last >= clause.last:
        return False
    at = field.last + (said.low(field.last) in ("is", ":", "=", "to"))
    value = next((mark for kind in ("amount", "choice", "date") if (mark := said.at(at, kind))), None)
    return bool(value and value.last >= clause.last - (said.low(clause.last - 1) in (".", "!", "please", "pls")))


def _only_told(part: Part, best: Reading, evidence: Evidence) -> bool:
    """Whether the rules take for a report what the tagger does not hear as one, and nobody said "log"."""
    report = (
        best.intents[0].cls == "Activity" and best.intents[0].do == "create" and "completed_at" in best.intents[0].set
    )
    if not report or any(True for _ in part.clause.verbs("log")):
        return False
    shares = evidence.shares(part.clause)
    heard = sum(share for name, share in shares.items() if name.startswith("log."))
    return heard < LOGGED or shares.get("update.done", 0.0) > heard
