"""What "this deal" means to somebody who has one before him."""

from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import SystemMessage

from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from store.errors import RecordNotFound
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from tests.doubles import script

Make = Callable[[BaseChatModel], Assistant]
Says = Callable[..., Any]


@pytest.fixture
def says(assistant: Make, ann: Principal) -> Says:
    """Ann speaks with the embedded engine, in one thread."""
    engine = assistant(EmbeddedEngine())

    def say(text: str, page: Pointer | None = None) -> Any:
        return engine.reply("t", text, ann, door="test", page=page)

    return say


def stages(store: Store, ann: Principal) -> dict[str, str]:
    with store.reading(ann) as records:
        return {row["title"]: row["stage"] for row in records.find("Deal") if row["stage"] != "lead"}


def test_it_means_the_record_of_the_page(says: Says, office: dict[str, str], store: Store, ann: Principal) -> None:
    says("move this deal to proposal", Pointer("Deal", office["Pilot"]))
    assert stages(store, ann) == {"Pilot": "proposal"}
    says("move it to won", Pointer("Deal", office["Renewal"]))
    assert stages(store, ann) == {"Pilot": "proposal", "Renewal": "won"}


def test_it_still_means_that_after_a_yes(
    says: Says, assistant: Make, office: dict[str, str], store: Store, ann: Principal
) -> None:
    card = says("delete this deal", Pointer("Deal", office["Pilot"])).card
    assert [row["name"] for row in card.rows] == ["Pilot"]

    reply = assistant(EmbeddedEngine()).answer(card.id, ann, "approved")

    assert [row["name"] for row in reply.records] == ["Pilot"]
    with store.reading(ann) as records:
        assert records.count("Deal") == 3


def test_the_conversation_may_turn_to_another_one(
    says: Says, office: dict[str, str], store: Store, ann: Principal
) -> None:
    page = Pointer("Deal", office["Pilot"])
    says("what is the amount of this deal?", page)
    says("move Renewal to proposal", page)
    says("no, move it to negotiation", page)
    assert stages(store, ann) == {"Renewal": "negotiation"}
    says("move this deal to won", page)
    assert stages(store, ann) == {"Renewal": "negotiation", "Pilot": "won"}


def test_a_language_model_is_told_of_it_as_data(assistant: Make, office: dict[str, str], ann: Principal) -> None:
    model = script("Fine.", "Fine.")
    talk = assistant(model)

    talk.reply("t", "is this one big?", ann, door="test", page=Pointer("Deal", office["Pilot"]))
    talk.reply("t", "and now?", ann, door="test")

    told, after = (next(one.text for one in heard if isinstance(one, SystemMessage)) for heard in model.heard)
    assert f'"page":{{"class":"Deal","id":"{office["Pilot"]}","name":"Pilot"}}' in told
    assert '"page"' not in after


def test_a_record_that_he_may_not_read_is_none(assistant: Make, office: dict[str, str], bob: Principal) -> None:
    talk = assistant(EmbeddedEngine())
    for page in (Pointer("Deal", office["Pilot"]), Pointer("Deal", "nothing")):
        with pytest.raises(RecordNotFound):
            talk.reply("t", "move this deal to proposal", bob, door="test", page=page)
    assert talk.threads.messages(bob, "t") == []
