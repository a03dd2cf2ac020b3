import type { QueryKey } from "@tanstack/react-query";
import { isPointer, type Row, type Value, type Values } from "../rows";
import { isWaiting, type Queue } from "./queued";

/** Stands in the place of a record that is deleted. */
const GONE = Symbol("gone");

/** What waits of each record: its new values, or that it is deleted. */
type Waiting = ReadonlyMap<string, Values | typeof GONE>;

/**
 * What a query has read, with what waits to be sent laid over it: changed records as they will be, deleted ones left out,
 * and new ones where everything of their class is shown. What nothing waits for stays the same object.
 */
export function over(queue: Queue, key: QueryKey, read: unknown): unknown {
  const waiting = waitingIn(queue);
  if (waiting.size === 0 || !isLaidOver(key)) return read;
  const laid = walked(read, waiting);
  return withNew(queue, key, laid === GONE ? undefined : laid);
}

/** Whether a query reads records. */
export const isLaidOver = ([root]: QueryKey): boolean => root === "rows" || root === "board";

/** A record that is made by a change that waits, with all that was changed of it since. */
export function madeIn(queue: Queue, cls: string, id: string): Row | undefined {
  const of = queue.filter((one) => isWaiting(one) && one.cls === cls && one.id === id);
  const [first] = of;
  if (first?.op !== "create" || of.some((one) => one.op === "delete")) return undefined;
  const values = Object.assign({}, ...of.map((one) => one.values)) as Values;
  return { cls, id, createdAt: first.at, updatedAt: first.at, values: without(values) };
}

function waitingIn(queue: Queue): Waiting {
  const waiting = new Map<string, Values | typeof GONE>();
  for (const one of queue.filter(isWaiting)) {
    const name = nameOf(one);
    const before = waiting.get(name);
    waiting.set(name, one.op === "delete" ? GONE : { ...(before === GONE ? {} : before), ...one.values });
  }
  return waiting;
}

const nameOf = ({ cls, id }: { cls: string; id: string }) => `${cls} ${id}`;

const without = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const isRow = (value: object): value is Row => isPointer(value) && "values" in value;

function walked(value: unknown, waiting: Waiting): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) {
    const next = value.map((one) => walked(one, waiting)).filter((one) => one !== GONE);
    return next.length === value.length && next.every((one, place) => one === value[place]) ? value : next;
  }
  if (value instanceof Map) {
    const next = [...value].map(([name, one]): [unknown, unknown] => [name, walked(one, waiting)]);
    return next.every(([name, one]) => one === value.get(name))
      ? value
      : new Map(next.filter(([, one]) => one !== GONE));
  }
  return isRow(value) ? rowWith(value, waiting) : partsWith(value, waiting);
}

function rowWith(row: Row, waiting: Waiting): Row | typeof GONE {
  const change = waiting.get(nameOf(row));
  if (change === GONE) return GONE;
  const values = walked(row.values, waiting) as Record<string, Value>;
  if (!change && values === row.values) return row;
  return { ...row, values: without({ ...values, ...change }) };
}

/** An object whose record is deleted goes with it; a pointer to one stays, without its name. */
function partsWith(value: object, waiting: Waiting): unknown {
  const before = Object.entries(value);
  const next = before.map(([name, one]): [string, unknown] => [name, walked(one, waiting)]);
  if (next.every(([, one], place) => one === before[place]?.[1])) return value;
  if (!isPointer(value) && next.some(([, one]) => one === GONE)) return GONE;
  return Object.fromEntries(next.filter(([, one]) => one !== GONE));
}

/** New records, where a query reads all of a class: lists, and boards. */
function withNew(queue: Queue, [root, cls, what, ask]: QueryKey, read: unknown): unknown {
  const made = queue
    .filter((one) => isWaiting(one) && one.op === "create" && one.cls === cls)
    .flatMap((one) => madeIn(queue, one.cls, one.id) ?? []);
  if (what === "one") return read ?? made.find((row) => row.id === ask);
  if (made.length === 0 || !isAll(root === "rows" ? (ask as { where?: object }).where : ask)) return read;
  if (read instanceof Map) {
    const fresh = made.filter((row) => !read.has(row.id));
    return fresh.length
      ? new Map([...read, ...fresh.map((row) => [row.id, { row, since: row.createdAt }] as const)])
      : read;
  }
  if (Array.isArray(read)) return with_(made, read as Row[]);
  if (isPages(read)) return { ...read, pages: [with_(made, read.pages[0] ?? []), ...read.pages.slice(1)] };
  return read;
}

const with_ = (made: readonly Row[], rows: readonly Row[]): Row[] => [
  ...made.filter((row) => !rows.some((one) => one.id === row.id)),
  ...rows,
];

const isAll = (where: unknown): boolean =>
  typeof where !== "object" || where === null || Object.keys(where).length === 0;

const isPages = (read: unknown): read is { pages: Row[][] } =>
  typeof read === "object" && read !== null && "pages" in read;
