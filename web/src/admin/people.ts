import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../data/api";

/** A user, as an admin sees him. */
export interface Person {
  id: string;
  username: string;
  email: string;
  roles: string[];
  disabledAt: string | null;
  signedInAt: string | null;
  hasPassword: boolean;
}

const PAGE = 100;

export const peopleQuery = infiniteQueryOptions({
  queryKey: ["admin", "people"],
  queryFn: ({ pageParam, signal }) =>
    api<{ users: Person[]; more: boolean }>("GET", "/api/users", {
      query: { limit: PAGE, offset: pageParam },
      signal,
    }),
  initialPageParam: 0,
  getNextPageParam: (last, all) => (last.more ? all.length * PAGE : undefined),
});

export const setRoles = (person: string, roles: readonly string[]) =>
  api<Person>("PATCH", `/api/users/${person}`, { body: { roles } });

export const disable = (person: string, successor: string | null) =>
  api("POST", `/api/users/${person}/disable`, { body: { successor } });

export const enable = (person: string) => api("POST", `/api/users/${person}/enable`);

/** What a person may be; others, for sharing, are kept as they are. */
export const ROLES = ["admin", "manager", "rep", "readonly"] as const;
