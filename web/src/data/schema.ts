import { queryOptions } from "@tanstack/react-query";
import { api } from "./api";

export type Kind = "String" | "Number" | "Boolean" | "Date" | "Pointer" | "Array" | "Object";

/** A field of a class, by its name on the wire. */
export interface Field {
  name: string;
  kind: Kind;
  description: string;
  example: unknown;
  /** The classes that a pointer may name. */
  targets: string[];
  values: string[];
  terminal: string[];
  /** Whether nothing but `values` is accepted. */
  closed: boolean;
  required: boolean;
  default: unknown;
  maxLength: number | null;
  long: boolean;
  unique: boolean;
  writable: boolean;
  secret: boolean;
  searchable: boolean;
}

export interface Class {
  name: string;
  word: string;
  plural: string;
  wirePlural: string;
  description: string;
  titleField: string;
  stageField: string | null;
  dueField: string | null;
  doneField: string | null;
  owners: string[];
  managed: boolean;
  fields: Field[];
}

/** The classes as the server tells them. */
export interface Said {
  version: string;
  preset: string;
  classes: Class[];
}

/** The classes of the workspace. */
export class Schema {
  readonly version: string;
  readonly preset: string;
  readonly classes: readonly Class[];

  constructor(said: Said) {
    this.version = said.version;
    this.preset = said.preset;
    this.classes = said.classes;
  }

  /** The class of that name, as Parse (`_User`) or `/api` (`User`) writes it; nothing when there is none. */
  named(name: string): Class | undefined {
    return this.classes.find((cls) => cls.name === name || cls.name === `_${name}`);
  }

  /** The class whose pages are at `/<path>`, as `deals`. */
  at(path: string): Class | undefined {
    return this.classes.find((cls) => pathOf(cls) === path);
  }

  /** Fields of any class that point to this one. */
  pointingTo(cls: Class): { cls: Class; field: Field }[] {
    return this.classes.flatMap((other) =>
      other.fields
        .filter((field) => field.targets.includes(cls.name))
        .map((field) => ({ cls: other, field })),
    );
  }
}

/** Where the pages of a class are, without the slash: `deals`, `project-tasks`. */
export const pathOf = (cls: Class): string =>
  cls.wirePlural.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, "");

/** A field of which nothing more is said. */
export const plainField = (name: string, kind: Kind): Field => ({
  name,
  kind,
  description: "",
  example: null,
  targets: [],
  values: [],
  terminal: [],
  closed: false,
  required: false,
  default: null,
  maxLength: null,
  long: false,
  unique: false,
  writable: true,
  secret: false,
  searchable: false,
});

/** The field of that name; nothing when the class has none. */
export const fieldOf = (cls: Class, name: string): Field | undefined =>
  cls.fields.find((field) => field.name === name);

const made = new WeakMap<Said, Schema>();

/** The schema that was told; of one telling it is always the same. */
function schemaOf(said: Said): Schema {
  const schema = made.get(said) ?? new Schema(said);
  made.set(said, schema);
  return schema;
}

export const schemaQuery = queryOptions({
  queryKey: ["schema"],
  queryFn: () => api<Said>("GET", "/api/schema"),
  select: schemaOf,
  staleTime: 60_000,
  refetchOnWindowFocus: true,
  structuralSharing: false,
});
