import { isPointer, moment, named, type Value } from "../rows";
import type { Queued } from "./queued";

/** A value in the form of Parse. */
export function wired(value: Value): unknown {
  if (value instanceof Date) return moment(value);
  return isPointer(value) ? named(value.cls, value.id) : value;
}

/** A change as `/api/sync` takes it. */
export const sent = ({ key, op, cls, id, version, after, values }: Queued) => ({
  key,
  op,
  className: cls,
  objectId: id,
  ...(version && { updatedAt: version }),
  ...(after !== null && { after }),
  fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wired(value)])),
});
