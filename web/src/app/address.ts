import { useCallback } from "react";
import { useSearchParams } from "react-router";

export interface Address {
  said: URLSearchParams;
  /** Change some parameters, in place of the present entry of the history; `null` takes one away. */
  change: (parameters: Readonly<Record<string, string | null>>) => void;
  /** Take all parameters away but these. */
  clear: (...kept: string[]) => void;
}

/** What the address says after its `?`, for pages that keep there what they show. */
export function useAddress(): Address {
  const [said, setSaid] = useSearchParams();
  const change = useCallback(
    (parameters: Readonly<Record<string, string | null>>) =>
      setSaid(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(parameters)) {
            if (value === null || value === "") next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setSaid],
  );
  const clear = useCallback(
    (...kept: string[]) =>
      setSaid((before) => new URLSearchParams(Array.from(before).filter(([name]) => kept.includes(name))), {
        replace: true,
      }),
    [setSaid],
  );
  return { said, change, clear };
}
