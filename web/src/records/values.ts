import { titleOf } from "../data/names";
import { isNothing, isPointer, type Value } from "../data/rows";
import type { Field, Schema } from "../data/schema";
import type { Format } from "../format/format";
import { sentence } from "../format/words";
import { texts } from "../texts";
import { lineOf } from "./json";

const MONEY = /amount|price|value|budget|cost|revenue|fee|salary/i;

/** Whether a number is a sum of money: the wire does not tell, its name does. */
export const isMoney = (field: Field): boolean => field.kind === "Number" && MONEY.test(field.name);

/** A moment as people read it: of midnight only the day, as most dates are days. */
export function momentText(format: Format, at: Date): string {
  return isMidnight(format, at) ? format.date(at) : format.moment(at);
}

/** Whether a day begins then in the user's zone. */
export const isMidnight = (format: Format, at: Date): boolean =>
  format.parse(format.isoDay(at))?.getTime() === at.getTime();

/** A value as a line of text; empty for none. */
export function valueText(schema: Schema, format: Format, field: Field | undefined, value: unknown): string {
  if (isNothing(value)) return "";
  if (value instanceof Date) return momentText(format, value);
  if (isPointer(value)) return titleOf(schema, value);
  if (typeof value === "number") return field && isMoney(field) ? format.money(value) : format.number(value);
  if (typeof value === "boolean") return value ? texts.records.value.yes : texts.records.value.no;
  if (typeof value === "string") return field?.values.includes(value) ? sentence(value) : value;
  if (Array.isArray(value)) return value.map(lineOf).join(", ");
  return Object.entries(value as object)
    .map(([name, one]) => `${name}: ${lineOf(one)}`)
    .join(", ");
}

/** A value as `/api/changes` tells it, as one of a record. */
export function told(schema: Schema, field: Field | undefined, value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (field?.kind === "Date" && typeof value === "string") return new Date(value);
  if (field?.kind === "Pointer" && typeof value === "object" && "id" in value) {
    const { id, name, class: cls } = value as { id: unknown; name?: unknown; class?: unknown };
    const wire = schema.named(typeof cls === "string" ? cls : (field.targets[0] ?? ""))?.name ?? "";
    return typeof name === "string" ? name : { cls: wire, id: String(id) };
  }
  return value as Value;
}
