import { useSyncExternalStore } from "react";
import { type CardEvent, next } from "./card";
import { kept } from "./kept";
import type { Thread } from "./threads";
import type { Turn } from "./turn";

export interface State {
  thread: Thread | null;
  turns: readonly Turn[];
  /** Whether the thread is being read; what went wrong with that. */
  loading: boolean;
  wrong: unknown;
  /** Where the page of older messages begins, if there are any. */
  before: number | null;
  /** Whether something is being answered. */
  working: boolean;
  draft: string;
}

const NOTHING: Omit<State, "draft"> = {
  thread: null,
  turns: [],
  loading: false,
  wrong: null,
  before: null,
  working: false,
};
const SHOWN_EVERY = 40;

/** What stands in the panel: what was said in a thread, what waits to be said, and what is being typed. */
export class Transcript {
  #state: State = { ...NOTHING, draft: kept.draft() };
  #listeners = new Set<() => void>();
  #due: ReturnType<typeof setTimeout> | undefined;

  get = (): State => this.#state;

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  become(next: Partial<State>): void {
    this.#state = { ...this.#state, ...next };
    this.#listeners.forEach((listener) => listener());
  }

  /** Leave all that was said; what is being typed stays. */
  clear(): void {
    clearTimeout(this.#due);
    this.become(NOTHING);
  }

  write(draft: string): void {
    kept.setDraft(draft);
    this.become({ draft });
  }

  find = (key: string): Turn | undefined => this.#state.turns.find((one) => one.key === key);

  /** What waits to be said, the next first. */
  queued = (): Turn[] => this.#state.turns.filter((one) => one.state === "queued");

  /** The answer whose card waits for a yes. */
  waiting = (): Turn | undefined => this.#state.turns.findLast((one) => one.card?.card.state === "open");

  /** Add something at the end, before what waits to be said. */
  add(turn: Turn): void {
    const { turns } = this.#state;
    const queue = turn.state === "queued" ? -1 : turns.findIndex((one) => one.state === "queued");
    this.become({ turns: queue < 0 ? [...turns, turn] : turns.toSpliced(queue, 0, turn) });
  }

  change(key: string, change: (turn: Turn) => Turn): void {
    this.become({ turns: this.#state.turns.map((one) => (one.key === key ? change(one) : one)) });
  }

  remove(...keys: string[]): void {
    this.become({ turns: this.#state.turns.filter((one) => !keys.includes(one.key)) });
  }

  /** Put what was not said back to where it was typed. */
  takeBack(turns: readonly Turn[]): void {
    this.remove(...turns.map((one) => one.key));
    this.write([...turns.map((one) => one.text), this.#state.draft].filter(Boolean).join("\n"));
  }

  /** Tell what happens to the card of an answer. */
  card(key: string, event: CardEvent): void {
    this.change(key, (one) => (one.card ? { ...one, card: next(one.card, event) } : one));
  }

  /** Show an answer as it is by now. Its card stays as somebody has ticked it. */
  show(now: Turn): void {
    clearTimeout(this.#due);
    this.change(now.key, ({ card }) => ({ ...now, card: card ?? now.card }));
  }

  /** Resolves when nothing is being answered. */
  async quiet(): Promise<void> {
    while (this.#state.working)
      await new Promise<void>((resolve) => {
        const stop = this.listen(() => {
          stop();
          resolve();
        });
      });
  }

  /** The same, but words come faster than they can be drawn: they are drawn together. */
  showSoon(now: Turn): void {
    clearTimeout(this.#due);
    const shown = this.find(now.key);
    const words = shown && now.steps === shown.steps && now.card === shown.card && now.state === shown.state;
    if (words) this.#due = setTimeout(() => this.show(now), SHOWN_EVERY);
    else this.show(now);
  }
}

/** The one of this page. */
export const transcript = new Transcript();

/** What stands in the panel by now. */
export const useTranscript = (): State => useSyncExternalStore(transcript.listen, transcript.get);
