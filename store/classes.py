"""The five classes of the CRM: the only place that describes them."""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from store.fields import SHORT, Choice, Outside, Pointer, Record, Secret, To

Line = Annotated[str, Field(max_length=SHORT)]
Text = Annotated[str, Field(max_length=100_000), Outside()]
ToUser = Annotated[Pointer, To("_User")]
ToCompany = Annotated[Pointer, To("Company")]
ToContact = Annotated[Pointer, To("Contact")]
ToContactOrDeal = Annotated[Pointer, To("Contact", "Deal")]
Stage = Annotated[Line, Choice("lead", "qualified", "proposal", "negotiation", "won", "lost", terminal=("won", "lost"))]
Kind = Annotated[Line, Choice("call", "email", "meeting", "note", "task")]


class User(Record):
    """A person who works with the CRM."""

    title_field: ClassVar = "username"
    owners: ClassVar = ("object_id",)
    public: ClassVar = ("username",)
    unique: ClassVar = ("username", "email")
    managed: ClassVar = True

    username: Line = Field(description="What people call the user, and a name to sign in with.", examples=["Ann Lee"])
    email: Line = Field(description="E-mail address, also to sign in with.", examples=["ann@example.com"])
    password: Annotated[str, Secret()] = Field(
        description="Only ever written; 8 characters or more, but where an app's own rule holds.",
        min_length=1,
        max_length=200,
    )


class Company(Record):
    """An organisation that buys, or might."""

    owners: ClassVar = ("created_by",)
    stamped: ClassVar = ("created_by",)
    searchable: ClassVar = ("name", "notes")

    name: Line = Field(description="Name people call it by.", examples=["Globex"], min_length=1)
    website: Line | None = Field(None, description="Address of its web site.", examples=["https://globex.example"])
    industry: Line | None = Field(None, description="What it does.", examples=["Energy"])
    address: Line | None = Field(None, description="Postal address.", examples=["1 Mill Road, Leeds"])
    notes: Text | None = Field(None, description="Free text about it.")
    created_by: ToUser | None = Field(None, description="User who added it; set by the server.")


class Contact(Record):
    """A person outside, usually at a company."""

    owners: ClassVar = ("created_by",)
    stamped: ClassVar = ("created_by",)
    searchable: ClassVar = ("name", "notes")

    name: Line = Field(description="Full name.", examples=["Jane Doe"], min_length=1)
    email: Line | None = Field(None, description="E-mail address.", examples=["jane@globex.example"])
    phone: Line | None = Field(None, description="Telephone number.", examples=["+44 20 7946 0000"])
    company: ToCompany | None = Field(None, description="Where the person works.")
    notes: Text | None = Field(None, description="Free text about the person.")
    created_by: ToUser | None = Field(None, description="User who added the person; set by the server.")


class Deal(Record):
    """A possible sale, from first contact until won or lost."""

    title_field: ClassVar = "title"
    owners: ClassVar = ("assigned_to",)
    searchable: ClassVar = ("title", "notes")
    reveals: ClassVar = ("contact", "company", "contact.company")
    indexes: ClassVar = (("stage", "expected_close_date"), ("stage", "amount"))

    title: Line = Field(description="Name of the sale.", examples=["Globex renewal"], min_length=1)
    amount: float | None = Field(None, description="Expected value, in the workspace's currency.", examples=[48000])
    stage: Stage | None = Field("lead", description="Where the sale stands.")
    contact: ToContact | None = Field(None, description="Person to talk to.")
    company: ToCompany | None = Field(None, description="The buyer.")
    expected_close_date: datetime | None = Field(None, description="Day the decision is expected.")
    notes: Text | None = Field(None, description="Free text about the sale.")
    assigned_to: ToUser | None = Field(None, description="Salesperson responsible.")


class Activity(Record):
    """Something done or to be done: a call, a meeting, a task."""

    title_field: ClassVar = "subject"
    owners: ClassVar = ("created_by",)
    stamped: ClassVar = ("created_by",)
    searchable: ClassVar = ("subject", "description")
    follows: ClassVar = ("related_to",)
    due_field: ClassVar = "due_date"
    done_field: ClassVar = "completed_at"
    indexes: ClassVar = (("created_by", "due_date"),)

    type: Kind | None = Field(None, description="Kind of activity.")
    subject: Line | None = Field(None, description="What it is about.", examples=["Pricing"])
    description: Text | None = Field(None, description="Free text: what was said, what to do.")
    due_date: datetime | None = Field(None, description="When it should be done; empty for what just happened.")
    completed_at: datetime | None = Field(None, description="When it was done; empty while it is open.")
    related_to: ToContactOrDeal | None = Field(None, description="Whom or what it concerns.")
    created_by: ToUser | None = Field(None, description="User who added it; set by the server.")


BUILT_IN: dict[str, type[Record]] = {
    "_User": User, "Company": Company, "Contact": Contact, "Deal": Deal, "Activity": Activity
}  # fmt: skip
