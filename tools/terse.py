"""JSON schemas as models need them: every word of a tool's description is paid for with each message."""

from typing import Any

LEFT_OUT = (
    "title",
    "default",
    "additionalProperties",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minimum",
    "maximum",
)


def terse(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema without titles, defaults, limits and the type of listed values, its definitions put in place.

    What may be left out needs no `null`: the limits are checked when the tool is called.
    """
    definitions = schema.get("$defs", {})
    short: dict[str, Any] = _short(schema, definitions)
    return {"type": "object", "properties": {}} | short


def _short(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_short(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        named = definitions[part["$ref"].rsplit("/", 1)[-1]]
        return _short({**named, **{key: value for key, value in part.items() if key != "$ref"}}, definitions)
    if "anyOf" in part:
        rest = {key: value for key, value in part.items() if key != "anyOf"}
        kinds = [kind for kind in part["anyOf"] if kind != {"type": "null"}]
        return _short({**kinds[0], **rest} if len(kinds) == 1 else {**rest, "any_of": kinds}, definitions)
    part = {key: value for key, value in part.items() if key != "type"} if "enum" in part else part
    return {
        ("anyOf" if key == "any_of" else key): _properties(value, definitions)
        if key == "properties"
        else _short(value, definitions)
        for key, value in part.items()
        if key not in (*LEFT_OUT, "$defs")
    }


def _properties(properties: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the members of an object; here `title` is a name, not a heading."""
    return {name: _short(part, definitions) for name, part in properties.items()}
