"""What the tagger tells of every word: the act of its clause, what it is about, and whether it adds anything."""

ACTS = (
    "order",
    "question",
    "how",
    "supposed",
    "doubted",
    "forbidden",
    "reported",
    "done",
    "background",
    "answer",
    "correction",
    "talk",
    "outside",
)
"""What a clause does; the same words as the readings' acts where they mean the same."""

FIELDS = (
    "stage",
    "amount",
    "date",
    "owner",
    "contact",
    "company",
    "title",
    "name",
    "phone",
    "email",
    "website",
    "industry",
    "address",
    "notes",
    "due",
    "subject",
    "type",
    "done",
)
"""The fields that can be spoken of, by the names that the training language gives them."""
_TYPES = ("call", "email", "meeting", "note", "task")
OPERATIONS = (
    *(f"update.{field}" for field in FIELDS),
    *(f"clear.{field}" for field in FIELDS),
    *(f"create.{cls}" for cls in ("company", "contact", "deal")),
    *(f"delete.{cls}" for cls in ("company", "contact", "deal", "activity")),
    *(f"find.{cls}" for cls in ("companies", "contacts", "deals", "activities")),
    *(f"log.{kind}" for kind in _TYPES),
    *(f"plan.{kind}" for kind in _TYPES),
    "share",
    "undo",
    "total",
    "pipeline",
    "lookup",
    "timeline",
    "history",
    "me",
    "help",
    "none",
)
"""What a clause is about: fields of any class that are changed, records made, asked for, deleted; or nothing."""
OUTCOMES = ("update.won", "update.lost")
"""Changes of the stage that say in their own words how a deal ended: "they bit", "we are out of the running"."""
HEARD = (*OPERATIONS, *OUTCOMES)
"""All that the network tells apart."""

PARTS = ("core", "aside", "note")
"""Whether a word is needed, adds nothing, or is text to be written down."""

SLOTS = (
    "none",
    "deal",
    "company",
    "contact",
    "user",
    "activity",
    "stage",
    "amount",
    "date",
    "time",
    "period",
    "email",
    "phone",
    "url",
    "industry",
    "address",
    "number",
    "percent",
    "class",
    "field",
)
"""What a word names: a record of a class (there already, or to be made), a value, or nothing."""

ROLES = ("plain", "old", "filter", "by")
"""What a name or value is there for.

`old` is what is there up to now and shall be replaced, or is ruled out; `filter` tells which records are meant; `by` is
somebody who is only mentioned; all else is `plain`: the record that is meant, the new value.
"""
