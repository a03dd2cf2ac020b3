"""The way in: a text is read into a blueprint."""

from store.blueprint.reading import diagram, schemas
from store.blueprint.reading.completing import completed
from store.blueprint.reading.diagram import Diagram
from store.blueprint.reading.draft import Draft
from store.blueprint.reading.forms import Forms, found_in
from store.blueprint.reading.prompt import read_prompt
from store.blueprint.reading.reading import Form, Reading
from store.blueprint.reading.resolving import USER
from store.blueprint.reading.schemas import Schemas
from store.blueprint.reading.text import clean
from store.classes import BUILT_IN
from store.errors import NotABlueprint
from store.schema import Schema

BROKEN = "This begins like JSON that describes classes, but it cannot be read: it ends too early, or a sign is wrong."


def read(text: str, schema: Schema | None = None) -> Reading:
    """Return what a text says of a CRM: a prompt, a page with one, JSON, a Mermaid diagram, or a `/schemas` answer.

    Nothing is changed, and no model is asked.

    Args:
        text: At most 200 kB.
        schema: That of the workspace: pointers may name its classes, and what the text leaves open is as it is there.
            Without one, the built-in classes are taken for it.

    Raises:
        NotABlueprint: The text describes no classes, or is no text.
        InvalidBlueprint: It contradicts itself; carries all contradictions.
    """
    plain = clean(text)
    forms = found_in(plain)
    if forms.json is None and plain.lstrip("`json \n").startswith(("{", "[{")) and '"className"' in plain:
        raise NotABlueprint(BROKEN)
    if forms.is_located or not (forms.json or forms.diagram):
        return _prompt(plain, forms, schema)
    draft = Draft(there=_names(schema))
    form: Form = "diagram"
    if forms.json:
        Schemas(draft, plain, forms.json.begin).read(forms.json.classes)
        form = "schemas" if forms.json.is_answer else "classes"
        draft.hints = _drawn(plain, forms).hints
    else:
        draft = _drawn(plain, forms)
        draft.there = _names(schema)
    _around(draft, forms, schema)
    _say_what_is_silent(draft, form)
    return completed(draft, form, schema)


def _prompt(text: str, forms: Forms, schema: Schema | None) -> Reading:
    """Read a prompt; a diagram in the same page says what its pointers name, where it does not."""
    draft = Draft(hints=_drawn(text, forms).hints, there=_names(schema))
    read_prompt(draft, forms.prompt, schema)
    if forms.left_aside:
        first = next(number for number, line in enumerate(forms.prompt.split("\n"), 1) if line.strip())
        draft.assumed.insert(
            0, f"The prompt stands in line {first}; the {forms.left_aside} lines around it were not read."
        )
    return completed(draft, "prompt", schema)


def _names(schema: Schema | None) -> tuple[str, ...]:
    """Return the names of the workspace's classes, but for the one that is always meant by its own name."""
    return tuple(name for name in (schema.classes if schema else BUILT_IN) if name != USER)


def _drawn(text: str, forms: Forms) -> Draft:
    """Return what the diagram says."""
    drawn = Diagram(Draft())
    lines = text.split("\n")
    for number in forms.diagram:
        drawn.takes(number, lines[number - 1])
    drawn.finish()
    return drawn.draft


def _around(draft: Draft, forms: Forms, schema: Schema | None) -> None:
    """Read what stands around JSON or a diagram: sentences, or classes more."""
    if forms.left_aside:
        draft.assumed.insert(0, f"The {forms.left_aside} lines around the classes were not read.")
        return
    read_prompt(draft, forms.prompt, schema)


def _say_what_is_silent(draft: Draft, form: Form) -> None:
    if form == "diagram":
        draft.assumed.insert(0, diagram.SILENT)
    elif not any(one.entry.attributes.said.get("values") for _, _, found in draft.all_fields() for one in found):
        draft.assumed.insert(0, schemas.SILENT)
