"""The record that a person has before him when he writes: "this deal" means that one."""

from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage

from store.fields import Pointer
from store.records import Records

KEY = "page"
"""Where a message keeps it: so it holds for the whole turn, also when that waits for a yes in between."""
TOLD = (
    'The person has the record `page` of the context before him on his screen: "this deal", "this company", "here" or'
    ' "it" mean that one, unless the conversation is about another one by now.'
)


def on_page(text: str, page: Pointer | None) -> HumanMessage:
    """Return what a person says with a record before him."""
    return HumanMessage(text, additional_kwargs={KEY: list(page)} if page else {})


def page_of(messages: Sequence[BaseMessage]) -> Pointer | None:
    """Return the record that the person had before him when he wrote the last of his messages."""
    last = next((message for message in reversed(messages) if isinstance(message, HumanMessage)), None)
    found = last.additional_kwargs.get(KEY) if last else None
    return Pointer(*found) if found else None


def shown(records: Records, page: Pointer | None) -> dict[str, Any]:
    """Return what a model is told of it; nothing when it is gone or hidden by now."""
    row = records.get_many(page.cls, [page.id]).get(page.id) if page else None
    if page is None or row is None:
        return {}
    name = str(row[records.schema[page.cls].model.title_field] or "")
    return {"page": {"class": page.cls.strip("_"), "id": page.id, "name": name}}
