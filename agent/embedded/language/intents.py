"""What a message asks for, in a form that JSON can keep: one intent for each thing to do."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from agent.embedded.language.names import Ref

Do = Literal[
    "update",
    "create",
    "delete",
    "find",
    "totals",
    "pipeline",
    "about",
    "timeline",
    "history",
    "undo",
    "share",
    "help",
    "me",
    "talk",
]


class Noun(BaseModel):
    """How somebody named one record, or a set of records of a class.

    Every list in `said` are the records that one name may mean; all names must fit. `hints` are words that the title
    must have; of a `loose` noun, as many of them as possible. `pronoun` refers to what the thread is about; `ordinals`
    to places in its last list (-1 is the last). Of many, those of `without` are left out, and there must be `exactly`
    so many of them (0: any number);
    of several that fit, the words `beside` the name in the message may tell which. Where nothing was `heard` from
    people since `quiet_since`, nothing was done with the people of the records either. `holders` are deals whose people
    are meant, `alone` only if they have no other deals. Of an `optional` one there may be none. What it is `called`
    must be true of it: words that an activity has in its subject, or that mean its type.
    """

    cls: str
    text: str = ""
    said: list[list[Ref]] = Field(default_factory=list)
    hints: list[str] = Field(default_factory=list)
    where: list["Condition"] = Field(default_factory=list)
    quiet_since: str | None = None
    heard: bool = False
    no_next_step: bool = False
    many: bool = False
    pronoun: str = ""
    ordinals: list[int] = Field(default_factory=list)
    order: str = ""
    loose: bool = False
    without: list["Noun"] = Field(default_factory=list)
    exactly: int = 0
    beside: list[str] = Field(default_factory=list)
    called: list[str] = Field(default_factory=list)
    chosen: list[Ref] = Field(default_factory=list)
    holders: list["Noun"] = Field(default_factory=list)
    alone: bool = False
    optional: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was said that could single out a record."""
        named = self.said or self.hints or self.where or self.pronoun or self.ordinals or self.order or self.chosen
        return not (named or self.called or self.quiet_since or self.no_next_step or self.many)


class Condition(BaseModel):
    """A filter on a field, as the find tools take it; a pointer's value may still be a noun.

    Where only the value was said, `among` are the fields of class `cls` of which one has it.
    """

    field: str
    op: str = "is"
    value: Any = None
    noun: Noun | None = None
    among: list[str] = Field(default_factory=list)
    cls: str = ""


class Change(BaseModel):
    """A new value that depends on the old one: so much more, so many per cent more, so much later.

    `unit` is day, week, month …; "step" for the next listed value; "to" for the day `day` at the old time; "clock" for
    the time of `day` on the old day, unless that is over: then on the day of `day`; "swap" for the value of
    the other of two records; where only their hours were spoken of (`day` is "clock"), they must be of one day.
    `old` is what a sum must be now, where that was said.
    """

    by: float = 0.0
    percent: bool = False
    unit: str = ""
    day: str = ""
    old: float | None = None


class Supposition(BaseModel):
    """What a question supposes of some records: that they are gone or added, or what their amount would be."""

    noun: Noun
    gone: bool = False
    added: bool = False
    amount: float | None = None
    change: Change | None = None


class Intent(BaseModel):
    """One thing to do.

    Args:
        set: Fields with their new values.
        link: Pointer fields with the record that they shall name.
        missing: A field without which it cannot be done, and that nobody said.
        offer: A value for `missing` that a plain yes accepts.
        of: The field that is asked about, or added up.
        also: Further fields that are asked about.
        measure: sum, average, min, max or count, for totals.
        called: What the subject of an activity begins a word with, where one of that kind is asked for.
        told: Whether what was said is asked for, too: descriptions are read.
        people: Who is asked for by records: `contact`, `company`, or `customer`, which is either.
        lacking: Records that those which are asked for do not have.
        form: `names` or `value`, where an answer shall be nothing but that.
        supposed: What figures shall be computed with, though it is not so.
    """

    do: Do
    cls: str = ""
    targets: list[Noun] = Field(default_factory=list)
    set: dict[str, Any] = Field(default_factory=dict)
    link: dict[str, Noun] = Field(default_factory=dict)
    clear: list[str] = Field(default_factory=list)
    append: dict[str, str] = Field(default_factory=dict)
    change: dict[str, Change] = Field(default_factory=dict)
    missing: str = ""
    offer: Any = None
    problem: str = ""
    of: str = ""
    also: list[str] = Field(default_factory=list)
    by: str = ""
    measure: str = ""
    value: Any = None
    limit: int = 0
    called: str = ""
    told: bool = False
    grantees: list[str] = Field(default_factory=list)
    level: str = ""
    note: str = ""
    people: str = ""
    lacking: Noun | None = None
    form: str = ""
    supposed: list[Supposition] = Field(default_factory=list)

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.do in ("update", "create", "delete", "undo", "share")


Noun.model_rebuild()
