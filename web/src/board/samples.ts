import type { Class, Field } from "../data/schema";

/** A field for tests: text, unless said otherwise. */
export const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  kind: "String",
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
  ...more,
});

/** A class for tests. */
export const cls = (name: string, more: Partial<Class> = {}): Class => ({
  name,
  word: name.toLowerCase(),
  plural: `${name.toLowerCase()}s`,
  wirePlural: `${name.toLowerCase()}s`,
  description: "",
  titleField: "name",
  stageField: null,
  dueField: null,
  doneField: null,
  owners: [],
  managed: false,
  fields: [],
  ...more,
});
