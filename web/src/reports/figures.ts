/** One bar: a value with its name, and where its records are listed. */
export interface Bar {
  id: string;
  name: string;
  value: number;
  /** The value as it is written. */
  said: string;
  /** What else is told of it, as a count. */
  aside: string;
  to: string;
}

/** A month as `2026-03`. */
export type Month = string;

/** The months from one to another, both included; none when the first is the later one. */
export function months(first: Month, last: Month): Month[] {
  const found: Month[] = [];
  for (let at = number(first); at <= number(last); at += 1) found.push(named(at));
  return found;
}

/** The month so many months after another, before it if negative. */
export const monthAfter = (month: Month, by: number): Month => named(number(month) + by);

const number = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

const named = (at: number): Month =>
  `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;

/** The last day of a month, as `2026-02-28`. */
export function lastDay(month: Month): string {
  const end = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0));
  return `${month}-${String(end.getUTCDate()).padStart(2, "0")}`;
}

/** One for each of some months, in their order: what was found, or what stands for nothing. */
export function filled<T extends { value: unknown }>(
  all: readonly Month[],
  found: readonly T[],
  nothing: (month: Month) => T,
): T[] {
  const known = new Map(found.map((one) => [one.value, one]));
  return all.map((month) => known.get(month) ?? nothing(month));
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 up to the largest value or a little more, about as many as asked for. */
export function ticks(largest: number, about = 4): number[] {
  if (!(largest > 0) || !Number.isFinite(largest)) return [0, 1];
  const rough = largest / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** How much of a whole something is, from 0 to 1; nothing of nothing. */
export const share = (part: number, whole: number): number | undefined =>
  whole > 0 ? part / whole : undefined;
