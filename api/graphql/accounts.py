"""How one joins, signs in and out, changes oneself and leaves."""

from dataclasses import replace

from graphql import GraphQLBoolean, GraphQLField, GraphQLNonNull, GraphQLObjectType

from api.graphql import deeds, reading, writing
from api.graphql.identities import object_id
from api.graphql.inputs import Inputs
from api.graphql.reading import Asking, Info, Said
from api.parse import mailings, users
from api.parse.asked import Shown
from api.parse.calls import Call
from api.parse.door import Door


def accounts(inputs: Inputs, viewer: GraphQLObjectType) -> dict[str, GraphQLField]:
    """Return how one joins, signs in and out, and asks for mails."""
    seen, done = {"viewer": GraphQLField(viewer)}, {"ok": GraphQLField(GraphQLNonNull(GraphQLBoolean))}
    name_and_password = {"username": deeds.TEXT, "password": deeds.TEXT}
    return {
        "signUp": deeds.field("SignUp", {"fields": inputs.creates[users.USER]}, seen, _sign_up),
        "logIn": deeds.field("LogIn", name_and_password, seen, _log_in),
        "login": deeds.field("Login", name_and_password, seen, _log_in),
        "logOut": deeds.field("LogOut", {}, done, _log_out),
        "resetPassword": deeds.field("ResetPassword", {"email": deeds.TEXT}, done, _reset_password),
        "sendVerificationEmail": deeds.field("SendVerificationEmail", {"email": deeds.TEXT}, done, _send_verification),
    }


def _sign_up(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    made = users.sign_up(door, _post(call, "users", _of_user(door, sent)))
    return {"viewer": users.me(door, replace(call, token=made.said["sessionToken"], is_master=False)).said}


def _log_in(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    return {"viewer": users.login(door, _post(call, "login", sent)).said}


def _log_out(asking: Asking, _: Info, __: Said) -> Said:
    users.logout(*asking)
    return {"ok": True}


def _reset_password(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    mailings.request_reset(door, _post(call, "requestPasswordReset", sent))
    return {"ok": True}


def _send_verification(asking: Asking, _: Info, sent: Said) -> Said:
    door, call = asking
    mailings.request_verification(door, _post(call, "verificationEmailRequest", sent))
    return {"ok": True}


def create_user(asking: Asking, info: Info, sent: Said) -> Said:
    """Join, as `signUp` does."""
    return {"user": _sign_up(asking, info, sent)["viewer"]}


def update_user(asking: Asking, _: Info, sent: Said) -> Said:
    """Change oneself."""
    door, call = asking
    user = object_id(door.workspace.store.schema, users.USER, sent["id"])
    users.update(door, call.part("PUT", ("users", user), _of_user(door, sent), {}))
    return {"user": _user(asking, user)}


def delete_user(asking: Asking, _: Info, sent: Said) -> Said:
    """Leave; the answer is who has left."""
    door, call = asking
    user = object_id(door.workspace.store.schema, users.USER, sent["id"])
    was = _user(asking, user)
    users.delete(door, call.part("DELETE", ("users", user), {}, {}))
    return {"user": was}


def _user(asking: Asking, user: str) -> Said:
    door, call = asking
    schema = door.workspace.store.schema
    with door.unit(call, writes=False) as records:
        return reading.one(records, schema[users.USER], user, Shown())


def _of_user(door: Door, sent: Said) -> Said:
    schema = door.workspace.store.schema
    return writing.body(schema, schema[users.USER], sent.get("fields") or {})


def _post(call: Call, path: str, sent: Said) -> Call:
    return call.part("POST", (path,), {name: value for name, value in sent.items() if value is not None}, {})
