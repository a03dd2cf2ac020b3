const THREAD = "parley.thread";
const DRAFT = "parley.draft";

/** What this tab keeps when its page is loaded again: the thread that was open, and what was typed and not said. */
export const kept = {
  thread: (): string | null => sessionStorage.getItem(THREAD),
  setThread: (thread: string | null): void => set(THREAD, thread),
  draft: (): string => sessionStorage.getItem(DRAFT) ?? "",
  setDraft: (draft: string): void => set(DRAFT, draft || null),
  /** Another user has signed in. */
  forget(): void {
    set(THREAD, null);
    set(DRAFT, null);
  },
};

function set(key: string, value: string | null): void {
  if (value === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, value);
}
