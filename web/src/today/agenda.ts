import type { Pipeline } from "../board/pipeline";
import { all, isOpen, ownedBy } from "../board/pipeline";
import { isPointer, moment, type Row, type Where } from "../data/rows";
import type { Class, Field, Schema } from "../data/schema";
import type { Format } from "../format/format";

/** Days ahead in which things to do are shown, and in which deals count as closing soon. */
export const AHEAD = 7;
export const CLOSING = 14;
const DAY = 86_400_000;

/** A class of things to do: they fall due, and are done. */
export interface Doing {
  cls: Class;
  due: string;
  done: string;
  /** The pointer to what they are about. */
  about: Field | undefined;
}

/** The first class of things to do, and how its records name those of a pipeline. */
export function doingOf(schema: Schema, pipeline: Pipeline | undefined): Doing | undefined {
  for (const cls of schema.classes) {
    if (cls.dueField === null || cls.doneField === null || cls.managed) continue;
    const pointers = cls.fields.filter(
      (field) => field.kind === "Pointer" && !cls.owners.includes(field.name),
    );
    const about =
      pointers.find((field) => pipeline && field.targets.includes(pipeline.cls.name)) ?? pointers[0];
    return { cls, due: cls.dueField, done: cls.doneField, about };
  }
  return undefined;
}

/** Whether they still are to be done. */
export const isToDo = (doing: Doing): Where => ({ [doing.done]: { $exists: false } });

/** Of a user: what he has made, and what is about a deal of his. Without a user: all. */
export function ofUser(doing: Doing, pipeline: Pipeline | undefined, user: string | null): Where {
  if (user === null) return {};
  const own = ownedBy(doing.cls, user);
  const { about } = doing;
  if (!pipeline || !about?.targets.includes(pipeline.cls.name)) return own;
  const deals = { className: pipeline.cls.name, where: ownedBy(pipeline.cls, user) };
  return { $or: [own, { [about.name]: { $inQuery: deals } }] };
}

/** What is due until the end of the days ahead. */
export const dueSoon = (doing: Doing, format: Format, now: Date): Where =>
  all(isToDo(doing), { [doing.due]: { $lt: moment(endOf(format, AHEAD, now)) } });

/** Open records that are expected to end soon, or should have. */
export function closingSoon(pipeline: Pipeline, format: Format, user: string | null, now: Date): Where {
  const { closes, cls } = pipeline;
  const soon = closes ? { [closes.name]: { $lt: moment(endOf(format, CLOSING, now)) } } : {};
  return all(isOpen(pipeline), soon, user === null ? {} : ownedBy(cls, user));
}

/** The end of a day so many days from now, in the user's zone. */
export function endOf(format: Format, days: number, now: Date): Date {
  const today = format.parse(format.isoDay(now)) ?? now;
  const near = new Date(today.getTime() + (days + 1.5) * DAY); // noon or so, also where a clock is put forward
  return format.parse(format.isoDay(near)) ?? near;
}

export interface Agenda {
  overdue: readonly Row[];
  today: readonly Row[];
  next: readonly Row[];
}

/** Things to do by day: what was due before today, today, and later. */
export function agendaOf(doing: Doing, rows: readonly Row[], format: Format, now: Date): Agenda {
  const days = (row: Row) => {
    const due = row.values[doing.due];
    return due instanceof Date ? format.daysUntil(due, now) : 0;
  };
  return {
    overdue: rows.filter((row) => days(row) < 0),
    today: rows.filter((row) => days(row) === 0),
    next: rows.filter((row) => days(row) > 0),
  };
}

/** Records that nothing which is to be done is about. */
export function withoutNext(doing: Doing, records: readonly Row[], toDo: readonly Row[]): Row[] {
  const { about } = doing;
  if (!about) return [];
  const planned = new Set(
    toDo.flatMap((row) => {
      const value = row.values[about.name];
      return isPointer(value) ? [`${value.cls} ${value.id}`] : [];
    }),
  );
  return records.filter((row) => !planned.has(`${row.cls} ${row.id}`));
}
