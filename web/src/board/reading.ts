import { api } from "../data/api";
import { find } from "../data/records";
import type { Row, Where } from "../data/rows";
import type { Card, Cards } from "./cards";
import { all, isOpen, type Pipeline } from "./pipeline";

/** Open records that a board holds; of more, those that changed last. */
export const MOST = 5_000;
/** Ids that `/api/since` takes at once. */
const AT_ONCE = 1_000;
/** Ended records that are shown of each end. */
const RECENT = 8;

/** The open records that match. */
export async function readCards(pipeline: Pipeline, where: Where): Promise<Cards> {
  const rows = await find(pipeline.cls, {
    where: all(isOpen(pipeline), where),
    order: ["-updatedAt"],
    limit: MOST,
    include: shown(pipeline),
  });
  return withSince(pipeline, rows);
}

/** Those of some records that are open and match. */
export const readSome = (pipeline: Pipeline, where: Where, ids: readonly string[]): Promise<Cards> =>
  readCards(pipeline, all({ objectId: { $in: ids } }, where));

const shown = ({ buyer, owner }: Pipeline) => [buyer, owner].flatMap((field) => (field ? [field.name] : []));

async function withSince(pipeline: Pipeline, rows: readonly Row[]): Promise<Cards> {
  const since = await sinceOf(
    pipeline,
    rows.map((row) => row.id),
  );
  return new Map(rows.map((row): [string, Card] => [row.id, { row, since: since.get(row.id) }]));
}

async function sinceOf(pipeline: Pipeline, ids: readonly string[]): Promise<Map<string, Date>> {
  const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, part) =>
    ids.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  const answers = await Promise.all(
    parts.map((part) =>
      api<{ since: Record<string, string> }>("POST", "/api/since", {
        body: { class: pipeline.cls.name, ids: part },
      }),
    ),
  );
  return new Map(
    answers.flatMap(({ since }) => Object.entries(since).map(([id, at]) => [id, new Date(at)] as const)),
  );
}

/** What has come to one end: how many, how much, and the latest of them. */
export interface End {
  value: string;
  count: number;
  sum: number;
  recent: readonly Row[];
}

interface Totals {
  groups: { value: string | null; count: number; sum: number | null }[];
}

export async function readEnds(pipeline: Pipeline, where: Where): Promise<End[]> {
  const { cls, stage, amount, ends } = pipeline;
  const body = {
    class: cls.name,
    by: stage.name,
    where: all({ [stage.name]: { $in: ends } }, where),
    ...(amount && { of: amount.name }),
  };
  const [totals, ...recent] = await Promise.all([
    api<Totals>("POST", "/api/totals", { body }),
    ...ends.map((value) =>
      find(cls, {
        where: all({ [stage.name]: value }, where),
        order: [`-${stage.name}Since`],
        limit: RECENT,
        include: shown(pipeline),
      }),
    ),
  ]);
  return ends.map((value, place) => {
    const group = totals.groups.find((one) => one.value === value);
    return { value, count: group?.count ?? 0, sum: group?.sum ?? 0, recent: recent[place] ?? [] };
  });
}
