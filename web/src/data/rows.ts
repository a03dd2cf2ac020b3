/** A value that names another record; `row` is there when it was asked for with `include`. */
export interface Pointer {
  cls: string;
  id: string;
  row?: Row;
}

export type Value = string | number | boolean | Date | Pointer | unknown[] | Record<string, unknown> | null;

/** A record as it was read. A field without a value is not among `values`. */
export interface Row {
  cls: string;
  id: string;
  createdAt: Date;
  updatedAt: Date;
  values: Readonly<Record<string, Value>>;
}

/** New values by field; `null` takes a value away. */
export type Values = Readonly<Record<string, Value>>;

export const isPointer = (value: unknown): value is Pointer =>
  typeof value === "object" &&
  value !== null &&
  "cls" in value &&
  "id" in value &&
  typeof value.cls === "string" &&
  typeof value.id === "string";

/** The condition of a query, as Parse writes it: `{stage: "won", amount: {$gte: 1000}}`. */
export type Where = Readonly<Record<string, unknown>>;

/** A moment, as a condition holds it. */
export const moment = (at: Date) => ({ __type: "Date", iso: at.toISOString() });

/** A record, as a condition holds it. */
export const named = (cls: string, id: string) => ({ __type: "Pointer", className: cls, objectId: id });

/** Whether two values are the same to whoever reads them. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other || (isNothing(one) && isNothing(other))) return true;
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (isPointer(one) && isPointer(other)) return one.cls === other.cls && one.id === other.id;
  if (typeof one === "object" && typeof other === "object")
    return JSON.stringify(one) === JSON.stringify(other);
  return false;
}

export const isNothing = (value: unknown): boolean => value === undefined || value === null || value === "";
