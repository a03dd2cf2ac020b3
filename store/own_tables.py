"""Tables of Parley itself, beside those of the classes. Their names begin with `parley_`, so that no class clashes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

from store.tables import ID, Moment

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
RUN = String(64)
NONE = JSON(none_as_null=True)
PREFIX = "parley_"


@dataclass(frozen=True, eq=False)
class OwnTables:
    """Every table that holds no class."""

    change: Table
    denial: Table
    account: Table
    session: Table
    mailing: Table
    installation: Table
    token: Table
    answer: Table
    invitation: Table
    attempt: Table
    link: Table
    link_code: Table
    thread: Table
    turn: Table
    message: Table
    run: Table
    call: Table
    card: Table
    spending: Table
    reminder: Table
    naming: Table
    spelling: Table
    passage: Table
    vector: Table
    index: Table
    cursor: Table
    setting: Table
    feedback: Table
    blueprint: Table


def add(metadata: MetaData) -> OwnTables:
    """Add the tables to `metadata` and return them."""
    return OwnTables(
        change=_change(metadata),
        denial=_denial(metadata),
        account=_account(metadata),
        session=_session(metadata),
        mailing=_mailing(metadata),
        installation=_installation(metadata),
        token=_token(metadata),
        answer=_answer(metadata),
        invitation=_invitation(metadata),
        attempt=_attempt(metadata),
        link=_link(metadata),
        link_code=_link_code(metadata),
        thread=_thread(metadata),
        turn=_turn(metadata),
        message=_message(metadata),
        run=_run(metadata),
        call=_call(metadata),
        card=_card(metadata),
        spending=_spending(metadata),
        reminder=_reminder(metadata),
        naming=_naming(metadata),
        spelling=_spelling(metadata),
        passage=_passage(metadata),
        vector=_vector(metadata),
        index=_index(metadata),
        cursor=_cursor(metadata),
        setting=_setting(metadata),
        feedback=_feedback(metadata),
        blueprint=_blueprint(metadata),
    )


def _table(name: str, metadata: MetaData, *parts: Any, **options: Any) -> Table:
    return Table(f"{PREFIX}{name}", metadata, *parts, **options)


def _change(metadata: MetaData) -> Table:
    return _table(
        "change",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False),
        Column("door", String(20), nullable=False),
        Column("run", RUN),
        Column("call", String(200)),
        Column("cls", String(100), nullable=False),
        Column("object_id", ID, nullable=False),
        Column("before", NONE),
        Column("after", NONE),
        Index("ix_parley_change_record", "cls", "object_id", "seq"),
        Index("ix_parley_change_run", "run", "seq"),
        Index("ix_parley_change_user", "user", "seq"),
        sqlite_autoincrement=True,
    )


def _denial(metadata: MetaData) -> Table:
    return _table(
        "denial",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False, index=True),
        Column("door", String(20), nullable=False),
        Column("run", RUN, index=True),
        Column("tool", String(100), nullable=False),
        Column("code", String(40), nullable=False),
        Column("message", Text, nullable=False),
        sqlite_autoincrement=True,
    )


def _account(metadata: MetaData) -> Table:
    return _table(
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


def _session(metadata: MetaData) -> Table:
    return _table(
        "session",
        metadata,
        Column("token_hash", String(64), primary_key=True),
        Column("user", ID, nullable=False, index=True),
        Column("created_at", Moment, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("installation", String(100), comment="The app that signed in, by the id it gave itself."),
        Column("action", String(20), comment="How it began: login, signup or create."),
    )


def _mailing(metadata: MetaData) -> Table:
    return _table(
        "mailing",
        metadata,
        Column("token_hash", String(64), primary_key=True, comment="Of the token in a link that was mailed."),
        Column("user", ID, nullable=False, index=True),
        Column("purpose", String(20), nullable=False, comment="reset or verify"),
        Column("email", Text, nullable=False, comment="Where it was mailed to; the link is good for no other address."),
        Column("expires_at", Moment, nullable=False),
    )


def _installation(metadata: MetaData) -> Table:
    return _table(
        "installation",
        metadata,
        Column("id", ID, primary_key=True),
        Column("installation", String(100), nullable=False, unique=True, comment="The id that the app gave itself."),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("fields", JSON, nullable=False, comment="What the app tells about itself."),
    )


def _token(metadata: MetaData) -> Table:
    return _table(
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


def _answer(metadata: MetaData) -> Table:
    return _table(
        "answer",
        metadata,
        Column("user", ID, primary_key=True),
        Column("key", String(200), primary_key=True, comment="Chosen by the client for one request."),
        Column("request_hash", String(64), nullable=False),
        Column("at", Moment, nullable=False, index=True),
        Column("status", Integer, comment="Of the answer; empty while the request is being answered."),
        Column("body", Text, comment="The answer, JSON."),
    )


def _invitation(metadata: MetaData) -> Table:
    return _table(
        "invitation",
        metadata,
        Column("code_hash", String(64), primary_key=True),
        Column("role", String(40), nullable=False),
        Column("created_by", ID, nullable=False),
        Column("expires_at", Moment, nullable=False),
        Column("used_by", ID),
    )


def _attempt(metadata: MetaData) -> Table:
    return _table(
        "attempt",
        metadata,
        Column("name_hash", String(64), primary_key=True, comment="Of the name that was tried, known or not."),
        Column("failures", Integer, nullable=False),
        Column("last_at", Moment, nullable=False, index=True),
        Column("blocked_until", Moment),
    )


def _link(metadata: MetaData) -> Table:
    return _table(
        "link",
        metadata,
        Column("door", String(20), primary_key=True),
        Column("name", String(100), primary_key=True, comment="Who the user is elsewhere, as the door knows him."),
        Column("user", ID, nullable=False, index=True),
        Column("made_at", Moment, nullable=False),
    )


def _link_code(metadata: MetaData) -> Table:
    return _table(
        "link_code",
        metadata,
        Column("code_hash", String(64), primary_key=True),
        Column("door", String(20), nullable=False),
        Column("user", ID, nullable=False, index=True),
        Column("expires_at", Moment, nullable=False),
    )


def _thread(metadata: MetaData) -> Table:
    return _table(
        "thread",
        metadata,
        Column("user", ID, primary_key=True),
        Column("id", String(100), primary_key=True),
        Column("name", String(200), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("updated_at", Moment, nullable=False),
        Column("busy_with", RUN, comment="The run that is answering."),
        Column("busy_until", Moment, comment="After this the run counts as dead."),
        Column("read_outside", Boolean, nullable=False, comment="Whether text from outside is in the model's context."),
        Index("ix_parley_thread_user", "user", "updated_at"),
    )


def _turn(metadata: MetaData) -> Table:
    return _table(
        "turn",
        metadata,
        Column("user", ID, primary_key=True),
        Column("key", String(64), primary_key=True, comment="Hash of what the user had said up to here."),
        Column("thread", String(100), nullable=False),
        Column("number", Integer, nullable=False, comment="How many messages of the user came before it."),
        Column("at", Moment, nullable=False),
        Column("answer", NONE, comment="How it was answered; empty while it is being answered."),
        Column("seq", NUMBER, comment="The newest change when it was answered; empty for a run that wrote."),
        Index("ix_parley_turn_thread", "user", "thread", "number"),
    )


def _message(metadata: MetaData) -> Table:
    return _table(
        "message",
        metadata,
        Column("seq", NUMBER, primary_key=True, autoincrement=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100), nullable=False),
        Column("at", Moment, nullable=False),
        Column("author", String(20), nullable=False, comment="person or assistant"),
        Column("text", Text, nullable=False),
        Column("run", RUN),
        Column("card", String(40)),
        Index("ix_parley_message_thread", "user", "thread", "seq"),
        sqlite_autoincrement=True,
    )


def _run(metadata: MetaData) -> Table:
    return _table(
        "run",
        metadata,
        Column("id", RUN, primary_key=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100)),
        Column("door", String(20), nullable=False),
        Column("started_at", Moment, nullable=False),
        Column("finished_at", Moment),
        Column("undoes", RUN, comment="The run that this one took back."),
        Column("undone_by", RUN),
        Index("ix_parley_run_thread", "user", "thread", "started_at"),
    )


def _call(metadata: MetaData) -> Table:
    return _table(
        "call",
        metadata,
        Column("run", RUN, primary_key=True),
        Column("call", String(200), primary_key=True),
        Column("at", Moment, nullable=False),
        Column("tool", String(100), nullable=False),
        Column("result", NONE, comment="What the call returned, so that a call that is repeated happens once."),
    )


def _card(metadata: MetaData) -> Table:
    return _table(
        "card",
        metadata,
        Column("id", String(40), primary_key=True),
        Column("run", RUN, nullable=False, index=True),
        Column("user", ID, nullable=False),
        Column("thread", String(100), nullable=False),
        Column("door", String(20), nullable=False),
        Column("created_at", Moment, nullable=False),
        Column("decided_at", Moment),
        Column("state", String(20), nullable=False, comment="open, approved or rejected"),
        Column("reasons", JSON, nullable=False),
        Column("calls", JSON, nullable=False, comment="The calls it waits for, each with the changes it will make."),
        Column("part", NONE, comment="What was approved, when not all: call to records; else empty."),
        Index("ix_parley_card_thread", "user", "thread", "state"),
    )


def _spending(metadata: MetaData) -> Table:
    return _table(
        "spending",
        metadata,
        Column("user", ID, primary_key=True),
        Column("day", String(10), primary_key=True, comment="Of UTC, as 2026-03-18."),
        Column("tokens", NUMBER, nullable=False, comment="Tokens of the language model, read and written."),
    )


def _feedback(metadata: MetaData) -> Table:
    return _table(
        "feedback",
        metadata,
        Column("run", RUN, primary_key=True),
        Column("user", ID, nullable=False),
        Column("at", Moment, nullable=False, index=True),
        Column("verdict", String(4), nullable=False, comment="up or down"),
        Column("text", Text, nullable=False, comment="What he wrote about it; may be empty."),
    )


def _reminder(metadata: MetaData) -> Table:
    return _table(
        "reminder",
        metadata,
        Column("id", NUMBER, primary_key=True, autoincrement=True),
        Column("user", ID, nullable=False),
        Column("channel", String(20), nullable=False),
        Column("kind", String(20), nullable=False, comment="due or digest"),
        Column("cls", String(100), nullable=False, comment="Class of what is due; of a digest nothing."),
        Column("object_id", ID, nullable=False, comment="What is due; of a digest nothing."),
        Column("due", String(40), nullable=False, comment="When it is due; of a digest its day."),
        Column("at", Moment, nullable=False),
        Column("taken_until", Moment, comment="Until then another process is delivering it."),
        Column("delivered_at", Moment),
        Index("ix_parley_reminder_once", "user", "channel", "kind", "cls", "object_id", "due", unique=True),
        sqlite_autoincrement=True,
    )


def _naming(metadata: MetaData) -> Table:
    return _table(
        "naming",
        metadata,
        Column("word", String(64), primary_key=True),
        Column("cls", String(100), primary_key=True),
        Column("object_id", ID, primary_key=True),
        Index("ix_parley_naming_record", "cls", "object_id"),
    )


def _spelling(metadata: MetaData) -> Table:
    return _table(
        "spelling",
        metadata,
        Column("key", String(64), primary_key=True, comment="The word, or the word with a letter left out."),
        Column("word", String(64), primary_key=True),
    )


def _passage(metadata: MetaData) -> Table:
    """Return the table of passages; its triggers keep the index of their words (`store.index.words`)."""
    return _table(
        "passage",
        metadata,
        Column("id", NUMBER, primary_key=True, autoincrement=True),
        Column("cls", String(100), nullable=False),
        Column("object_id", ID, nullable=False),
        Column("field", String(100), nullable=False),
        Column("first", Integer, nullable=False, comment="Where in the field it begins, in characters."),
        Column("last", Integer, nullable=False, comment="Where it ends: the first character behind it."),
        Column("at", Moment, nullable=False, comment="When it happened, or was written."),
        Column("digest", String(32), nullable=False, comment="Of the text."),
        Column("text", Text, nullable=False, comment="What is embedded: the passage below its record's title."),
        Index("ix_parley_passage_record", "cls", "object_id"),
        sqlite_autoincrement=True,
    )


def _vector(metadata: MetaData) -> Table:
    return _table(
        "vector",
        metadata,
        Column("index", String(16), primary_key=True),
        Column("passage", NUMBER, primary_key=True, autoincrement=False),
        Column("step", NUMBER, nullable=False, comment="Counts the changes of the index."),
        Column("vector", LargeBinary, comment="Half-precision numbers; empty: the passage is gone."),
        Index("ix_parley_vector_step", "index", "step", unique=True),
    )


def _index(metadata: MetaData) -> Table:
    return _table(
        "index",
        metadata,
        Column("id", String(16), primary_key=True),
        Column("model", String(200), nullable=False, comment="Which embeddings it holds."),
        Column("made_at", Moment, nullable=False),
        Column("embedded", NUMBER, nullable=False, comment="The last passage that has been embedded."),
        Column("step", NUMBER, nullable=False, comment="The last change of the index."),
        Column("current", Boolean, nullable=False, comment="Whether it is the one that is searched."),
    )


def _cursor(metadata: MetaData) -> Table:
    return _table(
        "cursor",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("seq", NUMBER, comment="The last change of the log that was taken in."),
        Column("cls", String(100), comment="How far the tables were gone through: the class,"),
        Column("object_id", ID, comment="and the last record of it."),
    )


def _setting(metadata: MetaData) -> Table:
    return _table(
        "setting",
        metadata,
        Column("name", String(100), primary_key=True),
        Column("value", JSON, nullable=False),
    )


def _blueprint(metadata: MetaData) -> Table:
    return _table(
        "blueprint",
        metadata,
        Column("number", Integer, primary_key=True, autoincrement=False, comment="1 for the first one applied."),
        Column("at", Moment, nullable=False),
        Column("user", ID, nullable=False),
        Column("run", RUN, nullable=False),
        Column("hash", String(64), nullable=False, comment="Of the plan that was applied."),
        Column("blueprint", JSON, nullable=False, comment="All classes that are not as they are written out."),
        Column("steps", JSON, nullable=False, comment="What was done, in sentences."),
    )
