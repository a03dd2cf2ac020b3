import { isPointer, type Value, type Values } from "../rows";

/** A change that was made while the server was away, and what has become of it. */
export interface Queued {
  /** Names it for the server: what was taken under it is not taken again. */
  key: string;
  op: "create" | "update" | "delete";
  cls: string;
  id: string;
  /** What people call the record. */
  title: string;
  /** What the record bore when it was changed; empty for a new one. */
  version: string;
  /** The change before it, of the same record, that left it so; then it has no version. */
  after: string | null;
  values: Values;
  /** What these fields were before. */
  was: Values;
  at: Date;
  /** Whether it may have reached the server under its key. */
  sent: boolean;
  /** The run in which it was tried when the server went away. */
  run: string | null;
  /** It waits to be sent, meets what others have changed, or was not taken. */
  state: "waiting" | "conflict" | "refused";
  /** Of a conflict: the fields that others have changed, too. */
  fields: readonly string[];
  /** Why it was not taken, and the code of that. */
  error: string;
  code: string;
}

export type Queue = readonly Queued[];

export const isWaiting = ({ state }: Queued): boolean => state === "waiting";

const isOf = (one: Queued, cls: string, id: string) => one.cls === cls && one.id === id;

/** Whether changes of a record wait. */
export const waits = (queue: Queue, cls: string, id: string): boolean =>
  queue.some((one) => isWaiting(one) && isOf(one, cls, id));

/** The queue with one more. Of a record that waits already it becomes one change, if nothing tells otherwise. */
export function added(queue: Queue, one: Queued): Queue {
  const last = queue.findLast((other) => isWaiting(other) && isOf(other, one.cls, one.id));
  if (!last) return [...queue, one];
  const others = queue.filter((other) => other !== last);
  if (last.sent) return [...queue, { ...one, version: "", after: last.key }];
  if (one.op === "delete") {
    if (last.op === "create") return others;
    return [
      ...others,
      { ...one, version: last.version, after: last.after, was: { ...one.was, ...last.was } },
    ];
  }
  // What it points to may be made by a change that comes between them.
  if (last !== queue.at(-1) && Object.values(one.values).some((value) => typeof value === "object"))
    return [...queue, { ...one, version: "", after: last.key }];
  const both = { values: { ...last.values, ...one.values }, was: { ...one.was, ...last.was } };
  return queue.map((other) => (other === last ? { ...last, ...both, at: one.at } : other));
}

/** What the server said became of a change. */
export interface Answer {
  key: string;
  status: "done" | "conflict" | "refused";
  fields?: string[];
  code?: string;
  error?: string;
}

/** The queue after answers: what was done is gone, the rest waits for a person. */
export function answered(queue: Queue, answers: readonly Answer[]): Queue {
  const by = new Map(answers.map((answer) => [answer.key, answer]));
  return queue.flatMap((one) => {
    const answer = by.get(one.key);
    if (!answer) return [one];
    if (answer.status === "conflict") return [{ ...one, state: "conflict", fields: answer.fields ?? [] }];
    const isGone = one.op === "delete" && answer.code === "record_not_found"; // somebody else did it, too
    if (answer.status === "done" || isGone) return [];
    return [{ ...one, state: "refused", error: answer.error ?? "", code: answer.code ?? "" }];
  });
}

/** A conflict as it is to be sent: what is kept of it, made on the record as it is by now. Without anything, nothing. */
export function settled(one: Queued, kept: readonly string[], version: string, key: string): Queued | null {
  const left = one.fields.filter((name) => !kept.includes(name));
  const values = Object.fromEntries(Object.entries(one.values).filter(([name]) => !left.includes(name)));
  if (one.op === "update" && Object.keys(values).length === 0) return null;
  return { ...one, key, values, version, after: null, sent: false, run: null, state: "waiting", fields: [] };
}

/**
 * The queue after it was found that the server has made a new record, though its answer was lost: under an id of its own.
 * What was to make it changes it, so that nothing is there twice, and what was said of it since is not lost.
 */
export function found(queue: Queue, made: Queued, id: string, version: string, key: string): Queue {
  const isIt = (one: { cls: string; id: string }) => isOf(made, one.cls, one.id);
  const right = (value: Value): Value => (isPointer(value) && isIt(value) ? { cls: value.cls, id } : value);
  const rightOf = (values: Values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, right(value)]));
  return queue.map((one) => {
    const next = { ...one, id: isIt(one) ? id : one.id, values: rightOf(one.values) };
    if (one.key === made.key) return { ...next, op: "update", key, version, run: null };
    return one.after === made.key ? { ...next, after: key } : next;
  });
}
