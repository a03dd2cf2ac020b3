import { moment, named, type Where } from "../data/rows";
import { type Class, type Field, fieldOf, plainField } from "../data/schema";
import type { Format } from "../format/format";
import type { Sort } from "../parts/Table";

/** A list's filters and order stand in its address: `?q=acme&stage=lead,won&amount=1000..&assignedTo=ID&sort=-amount`. */
const OWN = new Set(["q", "sort", "mine"]);
const RANGE = "..";
/** What an address says of a pointer, or of one of a few values, that is not there. */
export const NOTHING = "none";

/** What a field's parameter is called; one that is called as a list's own gets a dot before it. */
export const parameterOf = (field: Field): string => (OWN.has(field.name) ? `.${field.name}` : field.name);

/** Whether a list can be filtered by a field. */
export const canFilter = (field: Field): boolean =>
  !field.secret && !field.long && field.kind !== "Array" && field.kind !== "Object";

/** The fields by which a list can be filtered: also when a record was made, last changed, and came to its stage. */
export function filterFields(cls: Class): Field[] {
  const since = cls.stageField === null ? [] : [`${cls.stageField}Since`];
  const moments = ["createdAt", "updatedAt", ...since].filter((name) => fieldOf(cls, name) === undefined);
  return [...cls.fields.filter(canFilter), ...moments.map((name) => plainField(name, "Date"))];
}

/** The fields by which an address filters, with what it says of each. */
export function filtersOf(cls: Class, address: URLSearchParams): { field: Field; said: string }[] {
  return filterFields(cls).flatMap((field) => {
    const said = address.get(parameterOf(field));
    return said === null ? [] : [{ field, said }];
  });
}

/** Both ends of a range, each of which may be open. */
export function range(said: string): [string, string] {
  const at = said.indexOf(RANGE);
  return at < 0 ? [said, said] : [said.slice(0, at), said.slice(at + RANGE.length)];
}

export const ranged = (from: string, to: string): string => (from || to ? `${from}${RANGE}${to}` : "");

/** An end of a range as it is typed: a number as the locale writes it. */
export function endText(format: Format, kind: "Number" | "Date", said: string): string {
  const number = Number(said);
  return kind === "Date" || said === "" || !Number.isFinite(number) ? said : format.plainNumber(number);
}

/** An end as the address says it; nothing when what was typed is no number. */
export function saidOf(format: Format, kind: "Number" | "Date", typed: string): string | null {
  if (kind === "Date" || typed.trim() === "") return typed.trim();
  const number = format.readNumber(typed);
  return number === null ? null : String(number);
}

/** The order that an address asks for; the latest change first, if none. */
export function sortOf(cls: Class, address: URLSearchParams): Sort {
  const said = address.get("sort") ?? "";
  const by = said.replace(/^-/, "");
  const known = by === "createdAt" || by === "updatedAt" || fieldOf(cls, by) !== undefined;
  return known ? { by, descending: said.startsWith("-") } : { by: "updatedAt", descending: true };
}

export const sortParameter = ({ by, descending }: Sort): string => (descending ? `-${by}` : by);

/** The condition that an address makes. What makes no sense in it is left out. */
export function whereOf(cls: Class, address: URLSearchParams, me: string, format: Format): Where {
  const every: Where[] = filtersOf(cls, address).flatMap(({ field, said }) => condition(field, said, format));
  const text = address.get("q")?.trim();
  if (text) every.push({ [cls.titleField]: containing(text) });
  if (address.has("mine")) every.push(mine(cls, me));
  return every.length > 1 ? { $and: every } : (every[0] ?? {});
}

/** What a user owns: also by having made it, where the class has no owner that one can set. */
function mine(cls: Class, me: string): Where {
  const each = cls.owners.map((owner) => ({ [owner]: named("_User", me) }));
  return each.length > 1 ? { $or: each } : (each[0] ?? {});
}

const containing = (text: string) => ({ $regex: text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), $options: "i" });

function condition(field: Field, said: string, format: Format): Where[] {
  const { name } = field;
  if (said === NOTHING && (field.values.length > 0 || field.kind === "Pointer"))
    return [{ [name]: { $exists: false } }];
  if (field.values.length > 0) return [{ [name]: { $in: said.split(",") } }];
  if (field.kind === "Boolean") return said === "yes" || said === "no" ? [{ [name]: said === "yes" }] : [];
  if (field.kind === "Number")
    return between(name, said, (end) => (Number.isFinite(Number(end)) ? Number(end) : null));
  if (field.kind === "Date") return days(name, said, format);
  if (field.kind === "Pointer") return [pointing(field, said)];
  return [{ [name]: containing(said) }];
}

/** Of a pointer with several targets the class stands before the id: `Deal:ID`. */
function pointing(field: Field, said: string): Where {
  const at = said.indexOf(":");
  const cls = at < 0 ? (field.targets[0] ?? "") : said.slice(0, at);
  return { [field.name]: named(cls, said.slice(at + 1)) };
}

function between(name: string, said: string, read: (end: string) => number | null): Where[] {
  const [from, to] = range(said);
  const [least, most] = [from && read(from), to && read(to)];
  const ends: Where = {
    ...(typeof least === "number" && { $gte: least }),
    ...(typeof most === "number" && { $lte: most }),
  };
  return Object.keys(ends).length > 0 ? [{ [name]: ends }] : [];
}

/** From the beginning of one day to the end of another, in the user's zone. */
function days(name: string, said: string, format: Format): Where[] {
  const [from, to] = range(said);
  const first = from ? format.parse(from) : null;
  const last = to ? format.parse(to) : null;
  const end = last && format.parse(format.isoDay(new Date(last.getTime() + 36 * 3_600_000)));
  const ends: Where = { ...(first && { $gte: moment(first) }), ...(end && { $lt: moment(end) }) };
  return Object.keys(ends).length > 0 ? [{ [name]: ends }] : [];
}
