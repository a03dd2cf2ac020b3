import type { ReactNode } from "react";
import { Failed, Skeleton } from "./states";

export interface LoadedProps<T> {
  /** As `useQuery` returns it. */
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  /** Of text, where it will be. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** What is being read: bones until it is there, and why it is not when it could not be. */
export function Loaded<T>({ query, lines = 6, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
