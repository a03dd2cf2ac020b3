import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import { connection } from "./connection";
import { useRefresh } from "./live";
import { readOrKept } from "./offline/kept";
import { count, find, get, type Ask } from "./records";
import { Refused, Unreachable } from "./refusals";
import type { Where } from "./rows";
import type { Class } from "./schema";

const PAGE = 100;

/** Keeps what was read. While the server is away, what is shown stays, and what was read before is shown again. */
export function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 5_000,
        gcTime: 30 * 60_000,
        persister: readOrKept,
        retry: (times, error) => !(error instanceof Refused) && !isAway(error) && times < 2,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Whether the server is known to be away: its return makes everything be read again. */
const isAway = (error: unknown) => error instanceof Unreachable && !connection.isThere();

/** Keys begin with `rows` and the class, so that one word makes all of a class be read again. */
export const rowsQuery = (cls: Class, ask: Ask) =>
  queryOptions({
    queryKey: ["rows", cls.name, "list", ask],
    queryFn: () => find(cls, ask),
    placeholderData: keepPreviousData,
  });

export const countQuery = (cls: Class, where: Where) =>
  queryOptions({
    queryKey: ["rows", cls.name, "count", where],
    queryFn: () => count(cls, where),
    placeholderData: keepPreviousData,
  });

export const pagesQuery = (cls: Class, ask: Ask) =>
  infiniteQueryOptions({
    queryKey: ["rows", cls.name, "pages", ask],
    queryFn: ({ pageParam }) => find(cls, { ...ask, limit: PAGE, skip: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length < PAGE ? undefined : all.length * PAGE),
    placeholderData: keepPreviousData,
  });

export const rowQuery = (cls: Class, id: string) =>
  queryOptions({ queryKey: ["rows", cls.name, "one", id], queryFn: () => get(cls, id) });

/** A list, read again whenever something in it happens. */
export function useRows(cls: Class, ask: Ask) {
  useRefresh(cls, ask.where);
  return useQuery(rowsQuery(cls, ask));
}

/** A list of any length, 100 at a time. */
export function useRowPages(cls: Class, ask: Ask) {
  useRefresh(cls, ask.where);
  return useInfiniteQuery(pagesQuery(cls, ask));
}

/** How many match; it follows what happens as long as a list of the same class is shown. */
export const useCount = (cls: Class, where: Where) => useQuery(countQuery(cls, where));

/** One record, read again whenever it changes. */
export function useRow(cls: Class, id: string) {
  useRefresh(cls, { objectId: id });
  return useQuery(rowQuery(cls, id));
}
