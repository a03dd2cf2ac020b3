const THREAD = "parley.thread";
const WIDE = "parley.chat-wide";
const DRAFT = "parley.draft";

/** What is kept when the page is loaded again: the thread that was open in this tab, and what was typed and not said. */
export const kept = {
  thread: (): string | null => sessionStorage.getItem(THREAD),
  setThread: (thread: string | null): void => set(THREAD, thread),
  draft: (): string => sessionStorage.getItem(DRAFT) ?? "",
  setDraft: (draft: string): void => set(DRAFT, draft || null),
  /** Whether the panel is wide, in every tab. */
  isWide: (): boolean => localStorage.getItem(WIDE) === "yes",
  setWide: (wide: boolean): void => {
    if (wide) localStorage.setItem(WIDE, "yes");
    else localStorage.removeItem(WIDE);
  },
};

function set(key: string, value: string | null): void {
  if (value === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, value);
}
