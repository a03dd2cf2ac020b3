"""Words that ask for a field without naming it: "how much", "who owns"."""

from agent.embedded.language.vocabulary import Class
from agent.embedded.sentences.sentence import Clause

FIELD_CUES = {
    ("Deal", "amount"): ("how much", "worth", "how big", "how large"),
    ("Deal", "assigned_to"): (
        "who owns",
        "who's handling",
        "who handles",
        "whose deal",
        "who is on",
        "who's on",
        "who has",
        "who manages",
        "whose is",
        "who is handling",
        "who's working",
        "who is working",
        "who runs",
        "who's responsible",
        "who is responsible",
        "belongs to whom",
        "who does",
        "who's in charge",
        "who is in charge",
        "who leads",
        "who's the owner",
        "who looks after",
        "looks after",
        "who of us",
    ),
    ("Deal", "contact"): (
        "do i talk to",
        "should i talk to",
        "do i call",
        "should i call",
        "do i speak to",
        "should i speak to",
        "do i write to",
        "do we talk to",
        "contact person",
        "point of contact",
        "person to talk to",
        "dealing with there",
    ),
    ("Deal", "expected_close_date"): (
        "when does",
        "when do we expect",
        "when is",
        "when will",
        "when's",
        "when should",
        "when are",
    ),
    ("Deal", "stage"): ("what stage", "which stage", "how far", "where is", "where's", "where are", "where does"),
    ("Contact", "company"): (
        "where does",
        "who does",
        "where is",
        "which company",
        "what company",
        "works for",
        "work for",
    ),
    ("Contact", "phone"): ("how can i call", "how do i call", "number for", "how can i reach", "how do i reach"),
    ("Contact", "email"): (
        "how can i email",
        "how do i email",
    ),
    ("Company", "address"): ("where is", "where's", "where are", "based"),
    ("Company", "industry"): ("what does", "what do", "which industry", "what industry", "what sector"),
    ("Activity", "due_date"): ("when is", "when's", "what time", "when do i"),
}
"""The words that ask for a field, by class and field."""


def cues(clause: Clause, cls: Class) -> set[str]:
    """Return the fields of a class that a clause asks for without naming them: "how much is it", "who owns it"."""
    said = clause.said.replace(" 's", "'s")
    return {
        name
        for (owner, name), known in FIELD_CUES.items()
        if owner == cls.name and name in cls.fields and any(cue in said for cue in known)
    }
