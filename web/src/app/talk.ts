import { useSyncExternalStore } from "react";

/** The chat beside the pages: whether it is open, what it is to say, and which record "this one" is. */
export interface Present {
  cls: string;
  id: string;
  title: string;
}

interface State {
  open: boolean;
  /** Text that another part of the app gave; the panel takes it and says it. */
  said: string | null;
  /** The record on the page, if it shows one. */
  present: Present | null;
  /** Whether somebody opened it to write: the panel takes the focus and calls `focused`. */
  focus: boolean;
}

const KEY = "parley.chat";
const wide = matchMedia("(min-width: 80rem)");
const listeners = new Set<() => void>();
let state: State = {
  open: wide.matches && localStorage.getItem(KEY) !== "closed",
  said: null,
  present: null,
  focus: false,
};

function become(next: Partial<State>): void {
  state = { ...state, ...next };
  listeners.forEach((listener) => listener());
}

export const talk = {
  open: (): void => talk.show(true),
  close: (): void => talk.show(false),
  toggle: (): void => talk.show(!state.open),
  /** Open or close it; on wide screens that is remembered. */
  show(open: boolean): void {
    if (wide.matches) localStorage.setItem(KEY, open ? "open" : "closed");
    become({ open, focus: open });
  },
  /** Open it and let it say something to the assistant. */
  say: (text: string): void => become({ open: true, said: text }),
  /** Take over what is to be said; nobody else gets it. */
  take(): string | null {
    const { said } = state;
    become({ said: null });
    return said;
  },
  /** The panel has the focus. */
  focused: (): void => become({ focus: false }),
  /** Tell which record the page shows; `null` when it shows none. */
  showing: (present: Present | null): void => become({ present }),
};

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTalk = (): State => useSyncExternalStore(listen, () => state);
