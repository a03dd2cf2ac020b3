"""Values that come in: checked once, at the edge of the store."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from store.errors import InvalidValues
from store.fields import Pointer
from store.schema import Class


def checked(cls: Class, values: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
    """Return `values` as the fields of a class hold them: numbers as numbers, moments aware, pointers as `Pointer`.

    Args:
        new: Whether they make a record (required fields must be there) or change one.

    Raises:
        InvalidValues: A field is not there or required, or a value breaks its rule; every reason is told.
    """
    try:
        valid = (cls.create if new else cls.update).model_validate(dict(values))
    except ValidationError as error:
        raise InvalidValues("; ".join(_sentence(cls, reason) for reason in error.errors()) + ".") from None
    found = {name: getattr(valid, name) for name in cls.fields if new or name in valid.model_fields_set}
    for name, value in found.items():
        if isinstance(value, datetime) and value.tzinfo is None:
            raise InvalidValues(f"{name}: {value.isoformat()} has no time zone.")
        if isinstance(value, str) and "\x00" in value:
            raise InvalidValues(f"{name}: the text has a NUL character, which no database keeps.")
        spec = cls.fields[name]
        if value is not None and spec.targets:
            found[name] = Pointer(*value)
            if found[name].cls not in spec.targets:
                raise InvalidValues(f"{name} may name a {' or '.join(spec.targets)}, not a {found[name].cls}.")
        if spec.choice and spec.choice.closed and value is not None and value not in spec.choices:
            raise InvalidValues(f"{name}: {value!r} is not one of {', '.join(spec.choices)}.")
    return found


def _sentence(cls: Class, reason: Any) -> str:
    name = str(reason["loc"][0]) if reason["loc"] else cls.word
    if reason["type"] == "extra_forbidden":
        known = ", ".join(field for field, spec in cls.fields.items() if not spec.secret)
        return f"{cls.name} has no field {name!r}; it has {known}"
    if reason["type"] == "missing":
        return f"{name} is required"
    return f"{name}: {reason['msg'][:1].lower()}{reason['msg'][1:]}"
