import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../data/api";

/** A record, as people call it. */
export interface Named {
  class: string;
  id: string;
  name: string;
}

/** A record that may be meant; the detail tells it from others of its name. */
export interface Suggested extends Named {
  detail: string;
}

/** A piece of what somebody wrote. */
export interface Passage {
  quote: string;
  record: Named;
  about: Named | null;
  field: string;
  at: string;
  author: string | null;
}

/** A record, with what was found in it. */
export interface Found extends Omit<Passage, "quote" | "field"> {
  quotes: string[];
}

interface Passages {
  passages: Passage[];
  note: string | null;
}

const OFFERED = 7;
const QUOTED = 3;
const MOST = 30;

/** Records whose name the text begins; those that changed last before anything is typed. */
export const namesQuery = (text: string) =>
  queryOptions({
    queryKey: ["search", "names", text],
    queryFn: async ({ signal }) => {
      const query = { text, limit: OFFERED };
      return (await api<{ records: Suggested[] }>("GET", "/api/names", { query, signal })).records;
    },
    placeholderData: keepPreviousData,
  });

/** A few passages, for the palette. */
export const quotesQuery = (text: string) => written(text, undefined, QUOTED);

/** What was written about something, the best first; only in records of a class, if one is given. */
export const passagesQuery = (text: string, cls: string | undefined) => written(text, cls, MOST);

const written = (text: string, cls: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ["search", "written", text, cls, limit],
    queryFn: ({ signal }) =>
      api<Passages>("GET", "/api/search", { query: { text, class: cls, limit }, signal }),
    enabled: text !== "",
  });

/** Passages by their record, in the place of its best one; what only repeats its name needs no quote. */
export function byRecord(passages: readonly Passage[]): Found[] {
  const found = new Map<string, Found>();
  for (const { quote, record, about, at, author } of passages) {
    const key = `${record.class} ${record.id}`;
    const one = found.get(key) ?? { record, about, at, author, quotes: [] };
    if (quote !== record.name && !one.quotes.includes(quote)) one.quotes.push(quote);
    found.set(key, one);
  }
  return [...found.values()];
}
