"""Tables about people: their accounts, and the ways in that they have."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table, Text

from store.own_tables.columns import own
from store.tables import ID, Moment


def account(metadata: MetaData) -> Table:
    """Return the table of accounts, one for each user at most."""
    return own(
        "account",
        metadata,
        Column("user", ID, primary_key=True, comment="A _User."),
        Column("password_hash", String(200), comment="argon2; empty: no sign-in with a password."),
        Column("roles", JSON, nullable=False),
        Column("time_zone", String(64)),
        Column("locale", String(35)),
        Column("disabled_at", Moment),
        Column("password_changed_at", Moment),
        Column("email_verified_at", Moment, comment="When the user followed a link that was mailed to the address."),
    )


def session(metadata: MetaData) -> Table:
    """Return the table of sessions."""
    return own(
        "session",
        metadata,
        Column("token_hash", String(64), primary_key=True),
        Column("user", ID, nullable=False, index=True),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("installation", String(100), comment="The app that signed in, by the id it gave itself."),
        Column("action", String(20), comment="How it began: login, signup or create."),
    )


def mailing(metadata: MetaData) -> Table:
    """Return the table of links that were mailed."""
    return own(
        "mailing",
        metadata,
        Column("token_hash", String(64), primary_key=True, comment="Of the token in a link that was mailed."),
        Column("user", ID, nullable=False, index=True),
        Column("purpose", String(20), nullable=False, comment="reset or verify"),
        Column("email", Text, nullable=False, comment="Where it was mailed to; the link is good for no other address."),
        Column("expires_at", Moment, nullable=False),
    )


def installation(metadata: MetaData) -> Table:
    """Return the table of apps, as they tell of themselves."""
    return own(
        "installation",
        metadata,
        Column("id", ID, primary_key=True),
        Column("installation", String(100), nullable=False, unique=True, comment="The id that the app gave itself."),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("fields", JSON, nullable=False, comment="What the app tells about itself."),
    )


def token(metadata: MetaData) -> Table:
    """Return the table of personal access tokens."""
    return own(
        "token",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("token_hash", String(64), nullable=False, unique=True),
        Column("user", ID, nullable=False),
        Column("name", String(100), nullable=False),
        Column("scope", String(20), nullable=False, comment="read or full"),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, comment="Empty: never."),
        Column("used_at", Moment, comment="When it was last used, to the hour."),
        Index("ix_parley_token_user", "user", "name", unique=True),
    )


def answer(metadata: MetaData) -> Table:
    """Return the table of answers to requests that may come twice."""
    return own(
        "answer",
        metadata,
        Column("user", ID, primary_key=True),
        Column("key", String(200), primary_key=True, comment="Chosen by the client for one request."),
        Column("request_hash", String(64), nullable=False),
        Column("at", Moment, nullable=False, index=True),
        Column("status", Integer, comment="Of the answer; empty while the request is being answered."),
        Column("body", Text, comment="The answer, JSON."),
    )


def invitation(metadata: MetaData) -> Table:
    """Return the table of invitations."""
    return own(
        "invitation",
        metadata,
        Column("code_hash", String(64), primary_key=True),
        Column("role", String(40), nullable=False),
        Column("created_by", ID, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("used_by", ID),
    )


def attempt(metadata: MetaData) -> Table:
    """Return the table of failures to sign in."""
    return own(
        "attempt",
        metadata,
        Column("name_hash", String(64), primary_key=True, comment="Of the name that was tried, known or not."),
        Column("failures", Integer, nullable=False),
        Column("last_at", Moment, nullable=False, index=True),
        Column("blocked_until", Moment),
    )


def link(metadata: MetaData) -> Table:
    """Return the table of who users are elsewhere."""
    return own(
        "link",
        metadata,
        Column("door", String(20), primary_key=True),
        Column("name", String(100), primary_key=True, comment="Who the user is elsewhere, as the door knows him."),
        Column("user", ID, nullable=False, index=True),
        Column("made_at", Moment, nullable=False),
    )


def link_code(metadata: MetaData) -> Table:
    """Return the table of codes by which users show who they are elsewhere."""
    return own(
        "link_code",
        metadata,
        Column("code_hash", String(64), primary_key=True),
        Column("door", String(20), nullable=False),
        Column("user", ID, nullable=False, index=True),
        Column("expires_at", Moment, nullable=False),
    )
