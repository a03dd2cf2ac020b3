import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "./api";

/** What a page knows of the workspace; the key for `/parse` only when signed in. */
export interface Settings {
  appId: string;
  clientKey: string | null;
  currency: string | null;
  timeZone: string;
  locale: string;
  signUp: "first" | "open" | "invite" | "closed";
  model: string;
}

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => api<Settings>("GET", "/api/web/settings"),
  staleTime: Infinity,
});

export const useSettings = (): Settings | undefined => useQuery(settingsQuery).data;
