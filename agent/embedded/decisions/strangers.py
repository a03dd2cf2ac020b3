"""Companies that nobody knows yet, named beside a new deal: the person is asked whether they shall be added."""

from collections.abc import Sequence

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

HEARD = 0.6
"""Words with capitals are heard as a company from here on."""


def introduced(intents: Sequence[Intent], said: Sentence, evidence: Evidence) -> None:
    """Link a new deal to the company that is named, is none of those that are there, and stands nowhere in it."""
    made = [one for one in intents if one.do == "create" and one.cls == "Deal"]
    others = any(one.do == "create" and one.cls == "Company" for one in intents)
    if len(made) != 1 or others or "company" in made[0].link or made[0].missing:
        return
    kept = " ".join(str(value) for one in intents for value in one.set.values()).casefold()
    message = Clause(said, 0, len(said.tokens))
    runs = [said.words(*run) for run in evidence.runs(message, "company", HEARD) if _strange(run, said)]
    if len(runs) == 1 and runs[0].casefold() not in kept:
        made[0].link["company"] = Noun(cls="Company", text=runs[0])


def _strange(run: tuple[int, int], said: Sentence) -> bool:
    """Whether words are written as a name, and no part of one that is known."""
    places = range(*run)
    return all(said.tokens[at].proper and not said.at(at, "name") for at in places) and len(places) > 1
