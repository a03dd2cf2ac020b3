import { isNothing, isPointer, type Pointer, type Row, same, type Value, type Values } from "../data/rows";
import type { Class, Field } from "../data/schema";
import type { Format } from "../format/format";
import { heading } from "../format/words";
import { texts } from "../texts";
import { lineOf, objectOf, objectText, valueOfLine } from "./json";
import { isMidnight } from "./values";

/** What stands in a field of a form: text as it was typed, lines of it, a pointer, or one of yes, no and nothing. */
export type Entry = string | readonly string[] | Pointer | boolean | null;
export type Draft = Readonly<Record<string, Entry>>;

/** Fields that a form asks for. */
export const formFields = (cls: Class): Field[] =>
  cls.fields.filter((field) => field.writable && !field.secret);

/** A value as a form shows it. A date is `2026-03-18T`, and `2026-03-18T09:30` with a time. */
export function entryOf(format: Format, field: Field, value: Value | undefined): Entry {
  if (field.kind === "Array") return Array.isArray(value) ? value.map(lineOf) : [];
  if (isNothing(value)) return field.kind === "Pointer" || field.kind === "Boolean" ? null : "";
  if (value instanceof Date) {
    return `${format.isoDay(value)}T${isMidnight(format, value) ? "" : format.isoTime(value)}`;
  }
  if (field.kind === "Object") return objectText(value);
  if (isPointer(value)) return value;
  if (typeof value === "boolean") return value;
  return typeof value === "number" ? format.plainNumber(value) : typeof value === "string" ? value : "";
}

export const draftOf = (format: Format, cls: Class, values: Values): Draft =>
  Object.fromEntries(
    formFields(cls).map((field) => [field.name, entryOf(format, field, values[field.name])]),
  );

/** The values of a new record before anybody has typed. */
export const defaults = (cls: Class): Values =>
  Object.fromEntries(
    cls.fields.flatMap((field) => (isNothing(field.default) ? [] : [[field.name, field.default as Value]])),
  );

/** What was typed as a value, or why it is none. */
export function valueOf(
  format: Format,
  field: Field,
  entry: Entry | undefined,
): { value: Value } | { wrong: string } {
  const words = texts.records.form;
  const name = heading(field.name);
  const text = typeof entry === "string" ? entry.trim() : isLines(entry) ? said(entry) : entry;
  if (text === "" || text === "T" || text === null || text === undefined) {
    return field.required ? { wrong: words.needed(name) } : { value: null };
  }
  if (typeof text !== "string") return { value: text };
  if (field.kind === "Object") {
    const object = objectOf(text);
    return object ? { value: object } : { wrong: words.noObject };
  }
  if (field.kind === "Number") {
    const number = format.readNumber(text);
    return number === null ? { wrong: words.noNumber } : { value: number };
  }
  if (field.kind === "Date") return momentOf(format, text);
  if (field.maxLength !== null && text.length > field.maxLength) {
    return { wrong: words.tooLong(name, format.number(field.maxLength)) };
  }
  return { value: field.long && typeof entry === "string" ? entry : text };
}

const isLines = (entry: Entry | undefined): entry is readonly string[] => Array.isArray(entry);

/** The values of the lines that are not empty; nothing when all are. */
function said(lines: readonly string[]): Value {
  const values = lines.filter((line) => line.trim() !== "").map(valueOfLine);
  return values.length > 0 ? values : null;
}

function momentOf(format: Format, said: string): { value: Value } | { wrong: string } {
  const [day = "", time = ""] = said.split("T");
  if (!day) return { wrong: texts.records.form.noTime };
  const at = format.parse(time ? `${day}T${time}` : day);
  return at ? { value: at } : { wrong: texts.records.form.noDate };
}

export type Wrong = Readonly<Record<string, string>>;

/** All of a form as values, and what is wrong by field. */
export function read(format: Format, cls: Class, draft: Draft): { values: Values; wrong: Wrong } {
  const values: Record<string, Value> = {};
  const wrong: Record<string, string> = {};
  for (const field of formFields(cls)) {
    const result = valueOf(format, field, draft[field.name]);
    if ("wrong" in result) wrong[field.name] = result.wrong;
    else values[field.name] = result.value;
  }
  return { values, wrong };
}

/** Only what differs from a record as it was. */
export const changed = (values: Values, was: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !alike(value, was[name])));

/** Fields that differ between two readings of a record. */
export const differing = (cls: Class, one: Row, other: Row): string[] =>
  formFields(cls)
    .map((field) => field.name)
    .filter((name) => !alike(one.values[name], other.values[name]));

/** Whether two values are the same to whoever reads them; an empty list is none. */
const alike = (one: unknown, other: unknown): boolean => same(whole(one), whole(other));
const whole = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? null : value);
