/** Values of lists and objects as somebody can type them. */

/** A value of a list on a line: text as it is, all else as JSON, and text that would be read as JSON in quotes. */
export function lineOf(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return value !== value.trim() || value === "" || typeof parsed(value) !== "undefined"
    ? JSON.stringify(value)
    : value;
}

/** What a line says: a number, yes or no, a list or an object if it is JSON, else text. */
export function valueOfLine(line: string): unknown {
  const said = line.trim();
  const value = parsed(said);
  return value === undefined ? said : value;
}

/** An object over several lines. */
export const objectText = (value: unknown): string => JSON.stringify(value, null, 2);

/** The object that a text says; nothing when it says none. */
export function objectOf(text: string): Record<string, unknown> | null {
  const value = parsed(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** What JSON says; nothing when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
