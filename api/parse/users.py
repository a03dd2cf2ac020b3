"""Users: joining, signing in and out, changing oneself, and leaving."""

from typing import Any

from api.parse import records as objects
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import ORIGIN, SHORTEST, Door
from api.parse.ops import values
from api.parse.refusals import (
    EMAIL_TAKEN,
    FORBIDDEN,
    INVALID_EMAIL,
    INVALID_TOKEN,
    INVALID_VALUES,
    NO_PASSWORD,
    NO_USERNAME,
    NOT_FOUND,
    NOT_YOURS,
    UNSUPPORTED,
    USERNAME_TAKEN,
    Refusal,
)
from api.parse.values import encoded, wire
from store.admission import EMAIL
from store.errors import InvalidValues, SignInFailed, Taken
from store.principal import Principal
from store.records import Records

USER = "_User"
OTHERS = ("ACL", "invitation", "authData", "createdAt", "updatedAt")
"""What who joins may send beside the fields."""


def sign_up(door: Door, call: Call) -> Answer:
    """Make a user, and sign him in; with the master key an admin's way of adding one."""
    if call.body.get("authData"):
        raise Refusal(UNSUPPORTED, "This authentication method is unsupported.")
    door.count_try(call)
    if call.token is not None and not call.is_master:
        door.principal(call)
    name = _needed(call, "username", NO_USERNAME, "bad or missing username")
    password = _needed(call, "password", NO_PASSWORD, "password is required")
    email = _needed(call, "email", INVALID_VALUES, "email is required")
    if not EMAIL.fullmatch(email.strip()):
        raise Refusal(INVALID_EMAIL, "Email address format is invalid.")
    _check_known(door, call)
    more = _more(door, call)
    try:
        if call.is_master:
            user = door.admission.add(Principal.system(), name, email, password, origin=ORIGIN)
        else:
            invitation = call.body.get("invitation")
            user = door.admission.sign_up(name, email, password, invitation=_text(invitation), origin=ORIGIN)
    except Taken as error:
        raise _taken(error) from None
    token = door.sessions.start(user.user, action="signup", installation=call.installation)
    with door.workspace.store.records(user, ORIGIN) as records:
        if more:
            records.update(USER, user.user, more)
        made = encoded(wire(records.schema[USER]), records.get(USER, user.user))
    said = {"objectId": user.user, "createdAt": made["createdAt"], "sessionToken": token}
    return Answer(said, 201, f"{call.base}/users/{user.user}")


def login(door: Door, call: Call) -> Answer:
    """Sign in with a name, or an address, and a password."""
    name, password = _name_and_password(call)
    try:
        token, user = door.sessions.login(name, password, installation=call.installation)
    except SignInFailed:
        raise Refusal(NOT_FOUND, "Invalid username/password.") from None
    return Answer(_himself(door, user) | {"sessionToken": token})


def login_as(door: Door, call: Call) -> Answer:
    """Sign in as a user, with the master key."""
    call.need_master()
    user = _text(call.options.get("userId")) or ""
    try:
        token = door.sessions.start(user, action="login", installation=call.installation)
    except SignInFailed:
        raise Refusal(NOT_FOUND, "user not found") from None
    return Answer(_himself(door, door.workspace.users.principal_of(user)) | {"sessionToken": token})


def verify_password(door: Door, call: Call) -> Answer:
    """Return the user whose name and password these are, and begin no session."""
    name, password = _name_and_password(call)
    try:
        user = door.sessions.verified(name, password)
    except SignInFailed:
        raise Refusal(NOT_FOUND, "Invalid username/password.") from None
    return Answer(_himself(door, user))


def me(door: Door, call: Call) -> Answer:
    """Return who calls."""
    if call.token is None:
        raise Refusal(INVALID_TOKEN, "Invalid session token")
    with door.unit(call, writes=False) as records:
        return Answer(_shown(records) | {"sessionToken": call.token})


def logout(door: Door, call: Call) -> Answer:
    """End the session; where there is none, nothing is to be done."""
    if call.token is not None:
        door.principal(call)
        door.sessions.logout(call.token)
    return Answer({})


def update(door: Door, call: Call) -> Answer:
    """Change oneself. With another password one's other sessions end."""
    user, body = call.path[-1], dict(call.body)
    _himself_or_master(door, call)
    password = body.pop("password", None)
    if "password" in call.body and not isinstance(password, str):
        raise Refusal(INVALID_VALUES, "password is required")
    if isinstance(body.get("email"), str) and body["email"] and not EMAIL.fullmatch(body["email"].strip()):
        raise Refusal(INVALID_EMAIL, "Email address format is invalid.")
    if password is not None:
        door.workspace.users.hashed(password, shortest=SHORTEST)  # before anything is written
    if body.get("authData") is None:
        body.pop("authData", None)
    try:
        with door.unit(call, writes=True) as records:
            answer = objects.update(records, call.part("PUT", (USER, USER, user), body, {}))
    except Taken as error:
        raise _taken(error) from None
    if password is not None:
        door.sessions.replace_password(user, password, token=call.token, origin=ORIGIN)
    return answer


def delete(door: Door, call: Call) -> Answer:
    """Leave. What one owns stays; an admin who disables a user instead can name a successor."""
    by = _himself_or_master(door, call)
    try:
        door.workspace.users.remove(by, call.path[-1], origin=ORIGIN)
    except InvalidValues as error:
        raise Refusal(FORBIDDEN, str(error)) from None
    return Answer({})


def _himself_or_master(door: Door, call: Call) -> Principal:
    """Return who changes a user: himself, or who shows the master key.

    Raises:
        Refusal: It is somebody else, or nobody has signed in.
    """
    by = Principal.system() if call.is_master else None if call.token is None else door.principal(call)
    if by is None or not (by.is_system or by.user == call.path[-1]):
        raise Refusal(NOT_YOURS, "Permission denied")
    return by


def _name_and_password(call: Call) -> tuple[str, str]:
    given = dict(call.query) | call.body
    name, password = given.get("username") or given.get("email"), given.get("password")
    if not name:
        raise Refusal(NO_USERNAME, "username/email is required.")
    if not password:
        raise Refusal(NO_PASSWORD, "password is required.")
    if not isinstance(name, str) or not isinstance(password, str):
        raise Refusal(NOT_FOUND, "Invalid username/password.")
    return name, password


def _needed(call: Call, name: str, code: int, sentence: str) -> str:
    value = call.body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(code, sentence)
    return value


def _check_known(door: Door, call: Call) -> None:
    known = {*wire(door.workspace.store.schema[USER]).specs, *OTHERS}
    if unknown := sorted(call.body.keys() - known):
        raise Refusal(FORBIDDEN, f"Permission denied: there is no field {unknown[0][:100]!r} in {USER}.")


def _more(door: Door, call: Call) -> dict[str, Any]:
    """Return the values of fields that the workspace has added to its users."""
    cls = door.workspace.store.schema[USER]
    added = {name: value for name, value in call.body.items() if name not in ("username", "email", "password", *OTHERS)}
    return values(cls, added, dict.fromkeys(cls.fields))


def _taken(error: Taken) -> Refusal:
    if error.field == "email":
        return Refusal(EMAIL_TAKEN, "Account already exists for this email address.")
    return Refusal(USERNAME_TAKEN, "Account already exists for this username.")


def _himself(door: Door, user: Principal) -> dict[str, Any]:
    with door.workspace.store.reading(user) as records:
        return _shown(records)


def _shown(records: Records) -> dict[str, Any]:
    row = records.get(USER, records.principal.user, with_acl=True)
    return encoded(wire(records.schema[USER]), row)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
