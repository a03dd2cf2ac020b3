import type { Class, Field, Schema } from "../data/schema";
import { fieldOf } from "../data/schema";
import { isNothing, type Where } from "../data/rows";

/** A class whose records go through stages, and the fields by which a board shows them. */
export interface Pipeline {
  cls: Class;
  stage: Field;
  /** Stages in which work goes on, in their order. */
  open: readonly string[];
  /** Stages that end it; the first is the good end. */
  ends: readonly string[];
  /** What is added up. */
  amount: Field | undefined;
  /** When it is expected to end. */
  closes: Field | undefined;
  /** For whom it is. */
  buyer: Field | undefined;
  owner: Field | undefined;
}

/** The classes that have stages, in the schema's order. */
export const pipelinesOf = (schema: Schema): Pipeline[] =>
  schema.classes.flatMap((cls) => {
    const stage = cls.stageField === null ? undefined : fieldOf(cls, cls.stageField);
    return stage && !cls.managed ? [pipelineOf(schema, cls, stage)] : [];
  });

function pipelineOf(schema: Schema, cls: Class, stage: Field): Pipeline {
  const owned = new Set(cls.owners);
  return {
    cls,
    stage,
    open: stage.values.filter((value) => !stage.terminal.includes(value)),
    ends: stage.terminal,
    amount: cls.fields.find((field) => field.kind === "Number" && !field.secret),
    closes: cls.fields.find((field) => field.kind === "Date" && !field.secret),
    buyer: buyerOf(schema, cls),
    owner: cls.fields.find((field) => owned.has(field.name) && field.targets.length > 0),
  };
}

/** The pointer to what points no further: of a person and his company, the company. */
function buyerOf(schema: Schema, cls: Class): Field | undefined {
  const isUser = (name: string) => schema.named(name)?.managed ?? true;
  const pointers = cls.fields.filter(
    (field) => field.kind === "Pointer" && !field.targets.every(isUser) && !field.targets.includes(cls.name),
  );
  const ends = (name: string) =>
    !schema.named(name)?.fields.some((field) => field.kind === "Pointer" && !field.targets.every(isUser));
  return pointers.find((field) => field.targets.every(ends)) ?? pointers[0];
}

/** The condition that all of several make. */
export function all(...conditions: Where[]): Where {
  const some = conditions.filter((one) => Object.keys(one).length > 0);
  return some.length > 1 ? { $and: some } : (some[0] ?? {});
}

/** Records whose stage does not end them, also those without one. */
export const isOpen = ({ stage, ends }: Pipeline): Where => ({ [stage.name]: { $nin: ends } });

/** What a condition says of one's own: by any of the fields that name an owner. */
export function ownedBy(cls: Class, user: string): Where {
  const pointer = { __type: "Pointer", className: "_User", objectId: user };
  const each = cls.owners.map((owner) => ({ [owner]: pointer }));
  return each.length > 1 ? { $or: each } : (each[0] ?? {});
}

/** A number of a record; nothing where it has none. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && !isNothing(value) ? value : undefined;
