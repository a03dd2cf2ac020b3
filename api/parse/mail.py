"""Mails with a link: sent by the server that `PARLEY_MAIL` names, or written into the log where there is none."""

import logging
import smtplib
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from api.settings import InvalidSettings
from store.mailings import Mailing, Purpose

LOG = logging.getLogger("parley.mail")
SECONDS = 20
"""That a mail server may take for one mail."""
SUBJECTS: dict[Purpose, str] = {"reset": "Choose another password", "verify": "Confirm your address"}
TEXTS: dict[Purpose, str] = {
    "reset": "Somebody asked for another password for you. If it was you, choose one here, within two hours:",
    "verify": "Please confirm that this is your address, within a week:",
}


class Mail:
    """The way mails go."""

    def __init__(self, address: str | None) -> None:
        """Take the address of a mail server, or nothing.

        Raises:
            InvalidSettings: It is no address of one.
        """
        self._server = None if address is None else _server(address)

    def send(self, purpose: Purpose, mailing: Mailing, link: str) -> None:
        """Send a link, or write it into the log. A server that does not answer is noted there, and tells nobody."""
        if self._server is None:
            LOG.warning("no PARLEY_MAIL is set; the link for %s (%s) is %s", mailing.email, purpose, link)
            return
        message = EmailMessage()
        message["Subject"], message["To"] = SUBJECTS[purpose], mailing.email
        message["From"] = parse_qs(self._server.query).get("from", [f"parley@{self._server.hostname}"])[0]
        message.set_content(f"Hello {mailing.username},\n\n{TEXTS[purpose]}\n\n{link}\n")
        try:
            self._deliver(self._server, message)
        except (OSError, smtplib.SMTPException) as error:
            LOG.error("a mail was not sent: %s", type(error).__qualname__)

    @staticmethod
    def _deliver(server: SplitResult, message: EmailMessage) -> None:
        kind = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
        with kind(server.hostname or "", server.port or 0, timeout=SECONDS) as connection:
            if server.scheme == "smtp" and connection.has_extn("starttls"):
                connection.starttls()
            if server.username:
                connection.login(unquote(server.username), unquote(server.password or ""))
            connection.send_message(message)


def _server(address: str) -> SplitResult:
    try:
        server = urlsplit(address)
        known = server.scheme in ("smtp", "smtps") and server.hostname and (server.port or 1)
    except ValueError:
        known = False
    if not known:
        raise InvalidSettings("PARLEY_MAIL is no address of a mail server, e.g. smtp://user:password@mail.example:587.")
    return server
