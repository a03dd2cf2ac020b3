"""What tests of the engine's turns share."""

from __future__ import annotations

from typing import Any

import pytest

from agent.embedded import engine as engines
from agent.embedded.turn import Turn


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the turns that are begun."""
    texts: list[str] = []

    class Counted(Turn):
        def __init__(self, *given: Any) -> None:
            texts.append(given[-1].text)
            super().__init__(*given)

    monkeypatch.setattr(engines, "Turn", Counted)
    return texts
