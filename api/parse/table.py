"""The table of all addresses below the mount path. Importing it fills the table."""

from api.graphql import answering
from api.parse import (
    aggregates,
    batches,
    information,
    installations,
    mailings,
    parameters,
    records,
    reshaping,
    roles,
    schemas,
    sessions,
    users,
)
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import InUnit
from api.parse.routes import Kind, add, add_alone
from store.records import Records


def _of_users(body: InUnit) -> InUnit:
    """Let users be answered as records of their class are."""

    def answered(records: Records, call: Call) -> Answer:
        path = ("classes", users.USER, *call.path[1:])
        return body(records, call.part(call.method, path, call.body, call.query))

    return answered


add("classes/*", Kind.READ, get=records.find)
add("classes/*", Kind.WRITE, post=records.create)
add("classes/*/*", Kind.SHORT, get=records.get)
add("classes/*/*", Kind.WRITE, put=records.update, delete=records.delete)

add("users", Kind.READ, get=_of_users(records.find))
add_alone("users", post=users.sign_up)
add_alone("users/me", get=users.me)
add("users/*", Kind.SHORT, get=_of_users(records.get))
add_alone("users/*", put=users.update, delete=users.delete)
add_alone("login", get=users.login, post=users.login)
add_alone("loginAs", post=users.login_as)
add_alone("logout", post=users.logout)
add_alone("verifyPassword", asks_who=True, get=users.verify_password, post=users.verify_password)
add_alone("requestPasswordReset", asks_who=True, post=mailings.request_reset)
add_alone("verificationEmailRequest", asks_who=True, post=mailings.request_verification)
add_alone("reset", get=mailings.reset_page, post=mailings.reset)
add_alone("verify", get=mailings.verify)

add_alone("sessions", get=sessions.find, post=sessions.create)
add_alone("sessions/me", get=sessions.mine, put=sessions.update, delete=sessions.delete)
add_alone("sessions/*", get=sessions.get, put=sessions.update, delete=sessions.delete)
add_alone("upgradeToRevocableSession", post=sessions.upgrade)

add("roles", Kind.SHORT, get=roles.find, post=roles.change)
add("roles/*", Kind.SHORT, get=roles.get, put=roles.change, delete=roles.change)
add_alone("installations", asks_who=True, get=installations.find, post=installations.create)
add_alone("installations/*", asks_who=True, get=installations.get, put=installations.update)

add("schemas", Kind.SHORT, for_master=True, get=schemas.find)
add("schemas/*", Kind.SHORT, for_master=True, get=schemas.get)
add_alone("schemas", post=reshaping.create)
add_alone("schemas/*", post=reshaping.create, put=reshaping.change, delete=reshaping.drop)
add("aggregate/*", Kind.READ, for_master=True, get=aggregates.aggregate, post=aggregates.aggregate)
add("purge/*", Kind.WRITE, for_master=True, delete=information.purge)

add_alone("batch", post=batches.batch)
add_alone("functions/*", asks_who=True, post=information.run, get=information.run)
add_alone("config", asks_who=True, get=parameters.get, put=parameters.put, post=parameters.put)
add_alone("health", get=information.health, post=information.health)
add_alone("serverInfo", asks_who=True, get=information.server)
add_alone("events/*", asks_who=True, post=information.event)
add_alone("graphql", post=answering.answer)
for name in (
    "push", "jobs", "jobs/*", "scriptlog", "hooks/functions", "hooks/functions/*", "hooks/triggers", "hooks/triggers/*",
    "push_audiences", "push_audiences/*", "security", "cloud_code/jobs", "cloud_code/jobs/*", "graphql-config",
):  # fmt: skip
    for_master = information.for_master
    add_alone(name, get=for_master, post=for_master, put=for_master, delete=for_master)
for name in ("challenge", "validate_purchase", "files/*"):
    add_alone(name, asks_who=True, get=information.unknown, post=information.unknown, delete=information.unknown)
