import type { Parse } from "./sdk";

/**
 * What the SDK makes of the value of a field; it stands in the place of its own (`natives.ts`), which takes apart what lies
 * within lists and objects, too, and fails at what only looks like a place, a polygon or a record, so that nobody could see
 * a record, or a list with it, into which somebody wrote that. Here all that is no date, pointer or record stays as it is.
 */
export default function decode(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("__type" in value)) return value;
  const { __type: type, className, objectId, iso } = value as Record<string, unknown>;
  if (type === "Date" && typeof iso === "string" && !Number.isNaN(Date.parse(iso))) return new Date(iso);
  const isRecord = type === "Pointer" || type === "Object";
  if (!isRecord || typeof className !== "string" || typeof objectId !== "string") return value;
  const { Parse } = globalThis as unknown as { Parse: Parse };
  try {
    return Parse.Object.fromJSON(value);
  } catch {
    return value;
  }
}
