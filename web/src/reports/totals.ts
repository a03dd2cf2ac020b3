import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Pipeline } from "../board/pipeline";
import { api } from "../data/api";
import { all } from "../board/pipeline";
import type { Where } from "../data/rows";

export interface Group {
  value: string | null;
  name: string;
  count: number;
  sum: number | null;
  /** Days for which they have been there on average. */
  days: number | null;
}

export interface Totals {
  whole: { count: number; sum: number | null };
  groups: Group[];
}

/** Days, both included, as `2026-03-01`. */
export interface Span {
  since: string;
  until: string;
}

/** One of the server's reports, of a user's records or of all. */
export const reportQuery = (name: string, cls: string, owner: string | null, span?: Span) =>
  queryOptions({
    queryKey: ["reports", cls, name, owner, span],
    queryFn: () =>
      api<Totals>("GET", `/api/reports/${name}`, {
        query: { class: cls, ...(owner !== null && { owner }), ...span },
      }),
    placeholderData: keepPreviousData,
  });

/** All records that meet a condition. */
export const wholeQuery = ({ cls, amount }: Pipeline, where: Where) =>
  queryOptions({
    queryKey: ["reports", cls.name, "whole", where],
    queryFn: () =>
      api<Totals>("POST", "/api/totals", {
        body: { class: cls.name, where, ...(amount && { of: amount.name }) },
      }),
    placeholderData: keepPreviousData,
  });

/** What has ended, well or not, by stage. */
export const endedQuery = (pipeline: Pipeline, within: Where) => {
  const { cls, stage, amount, ends } = pipeline;
  const body = {
    class: cls.name,
    by: stage.name,
    where: all({ [stage.name]: { $in: ends } }, within),
    ...(amount && { of: amount.name }),
  };
  return queryOptions({
    queryKey: ["reports", cls.name, "ended", within],
    queryFn: () => api<Totals>("POST", "/api/totals", { body }),
    placeholderData: keepPreviousData,
  });
};
