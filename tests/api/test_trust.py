from threading import Event

import pytest

from api.http import trust
from api.http.trust import Trust
from store.errors import SignInFailed


def test_a_token_that_was_revoked_stops_its_run_within_a_quarter_of_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked = [100.0], []

    def refused() -> None:
        asked.append(now[0])
        raise SignInFailed

    monkeypatch.setattr(trust, "monotonic", lambda: now[0])
    run = Trust(Event(), refused)

    now[0] += 0.1
    assert not run.is_set()
    now[0] += 0.15
    assert run.is_set()
    assert len(asked) == 1
    assert isinstance(run.lost, SignInFailed)
