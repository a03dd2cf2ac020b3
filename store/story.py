"""What an app does first with the classes of a CRM: which is the pipeline, whom it is about, what is logged of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from store.fields import Spec
from store.schema import Class, Schema


@dataclass(frozen=True)
class Story:
    """The classes and fields that diagrams and samples tell of. What a CRM does not have is `None`."""

    pipeline: Class
    """The class whose records move from stage to stage, or else the first that people add records of."""
    stage: Spec | None
    date: Spec | None
    """By which the records in a stage are ordered."""
    person: tuple[Spec, Class] | None
    """The pointer of the pipeline's class to what people sell to, and the class of that."""
    log: tuple[Class, Spec] | None
    """The class that says what was done about a record of the pipeline, and its pointer to it."""

    @property
    def step(self) -> tuple[str, str] | None:
        """The first stage and the one after it."""
        values = self.stage.choices if self.stage else ()
        return (values[0], values[1]) if len(values) > 1 else None


def story(schema: Schema) -> Story:
    """Return what can be told of these classes."""
    classes = [cls for cls in schema.classes.values() if not cls.model.managed]
    staged = ((cls, spec) for cls in classes for spec in cls.fields.values() if spec.terminal)
    pipeline, stage = next(chain(staged, ((cls, None) for cls in classes)))
    specs = list(pipeline.fields.values())
    pointers = ((spec, schema[name]) for spec in specs for name in spec.targets)
    return Story(
        pipeline=pipeline,
        stage=stage,
        date=next((spec for spec in specs if spec.type is datetime), None),
        person=next(((spec, cls) for spec, cls in pointers if cls in classes and cls is not pipeline), None),
        log=next(_logs(classes, pipeline), None),
    )


def _logs(classes: list[Class], pipeline: Class) -> Iterator[tuple[Class, Spec]]:
    for cls in classes:
        for name in cls.model.follows:
            if pipeline.name in cls.fields[name].targets:
                yield cls, cls.fields[name]
