"""The terminal: the command `parley`. A command imports what it needs when it runs, so that all of them start fast."""

from api.cli.app import app
from api.cli.failures import Guard


def main() -> None:
    """Run the command that the arguments name, and end with its exit status."""
    guard = Guard()
    raise SystemExit(guard.status(lambda: app(prog_name="parley", obj=guard)))
