"""Blueprints that several tests apply."""

import pytest

from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan

ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For what is the same on either database: PostgreSQL's take ten times as long to make."""

PRODUCT = ClassPlan(
    name="Product",
    description="Something that is sold.",
    fields=(
        FieldPlan(name="name", kind="String", required=True),
        FieldPlan(name="price", kind="Number"),
        FieldPlan(name="SKU", kind="String", unique=True),
        FieldPlan(name="status", kind="String", values=("planned", "on sale", "discontinued", "closed")),
        FieldPlan(name="description", kind="String"),
        FieldPlan(name="inStock", kind="Boolean"),
        FieldPlan(name="launchDate", kind="Date"),
        FieldPlan(name="deal", kind="Pointer", targets=("Deal",)),
        FieldPlan(name="supplier", kind="Pointer", targets=("Company",)),
        FieldPlan(name="carrier", kind="Pointer", targets=("Company",)),
        FieldPlan(name="seenWith", kind="Pointer", targets=("Contact", "Deal")),
        FieldPlan(name="assignedTo", kind="Pointer", targets=("_User",)),
        FieldPlan(name="createdBy", kind="Pointer", targets=("_User",), required=True),
        FieldPlan(name="tags", kind="Array"),
        FieldPlan(name="extra", kind="Object"),
    ),
)
SHOP = Blueprint(classes=(PRODUCT,))


def of(name: str, *fields: FieldPlan) -> Blueprint:
    """Return a blueprint of one class."""
    return Blueprint(classes=(ClassPlan(name=name, fields=fields),))


def stages(*values: str) -> Blueprint:
    """Return a blueprint of other stages of deals."""
    return of("Deal", FieldPlan(name="stage", kind="String", values=values))
