"""Another password, or the confirmation of an address, by a link that is mailed; and the pages behind the links."""

from html import escape

from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import ORIGIN, Door
from api.parse.refusals import NO_EMAIL, Refusal
from store.errors import InvalidValues, SignInFailed
from store.mailings import Mailings, Purpose

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Parley</title><h1>{title}</h1>{body}</html>'
FORM = (
    '<form method="post"><input type="hidden" name="token" value="{token}">'
    '<p><label>Another password <input type="password" name="password" minlength="8" maxlength="200" required'
    ' autocomplete="new-password"></label><p><button>Set it</button></form>'
)


def request_reset(door: Door, call: Call) -> Answer:
    """Mail a link by which the user who has the address sets another password; the answer is the same if nobody has."""
    return _request(door, call, "reset")


def request_verification(door: Door, call: Call) -> Answer:
    """Mail a link by which the user shows that the address is his own."""
    return _request(door, call, "verify")


def reset_page(door: Door, call: Call) -> Answer:
    """Return the page on which another password is typed."""
    token = call.query.get("token", "")
    try:
        Mailings(door.workspace.store).check("reset", token)
    except SignInFailed as error:
        return _page("This link is no good", f"<p>{escape(str(error))}", 404)
    return _page("Another password", FORM.format(token=escape(token, quote=True)))


def reset(door: Door, call: Call) -> Answer:
    """Set another password; all sessions of the user end."""
    token, password = (str(call.body.get(name, "")) for name in ("token", "password"))
    try:
        door.workspace.users.hashed(password)
        user = Mailings(door.workspace.store).use("reset", token)
    except InvalidValues as error:
        return _page("Another password", f"<p>{escape(str(error))}" + FORM.format(token=escape(token, quote=True)), 400)
    except SignInFailed as error:
        return _page("This link is no good", f"<p>{escape(str(error))}", 404)
    door.sessions.replace_password(user, password, origin=ORIGIN)
    return _page("Done", "<p>Your password is set. Sign in with it.")


def verify(door: Door, call: Call) -> Answer:
    """Note that an address belongs to its user."""
    try:
        Mailings(door.workspace.store).use("verify", call.query.get("token", ""))
    except SignInFailed as error:
        return _page("This link is no good", f"<p>{escape(str(error))}", 404)
    return _page("Thank you", "<p>Your address is confirmed.")


def _request(door: Door, call: Call, purpose: Purpose) -> Answer:
    email = call.body.get("email")
    if not isinstance(email, str) or not email.strip():
        raise Refusal(NO_EMAIL, "you must provide an email")
    door.count_try(call)
    mailing = Mailings(door.workspace.store).new(purpose, email)
    if mailing is not None:
        # Never by the address that the request names: whoever asks could let the link lead to himself.
        address = door.workspace.settings.public_url or "http://localhost:8000"
        door.mail.send(purpose, mailing, f"{address}/parse/{purpose}?token={mailing.token}")
    return Answer({})


def _page(title: str, body: str, status: int = 200) -> Answer:
    return Answer(PAGE.format(title=title, body=body), status, is_page=True)
