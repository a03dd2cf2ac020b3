import { asked, pointersOf, rowOf } from "./parse";
import { isPointer, named, type Row, type Value, type Values, type Where } from "./rows";
import { newRun } from "./runs";
import type { Class, Field } from "./schema";
import type { Parse as SdkParse, SdkObject, SdkQuery } from "./sdk";

/** What is asked of a class. Everything in it can stand in an address or a cache's key. */
export interface Ask {
  where?: Where;
  /** Fields, each with `-` before it for descending. */
  order?: readonly string[];
  limit?: number;
  skip?: number;
  /** Pointers to bring along; all of the class unless said otherwise. */
  include?: readonly string[];
  /** Also bring long text, which lists do without. */
  long?: boolean;
}

/** The records that match, of those that the user may read. */
export async function find(cls: Class, ask: Ask = {}): Promise<Row[]> {
  return asked(async (Parse, as) => (await queryOf(Parse, cls, ask).find(as)).map((one) => rowOf(one)));
}

/** How many match. */
export async function count(cls: Class, where: Where = {}): Promise<number> {
  return asked((Parse, as) => queryOf(Parse, cls, { where }).count(as));
}

/** One record with all of its fields. `Refused` with status 404 when it is not there, or not to be seen. */
export async function get(cls: Class, id: string): Promise<Row> {
  return asked(async (Parse, as) => {
    const query = new Parse.Query<SdkObject>(cls.name).include(...pointersOf(cls));
    return rowOf(await query.get(id, as));
  });
}

/** Make a record in a run; return its id. */
export async function create(cls: Class, values: Values, run = newRun()): Promise<string> {
  return asked(async (Parse, as) => {
    const object = new Parse.Object(cls.name);
    set(Parse, object, values);
    await object.save(null, { ...as, context: { run } });
    return object.id ?? "";
  });
}

/** Write only these fields of a record, whatever the others are by now. */
export async function update(cls: Class, id: string, values: Values, run = newRun()): Promise<void> {
  await asked(async (Parse, as) => {
    const object = new Parse.Object(cls.name);
    object.id = id;
    set(Parse, object, values);
    await object.save(null, { ...as, context: { run } });
  });
}

/** Delete a record. */
export async function remove(cls: Class, id: string, run = newRun()): Promise<void> {
  await asked(async (Parse, as) => {
    const object = new Parse.Object(cls.name);
    object.id = id;
    await object.destroy({ ...as, context: { run } });
  });
}

/** A query of the SDK, also for listening. */
export function queryOf(Parse: SdkParse, cls: Class, ask: Ask): SdkQuery {
  const query = Parse.Query.fromJSON(cls.name, { where: { ...ask.where } });
  query.limit(ask.limit ?? 100);
  if (ask.skip) query.skip(ask.skip);
  for (const by of ask.order ?? []) {
    if (by.startsWith("-")) query.addDescending(by.slice(1));
    else query.addAscending(by);
  }
  const include = ask.include ?? pointersOf(cls);
  if (include.length) query.include(...include);
  const isLeft = ({ long, name }: Field) => long && name !== cls.titleField;
  const left = ask.long ? [] : cls.fields.filter(isLeft).map((field) => field.name);
  if (left.length) query.exclude(...left);
  return query;
}

function set(Parse: SdkParse, object: SdkObject, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) object.unset(name);
    else object.set(name, wired(Parse, value));
  }
}

const wired = (Parse: SdkParse, value: Value): unknown =>
  isPointer(value) ? Parse.Object.fromJSON(pointerJson(value)) : value;

const pointerJson = ({ cls, id }: { cls: string; id: string }) => ({ ...named(cls, id), __type: "Pointer" });
