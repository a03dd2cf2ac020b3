import { api } from "./api";
import { find } from "./records";
import { isPointer, type Pointer, type Row } from "./rows";
import type { Schema } from "./schema";

const OFFERED = 8;

/** What people call a record. Without its row, the class's word: its name is not to be seen. */
export function titleOf(schema: Schema, of: Row | Pointer): string {
  const cls = schema.named(of.cls);
  const row = "values" in of ? of : of.row;
  const title = cls && row?.values[cls.titleField];
  return typeof title === "string" && title !== "" ? title : (cls?.word ?? of.cls);
}

/** A row as the value of a pointer to it. */
export const pointerTo = (row: Row): Pointer => ({ cls: row.cls, id: row.id, row });

/** The name of what a value points to. */
export const nameOf = (schema: Schema, value: unknown): string | undefined =>
  isPointer(value) ? titleOf(schema, value) : undefined;

/** A pointer to a record of which only the name is known. */
export function pointerNamed(schema: Schema, cls: string, id: string, name: string): Pointer {
  const found = schema.named(cls);
  const never = new Date(0);
  const values = found ? { [found.titleField]: name } : {};
  const wire = found?.name ?? cls;
  return { cls: wire, id, row: { cls: wire, id, createdAt: never, updatedAt: never, values } };
}

/** A record that may be meant. */
export interface Suggestion {
  pointer: Pointer;
  /** What tells it from others of its name. */
  detail: string;
}

interface Said {
  records: { class: string; id: string; name: string; detail: string }[];
}

/** Records whose name the text begins; before anything is typed, oneself and what was written last. */
export async function suggestions(
  schema: Schema,
  targets: readonly string[],
  text: string,
): Promise<Suggestion[]> {
  if (text.trim() === "") return latest(schema, targets);
  const query = { text, class: targets, limit: OFFERED };
  const { records } = await api<Said>("GET", "/api/names", { query });
  return records.map((one) => ({
    pointer: pointerNamed(schema, one.class, one.id, one.name),
    detail: one.detail,
  }));
}

async function latest(schema: Schema, targets: readonly string[]): Promise<Suggestion[]> {
  const classes = targets.flatMap((name) => schema.named(name) ?? []);
  const ask = { order: ["-updatedAt"], limit: OFFERED, include: [] };
  const found = await Promise.all(classes.map((cls) => find(cls, ask))); // of users, Parse shows only oneself
  return found
    .flat()
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())
    .slice(0, OFFERED)
    .map((row) => ({ pointer: pointerTo(row), detail: "" }));
}
