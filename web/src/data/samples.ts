import { Format } from "../format/format";
import type { Row, Values } from "./rows";
import { type Class, type Field, type Kind, plainField } from "./schema";

/** What tests are made of. */

/** As somebody in Berlin reads. */
export const format = new Format({ tag: "en-GB", timeZone: "Europe/Berlin", currency: "EUR" });

/** A field; text, unless said otherwise. */
export const field = (name: string, kind: Kind = "String", more: Partial<Field> = {}): Field => ({
  ...plainField(name, kind),
  ...more,
});

/** A class without fields. */
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

/** A record, made and changed at one moment. */
export const row = (cls: string, id: string, values: Values = {}, at = new Date(0)): Row => ({
  cls,
  id,
  createdAt: at,
  updatedAt: at,
  values,
});
