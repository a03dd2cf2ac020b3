import { isPointer, type Row } from "../data/rows";
import type { Class } from "../data/schema";
import { differing, type Draft, entryOf, formFields } from "./draft";
import type { Format } from "../format/format";

/** An edit of a record that others may change meanwhile. */
export interface Edit {
  /** The record as it was when the draft began, or when the two were brought together last. */
  base: Row;
  draft: Draft;
  /** Fields that both have changed, with the record that has the other's value. */
  conflicts: readonly string[];
  theirs: Row;
  /** Fields that were taken over from the other. */
  merged: readonly string[];
}

export const begin = (format: Format, cls: Class, base: Row): Edit => ({
  base,
  draft: Object.fromEntries(
    formFields(cls).map((field) => [field.name, entryOf(format, field, base.values[field.name])]),
  ),
  conflicts: [],
  theirs: base,
  merged: [],
});

/** Bring an edit together with the record as it is now: what only the other changed is taken over. */
export function meet(format: Format, cls: Class, edit: Edit, now: Row): Edit {
  const theirs = differing(cls, edit.base, now);
  if (theirs.length === 0)
    return now.updatedAt > edit.base.updatedAt ? { ...edit, base: now, theirs: now } : edit;
  const fields = formFields(cls).filter((field) => theirs.includes(field.name));
  const was = begin(format, cls, edit.base).draft;
  const now_ = begin(format, cls, now).draft;
  const draft: Record<string, Draft[string]> = { ...edit.draft };
  const conflicts = new Set(edit.conflicts);
  const merged = new Set(edit.merged);
  for (const { name } of fields) {
    const mine = key(edit.draft[name]);
    if (mine === key(was[name]) && !conflicts.has(name)) {
      draft[name] = now_[name] ?? null;
      merged.add(name);
    } else if (mine === key(now_[name])) conflicts.delete(name);
    else conflicts.add(name);
  }
  return { base: now, draft, conflicts: [...conflicts], theirs: now, merged: [...merged] };
}

/** Settle one conflict: keep what was typed, or take the other's value. */
export function settle(format: Format, cls: Class, edit: Edit, name: string, take: boolean): Edit {
  const field = formFields(cls).find((one) => one.name === name);
  const entry = field && take ? entryOf(format, field, edit.theirs.values[name]) : edit.draft[name];
  return {
    ...edit,
    draft: { ...edit.draft, [name]: entry ?? null },
    conflicts: edit.conflicts.filter((one) => one !== name),
  };
}

/** Two entries with the same key say the same. */
function key(entry: Draft[string] | undefined): string {
  if (Array.isArray(entry)) return JSON.stringify(entry);
  if (isPointer(entry)) return `${entry.cls} ${entry.id}`;
  return entry === null || entry === undefined ? "" : String(entry);
}
