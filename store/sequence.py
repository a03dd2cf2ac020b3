"""A diagram of what passes between an app and the server, told with the classes, in Mermaid's language."""

from collections.abc import Iterator

from store.schema import Schema
from store.story import Story, story

PAGE = """\
# How an app works with the server

*Generated from the classes by `parley docs`: change `store/classes.py`, not this page.*

An app signs in, loads the pipeline, listens to it, and moves a record to its next stage; whoever may see the record
hears of it. The paths are those of the REST interface that Parse's SDKs speak; the [ER diagram](er-diagram.md) shows
the classes.

```mermaid
{diagram}
```
"""

UNSPOKEN = str.maketrans(";#", ",.")
"""Signs that would end a line of the diagram, or begin the code of a letter."""


def sequence_diagram(schema: Schema) -> str:
    """Return a Markdown page with the diagram."""
    return PAGE.format(diagram=sequence(schema))


def sequence(schema: Schema) -> str:
    """Return the diagram itself."""
    told = story(schema)
    parts = (_opening(), _loading(told), _moving(told), _logging(told))
    return "\n".join(["sequenceDiagram", *(f"    {line.translate(UNSPOKEN)}" for part in parts for line in part)])


def _opening() -> Iterator[str]:
    yield "actor Person"
    yield "participant App"
    yield "participant Parley"
    yield "participant Colleague as App of a colleague"
    yield "Person->>App: name and password"
    yield "App->>Parley: POST /parse/login"
    yield "Parley-->>App: the user and a session token"
    yield "Note over App,Parley: The token goes with every request. All answers hold what this user may see."


def _loading(told: Story) -> Iterator[str]:
    name = told.pipeline.name
    if told.person:
        _, person = told.person
        yield f"App->>Parley: GET /parse/classes/{person.name}"
        yield f"Parley-->>App: {person.plural}"
    where = f" where {told.stage.wire} is {told.step[0]}" if told.stage and told.step else ""
    order = f", order by {told.date.wire}" if told.date else ""
    yield f"App->>Parley: GET /parse/classes/{name}{where}{order}"
    yield f"Parley-->>App: {told.pipeline.plural}"
    yield f"App->>Parley: subscribe to {name} (WebSocket)"
    yield f"Colleague->>Parley: subscribe to {name} (WebSocket)"
    yield "App-->>Person: the pipeline"


def _moving(told: Story) -> Iterator[str]:
    name, word = told.pipeline.name, told.pipeline.word
    if told.stage is None or told.step is None:
        yield f"Person->>App: change a {word}"
        yield f"App->>Parley: PUT /parse/classes/{name}/ID"
    else:
        yield f"Person->>App: move a {word} to {told.step[1]}"
        yield f"App->>Parley: PUT /parse/classes/{name}/ID with {told.stage.wire} {told.step[1]}"
    yield "Parley->>Parley: may he? one transaction, one line in the change log"
    yield "Parley-->>App: updatedAt"
    yield f"Parley-->>Colleague: live event, the {word} as it is now"


def _logging(told: Story) -> Iterator[str]:
    if told.log:
        log, pointer = told.log
        yield f"App->>Parley: POST /parse/classes/{log.name} with {pointer.wire} to the {told.pipeline.word}"
        yield f"Parley-->>App: objectId of the {log.word}"
