"""What a request asks for, read before it is answered: pointers to follow, and what it would cost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from api.parse.asked import USUAL, Path, Shown
from api.parse.refusals import INVALID_QUERY, Refusal

DEEPEST = 15
"""Fields within fields."""
DEAREST = 100_000
"""Values in an answer, counted as if each list were full and no value empty."""
PAGED = ("edges", "pageInfo")
"""What takes the records of a page to answer."""
LONGEST = 16
"""Digits of a number that is looked at; longer ones are no `Int`."""

Fragments = Mapping[str, FragmentDefinitionNode]


def wanted(info: GraphQLResolveInfo[Any], *way: str) -> Shown:
    """Return which pointers are followed of the records that stand at the end of a way of fields."""
    sets = [node.selection_set for node in info.field_nodes]
    for name in way:
        sets = [node.selection_set for one in sets for node in _fields(one, info.fragments) if node.name.value == name]
    found: dict[Path, None] = {}
    _follow(sets, info.fragments, (), found)
    return Shown(include=tuple(sorted(found, key=lambda path: (len(path), path))))


def asks_for(info: GraphQLResolveInfo[Any], *names: str) -> bool:
    """Whether one of these fields within the one that is being answered is asked for."""
    return any(
        one.name.value in names for node in info.field_nodes for one in _fields(node.selection_set, info.fragments)
    )


def check(document: DocumentNode, variables: dict[str, Any]) -> None:
    """Do nothing for a document that is neither too deep nor too dear.

    Raises:
        Refusal: It is one of them.
    """
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    for one in document.definitions:
        if isinstance(one, OperationDefinitionNode):
            cost, depth = _Weighing(fragments, _defaults(one) | variables).of(one.selection_set, USUAL)
            if depth > DEEPEST:
                raise Refusal(INVALID_QUERY, f"The query is {depth} fields deep; {DEEPEST} is the most.")
            if cost > DEAREST:
                raise Refusal(INVALID_QUERY, f"The answer might have {cost:,} values; ask for {DEAREST:,} at most.")


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    """Return the numbers that variables have where nothing else is sent."""
    defined = {one.variable.name.value: one.default_value for one in operation.variable_definitions or ()}
    return {name: _number(value) for name, value in defined.items() if isinstance(value, IntValueNode)}


def _number(value: IntValueNode) -> int:
    return int(value.value) if len(value.value) < LONGEST else USUAL


@dataclass
class _Weighing:
    """Adds up what may come; a fragment is looked at once, however often it is named."""

    fragments: Fragments
    variables: Mapping[str, Any]
    known: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def of(self, selected: SelectionSetNode | None, page: int) -> tuple[int, int]:
        """Return cost and depth of a selection, in a list of so many records."""
        parts = [self._part(one, page) for one in selected.selections] if selected else []
        return sum(cost for cost, _ in parts), max((depth for _, depth in parts), default=0)

    def _part(self, node: Any, page: int) -> tuple[int, int]:
        if isinstance(node, FieldNode):
            return self._field(node, page)
        if isinstance(node, InlineFragmentNode):
            return self.of(node.selection_set, page)
        key = (node.name.value, page)
        if key not in self.known:
            self.known[key] = (0, 0)  # one that names itself is refused elsewhere
            fragment = self.fragments.get(node.name.value)
            self.known[key] = self.of(fragment.selection_set if fragment else None, page)
        return self.known[key]

    def _field(self, node: FieldNode, page: int) -> tuple[int, int]:
        if node.name.value.startswith("__"):
            return 1, 0  # the schema, whose depth the library limits
        cost, depth = self.of(node.selection_set, self._page(node))
        return 1 + cost * (max(page, 1) if node.name.value in PAGED else 1), 1 + depth

    def _page(self, node: FieldNode) -> int:
        """Return how many records a list has at most."""
        said = {one.name.value: self._said(one.value) for one in node.arguments or ()}
        given = [number for number in (said.get("first"), said.get("last")) if number is not None]
        return min(given, default=USUAL)

    def _said(self, value: Any) -> int | None:
        if isinstance(value, VariableNode):
            number = self.variables.get(value.name.value)
            return int(number) if isinstance(number, int | float) else None  # 5.0 is an `Int`, too
        return _number(value) if isinstance(value, IntValueNode) else None


def _follow(sets: Iterable[SelectionSetNode | None], fragments: Fragments, way: Path, found: dict[Path, None]) -> None:
    """Find the fields that have fields, which are pointers, but for the ACL."""
    within: dict[str, list[SelectionSetNode | None]] = {}
    for one in sets:
        for node in _fields(one, fragments):
            if node.selection_set is not None and node.name.value != "ACL":
                within.setdefault(node.name.value, []).append(node.selection_set)
    for name, several in within.items():
        found[(*way, name)] = None
        _follow(several, fragments, (*way, name), found)


def _fields(selected: SelectionSetNode | None, fragments: Fragments) -> Iterator[FieldNode]:
    for node in selected.selections if selected else ():
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            yield from _fields(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode):
            yield from _fields(fragments[node.name.value].selection_set, fragments)
