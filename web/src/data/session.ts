import { createContext, useContext, useSyncExternalStore } from "react";

/** Who has signed in here. */
export interface Me {
  id: string;
  username: string;
  email: string;
  roles: string[];
  timeZone: string;
  locale: string;
}

export interface Session {
  token: string;
  user: Me;
}

/** Why there is no session: nobody has signed in; he signed out, here or in another tab; or the server ended it. */
export type Ended = "never" | "signed-out" | "elsewhere" | "expired";

interface State {
  session: Session | null;
  ended: Ended;
}

const KEY = "parley.session";
const listeners = new Set<() => void>();
let state: State = { session: read(localStorage.getItem(KEY)), ended: "never" };

function read(kept: string | null): Session | null {
  if (kept === null) return null;
  try {
    const said = JSON.parse(kept) as Partial<Session>;
    return typeof said.token === "string" && typeof said.user?.id === "string" ? (said as Session) : null;
  } catch {
    return null;
  }
}

function become(next: State): void {
  state = next;
  listeners.forEach((listener) => listener());
}

// Another tab signed in or out. If it is the same user again, what was typed here stays.
addEventListener("storage", (event) => {
  if (event.key !== KEY && event.key !== null) return;
  const session = read(event.key === null ? null : event.newValue);
  if (session?.token === state.session?.token) return;
  become({ session, ended: session ? "never" : "elsewhere" });
});

export const session = {
  get: (): Session | null => state.session,
  /** The token to call the server with; empty when nobody has signed in. */
  token: (): string => state.session?.token ?? "",
  begin(begun: Session): void {
    localStorage.setItem(KEY, JSON.stringify(begun));
    become({ session: begun, ended: "never" });
  },
  /** Whether the user has signed out, so that nothing of his is to stay here. */
  isLeft: (): boolean => state.ended === "signed-out",
  /** End it here and in every other tab. A token that is not the present one ends nothing. */
  end(why: "signed-out" | "expired", token = state.session?.token): void {
    if (!state.session || token !== state.session.token) return;
    localStorage.removeItem(KEY);
    become({ session: null, ended: why });
  },
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The session, and how the last one ended. */
export const useSession = (): State => useSyncExternalStore(session.listen, () => state);

/** Who is signed in, for the pages; it stays while he signs in again. */
export const MeContext = createContext<Me | null>(null);

/** The signed-in user. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("This is shown only to who has signed in.");
  return me;
}

/** Whether he has one of these roles. */
export const hasRole = (me: Me, ...roles: string[]): boolean => roles.some((role) => me.roles.includes(role));
