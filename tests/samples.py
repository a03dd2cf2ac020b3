"""A valid value for every class, so that one test can speak about all of them."""

from typing import Any

from store.principal import Principal
from store.schema import Schema
from store.store import Store

EXAMPLES: dict[Any, Any] = {str: "Anvils Ltd", float: 10.0, bool: True}


def sample(schema: Schema, name: str) -> dict[str, Any]:
    """Return the smallest valid values for a new record."""
    return {
        spec.name: spec.choices[0] if spec.choices else EXAMPLES[spec.type]
        for spec in schema[name].fields.values()
        if spec.required
    }


def created(store: Store, who: Principal, name: str, **values: Any) -> str:
    """Make a record of a class and return its id."""
    with store.records(who) as records:
        return str(records.create(name, sample(store.schema, name) | values)["object_id"])
