import { type Class, pathOf } from "../data/schema";
import { ranged } from "../records/address";
import type { Span } from "./totals";

/** The address of the list that shows what a figure counts. */
export function listOf(cls: Class, owner: string | null, said: Readonly<Record<string, string>>): string {
  return `/${pathOf(cls)}?${parameters(owner, said).toString()}`;
}

/** What that address says of its records. */
export function parameters(owner: string | null, said: Readonly<Record<string, string>>): URLSearchParams {
  return new URLSearchParams({ ...said, ...(owner !== null && { mine: "1" }) });
}

/** Days as an address has them. */
export const days = ({ since, until }: Span): string => ranged(since, until);
