import type { Row } from "../data/rows";
import { numberOf, type Pipeline } from "./pipeline";

/** An open record on the board. */
export interface Card {
  row: Row;
  /** Since when it has been in its stage. */
  since: Date | undefined;
}

/** By id. */
export type Cards = ReadonlyMap<string, Card>;

/** The records of one stage; `value` is null for those that have none. */
export interface Lane {
  value: string | null;
  cards: readonly Card[];
  sum: number;
}

export const stageOf = (pipeline: Pipeline, row: Row): string | null => {
  const value = row.values[pipeline.stage.name];
  return typeof value === "string" && value !== "" ? value : null;
};

export const amountOf = (pipeline: Pipeline, row: Row): number =>
  (pipeline.amount && numberOf(row.values[pipeline.amount.name])) ?? 0;

/**
 * A lane for each open stage, then for values that the schema does not list, last for those without a stage. What has ended,
 * and is not read again yet, is in none.
 */
export function lanesOf(pipeline: Pipeline, cards: Cards): Lane[] {
  const lanes = new Map<string | null, Card[]>(pipeline.open.map((value) => [value, []]));
  for (const card of cards.values()) {
    const value = stageOf(pipeline, card.row);
    if (value !== null && pipeline.ends.includes(value)) continue;
    const lane = lanes.get(value);
    if (lane) lane.push(card);
    else lanes.set(value, [card]);
  }
  return [...lanes].sort(nullLast).map(([value, held]) => ({
    value,
    cards: held.sort(soonest(pipeline)),
    sum: sumOf(pipeline, held),
  }));
}

export const sumOf = (pipeline: Pipeline, cards: Iterable<Card>): number =>
  Array.from(cards).reduce((sum, { row }) => sum + amountOf(pipeline, row), 0);

const nullLast = ([one]: [string | null, unknown], [other]: [string | null, unknown]) =>
  Number(one === null) - Number(other === null);

/** Those that end soonest first, those without a day last; of the same day the largest first. */
function soonest(pipeline: Pipeline): (one: Card, other: Card) => number {
  const day = ({ row }: Card) => {
    const at = pipeline.closes && row.values[pipeline.closes.name];
    return at instanceof Date ? at.getTime() : Number.MAX_SAFE_INTEGER;
  };
  return (one, other) =>
    day(one) - day(other) ||
    amountOf(pipeline, other.row) - amountOf(pipeline, one.row) ||
    (one.row.id < other.row.id ? -1 : 1);
}

/** The same cards with one in another stage since a moment; without it, where that stage ends it. */
export function moved(pipeline: Pipeline, cards: Cards, card: Card, to: string | null, at: Date): Cards {
  const next = new Map(cards);
  if (to !== null && pipeline.ends.includes(to)) next.delete(card.row.id);
  else {
    const values = { ...card.row.values, [pipeline.stage.name]: to };
    next.set(card.row.id, { row: { ...card.row, values }, since: at });
  }
  return next;
}

/** The same cards after some were read again: those that were not found are gone. */
export function renewed(cards: Cards, ids: Iterable<string>, found: Cards): Cards {
  const next = new Map(cards);
  for (const id of ids) {
    const card = found.get(id);
    if (card) next.set(id, card);
    else next.delete(id);
  }
  return next;
}

/** Whole days from one moment to another; none when it lies ahead. */
export const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 86_400_000));
