"""Tables of Parley itself, beside those of the classes. Their names begin with `parley_`, so that no class clashes."""

from dataclasses import dataclass

from sqlalchemy import MetaData, Table

from store.own_tables import conversations, duties, history, people, search, workspace


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
        change=history.change(metadata),
        denial=history.denial(metadata),
        account=people.account(metadata),
        session=people.session(metadata),
        mailing=people.mailing(metadata),
        installation=people.installation(metadata),
        token=people.token(metadata),
        answer=people.answer(metadata),
        invitation=people.invitation(metadata),
        attempt=people.attempt(metadata),
        link=people.link(metadata),
        link_code=people.link_code(metadata),
        thread=conversations.thread(metadata),
        turn=conversations.turn(metadata),
        message=conversations.message(metadata),
        run=conversations.run(metadata),
        call=conversations.call(metadata),
        card=conversations.card(metadata),
        spending=duties.spending(metadata),
        reminder=duties.reminder(metadata),
        naming=search.naming(metadata),
        spelling=search.spelling(metadata),
        passage=search.passage(metadata),
        vector=search.vector(metadata),
        index=search.index(metadata),
        cursor=search.cursor(metadata),
        setting=workspace.setting(metadata),
        feedback=conversations.feedback(metadata),
        blueprint=workspace.blueprint(metadata),
    )
