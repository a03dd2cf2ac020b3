"""Questions for whom somebody meets or calls: "who am I meeting first tomorrow?", "whom do I call on Monday?"."""

from agent.embedded.conditions.timing import date_conditions
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.words import words_of
from agent.embedded.questions.passing import hindered
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause, Sentence

_WHO = words_of("who whom who's")
_I = words_of("i we")
_TYPES = {
    **dict.fromkeys(words_of("meet meeting see seeing visit visiting"), "meeting"),
    **dict.fromkeys(words_of("call calling ring ringing phone phoning"), "call"),
}
_AUXILIARY = words_of("am are do will shall going to have supposed")
_REST = words_of("who whom who's i we am are do will shall going to have supposed be up with at all")
NEAR = 4
"""Words between who asks and whom he meets."""


def encounter(said: Sentence, world: World) -> Decision | None:
    """Return the question for the people of a time whom the asker meets or calls; nothing for other messages."""
    message = Clause(said, 0, len(said.tokens))
    lows = message.lows()
    activity, me = world.vocabulary.classes.get("Activity"), world.me
    asked = lows[:1] and lows[0] in _WHO and bool(_I & set(lows[1:NEAR])) and bool(_AUXILIARY & set(lows[1:NEAR]))
    place = next((at for at, low in enumerate(lows[: NEAR + 2]) if low in _TYPES), None)
    if not activity or not me or not asked or place is None or message.marks("name"):
        return None
    draft = Draft(message, world, act="question")
    draft.taken.add(message.first + place)
    draft.drop(_REST)
    noun = Noun(cls=activity.name, many=True)
    noun.where = date_conditions(draft, activity, noun)
    noun.where.append(Condition(field="type", value=_TYPES[lows[place]]))
    owners = activity.pointing("_User")
    if owners:
        noun.where.append(Condition(field=owners[0].name, noun=Noun(cls="_User", text="me", chosen=[me])))
    noun.where.append(Condition(field="completed_at", op="empty"))
    first, last = draft.having(("first", "next", "earliest")), draft.having(("last", "latest"))
    if not any(one.field == "due_date" for one in noun.where):
        now = world.now.moment.strftime("%Y-%m-%dT%H:%M")
        noun.where.append(Condition(field="due_date", op="at_least", value=now))
    noun.order = "-due_date" if last else "due_date"
    draft.taken.update([*first, *last])
    draft.take(*draft.open("verb", "kind", "deed", "class"))
    if hindered(draft, activity):
        return None
    return Decision([Intent(do="find", cls=activity.name, targets=[noun], limit=1 if first or last else 0)])
