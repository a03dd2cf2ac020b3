import { useSyncExternalStore } from "react";
import type { Present } from "../app/talk";
import { Refused, Unreachable } from "../data/refusals";
import { session } from "../data/session";
import { reasonOf } from "../parts/states";
import { type CardEvent, chosen, next, type Version } from "./card";
import { changesOf } from "./changes";
import { kept } from "./kept";
import { listening, type Request } from "./listening";
import { readThread } from "./reading";
import { createThread, getCard, getThread, stopThread, type Thread } from "./threads";
import { hear, type Touched, turn, type Turn } from "./turn";

interface State {
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

type About = Pick<Present, "cls" | "id"> | null;

const NOTHING: State = {
  thread: null,
  turns: [],
  loading: false,
  wrong: null,
  before: null,
  working: false,
  draft: "",
};
const SHOWN_EVERY = 40;

/**
 * The conversation in the panel. It lives longer than the panel: what is being answered goes on while that is closed. What
 * is said meanwhile waits, and is said when the answer is there.
 */
export class Conversation {
  #state: State = { ...NOTHING, draft: kept.draft() };
  #listeners = new Set<() => void>();
  #about = new Map<string, About>();
  #hearing: AbortController | null = null;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** Told which records a run has changed. */
  onChanged: (records: Touched[]) => void = () => undefined;
  /** Told when there may be another thread in the list, or another name. */
  onThreads: () => void = () => undefined;

  get = (): State => this.#state;

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  write = (draft: string): void => {
    kept.setDraft(draft);
    this.#become({ draft });
  };

  /** Begin another thread; it is made when something is said in it. */
  fresh = (): void => {
    this.#leave();
    kept.setThread(null);
    this.#become({ ...NOTHING, draft: this.#state.draft });
  };

  /** Go to a thread, or back to the one that was there when the page was loaded again. */
  open = async (thread: string): Promise<void> => {
    this.#leave();
    kept.setThread(thread);
    const hearing = (this.#hearing = new AbortController());
    this.#become({ ...NOTHING, draft: this.#state.draft, loading: true });
    try {
      const [found, page] = await Promise.all([getThread(thread), readThread(thread)]);
      if (hearing.signal.aborted) return;
      this.#become({ thread: found, turns: page.turns, before: page.before, loading: false });
      if (page.turns.at(-1)?.author === "person") await this.#follow(found);
    } catch (error) {
      if (hearing.signal.aborted) return;
      const gone = error instanceof Refused && error.status === 404;
      if (gone) this.fresh();
      else this.#become({ loading: false, wrong: error });
    }
  };

  /** Go back to where this browser was. */
  resume = (): void => {
    const thread = kept.thread();
    if (thread !== null && this.#state.thread === null && !this.#state.loading) void this.open(thread);
  };

  /** Read what was said before the first message that is shown. */
  earlier = async (): Promise<void> => {
    const { thread, before } = this.#state;
    if (!thread || before === null) return;
    const page = await readThread(thread.id, before);
    if (this.#state.thread?.id !== thread.id || this.#state.before !== before) return;
    this.#become({ turns: [...page.turns, ...this.#state.turns], before: page.before });
  };

  /** Say something, now or when the present answer is there. */
  say = (text: string, about: About = null): void => {
    if (text.trim() === "") return;
    const said = turn("person", { text: text.trim(), state: "queued" });
    this.#about.set(said.key, about);
    this.#become({ turns: [...this.#state.turns, said] });
    void this.#work();
  };

  /** Take back something that was not said yet; it can be written anew. */
  unsay = (key: string): void => {
    const found = this.#state.turns.find((one) => one.key === key && one.state === "queued");
    if (!found) return;
    this.#become({ turns: this.#state.turns.filter((one) => one !== found) });
    this.write([found.text, this.#state.draft].filter(Boolean).join("\n"));
  };

  /** Stop what is being answered. What was changed until then stays. */
  stop = async (): Promise<void> => {
    const { thread } = this.#state;
    if (thread) await stopThread(thread.id).catch(() => undefined);
  };

  /** Say the same again, after it failed. */
  again = (key: string): void => {
    const at = this.#state.turns.findIndex((one) => one.key === key);
    const said = this.#state.turns
      .slice(0, at)
      .reverse()
      .find((one) => one.author === "person");
    if (!said) return;
    const about = this.#about.get(said.key) ?? null;
    this.#become({ turns: this.#state.turns.filter((one) => one.key !== key && one !== said) });
    this.say(said.text, about);
  };

  change = (key: string, change: (turn: Turn) => Turn): void => {
    this.#become({ turns: this.#state.turns.map((one) => (one.key === key ? change(one) : one)) });
  };

  /** Tell what happens to the card of an answer. */
  card = (key: string, event: CardEvent): void => {
    this.change(key, (one) => (one.card ? { ...one, card: next(one.card, event) } : one));
  };

  /** The answer whose card waits for a yes. */
  waiting = (): Turn | undefined => this.#state.turns.findLast((one) => one.card?.card.state === "open");

  /** Say yes or no to what a card shows, as far as it is ticked. */
  answer = async (key: string, answer: "approve" | "reject"): Promise<void> => {
    const before = this.#state.turns.find((one) => one.key === key)?.card;
    const { thread } = this.#state;
    if (!before || !thread || before.card.state !== "open" || before.sending || this.#state.working) return;
    const changes = answer === "approve" ? chosen(before) : null;
    this.card(key, { what: "sent", answer });
    const body = changes ? { changes } : {};
    const path = `/api/cards/${before.card.id}/${answer}`;
    const heard = await this.#hear(thread, { path, body }, { ofCard: key });
    if (heard) this.card(key, { what: "answered", state: answer === "approve" ? "approved" : "rejected" });
    void this.#work();
  };

  /** Say what waits, one after the other. */
  async #work(): Promise<void> {
    const said = this.#state.turns.find((one) => one.state === "queued");
    if (this.#state.working || this.#state.loading || !said) return;
    const hearing = (this.#hearing ??= new AbortController());
    this.#become({ working: true });
    try {
      const thread = this.#state.thread ?? (await this.#made());
      if (hearing.signal.aborted) return;
      this.change(said.key, (one) => ({ ...one, state: "done" }));
      const open = this.waiting();
      const request = { path: `/api/threads/${thread.id}/messages`, body: this.#message(said) };
      const heard = await this.#hear(thread, request, { said: said.key });
      if (heard && open) this.card(open.key, { what: "answered", state: "rejected" });
    } catch (error) {
      this.#fail(said.key, error);
    }
    if (!hearing.signal.aborted) {
      this.#become({ working: false });
      void this.#work();
    }
  }

  #message(said: Turn): unknown {
    const about = this.#about.get(said.key);
    return about ? { text: said.text, context: { class: about.cls, id: about.id } } : { text: said.text };
  }

  async #made(): Promise<Thread> {
    const thread = await createThread();
    kept.setThread(thread.id);
    this.#become({ thread });
    return thread;
  }

  /** Listen to what is going on in a thread that was opened in the middle. */
  async #follow(thread: Thread): Promise<void> {
    await this.#hear(thread, null, {});
    void this.#work();
  }

  /** Hear an answer to its end. Return whether there was one; what was refused is told where it was asked. */
  async #hear(
    thread: Thread,
    request: Request | null,
    of: { said?: string; ofCard?: string },
  ): Promise<boolean> {
    const hearing = (this.#hearing ??= new AbortController());
    const answer = turn("assistant", { state: "working" });
    let now = answer;
    const place = this.#state.turns.findIndex((one) => one.state === "queued");
    const turns = [...this.#state.turns];
    turns.splice(place < 0 ? turns.length : place, 0, answer);
    this.#become({ turns, working: true });
    try {
      for await (const heard of listening(thread.id, request, hearing.signal)) {
        now = hear(now, heard);
        this.#soon(now);
      }
      this.#show(now);
      if (of.ofCard && now.failure && !now.run) await this.#cardFailed(of.ofCard, now);
      await this.#changed(now);
    } catch (error) {
      if (hearing.signal.aborted) return false;
      await this.#missed(now, error, of, request === null);
      return false;
    } finally {
      if (!hearing.signal.aborted) {
        this.#become({ working: false });
        this.#named(thread);
      }
    }
    return now.failure === null || now.run !== null;
  }

  /** An answer that did not come. */
  async #missed(
    now: Turn,
    error: unknown,
    of: { said?: string; ofCard?: string },
    followed: boolean,
  ): Promise<void> {
    const versions = versionsOf(error);
    if (followed && error instanceof Refused) this.#remove(now.key);
    else if (of.ofCard && (versions || error instanceof Refused)) {
      this.#remove(now.key);
      await this.#cardRefused(of.ofCard, versions, error);
    } else if (of.said && error instanceof Refused && error.status === 401) {
      this.#remove(now.key);
      this.#return(of.said);
    } else {
      this.#show({ ...now, state: "failed", failure: failureOf(error) });
      if (of.ofCard) await this.#cardRefused(of.ofCard, null, error);
    }
  }

  /** A card that was refused: show both versions, or how it was answered elsewhere. */
  async #cardRefused(key: string, versions: Version[] | null, error: unknown): Promise<void> {
    const found = this.#state.turns.find((one) => one.key === key)?.card;
    if (!found) return;
    this.card(key, { what: "refused", versions: versions ?? [] });
    if (versions) return;
    const read = await getCard(found.card.id).catch(() => null);
    if (read) this.card(key, { what: "read", card: read });
    if (!read || read.state === "open") this.change(key, (one) => ({ ...one, failure: failureOf(error) }));
  }

  /** A card whose refusal was told in the middle. */
  async #cardFailed(key: string, now: Turn): Promise<void> {
    const { code = "", text = "" } = now.failure ?? {};
    await this.#cardRefused(key, null, new Refused(0, code, text));
  }

  /** What was refused because the session is over goes back to where it was typed. */
  #return(key: string): void {
    const waits = this.#state.turns.filter((one) => one.key === key || one.state === "queued");
    this.#become({ turns: this.#state.turns.filter((one) => !waits.includes(one)) });
    this.write([...waits.map((one) => one.text), this.#state.draft].filter(Boolean).join("\n"));
  }

  #fail(key: string, error: unknown): void {
    if (error instanceof Refused && error.status === 401) {
      this.#return(key);
      return;
    }
    this.change(key, (one) => ({ ...one, state: "done" }));
    const failed = turn("assistant", { state: "failed", failure: failureOf(error) });
    this.#become({ turns: [...this.#state.turns, failed] });
  }

  /** Read what the run of an answer has changed, field by field. */
  async #changed(now: Turn): Promise<void> {
    if (now.run === null || now.records.length === 0) return;
    this.onChanged(now.records);
    const changes = await changesOf(now.run).catch(() => []);
    this.change(now.key, (one) => ({ ...one, changes }));
  }

  /** The first message names its thread. */
  #named(thread: Thread): void {
    const first = this.#state.turns.find((one) => one.author === "person")?.text ?? "";
    if (this.#state.thread?.id === thread.id && this.#state.thread.name === "")
      this.#become({ thread: { ...this.#state.thread, name: first } });
    this.onThreads();
  }

  /** It was renamed. */
  named = (thread: Thread): void => {
    if (this.#state.thread?.id === thread.id) this.#become({ thread });
  };

  #remove(key: string): void {
    this.#become({ turns: this.#state.turns.filter((one) => one.key !== key) });
  }

  /** Show an answer as it is by now; words come faster than they can be drawn. */
  #soon(now: Turn): void {
    clearTimeout(this.#due);
    const shown = this.#state.turns.find((one) => one.key === now.key);
    const little = shown && now.steps === shown.steps && now.card === shown.card && now.state === shown.state;
    if (!little) this.#show(now);
    else this.#due = setTimeout(() => this.#show(now), SHOWN_EVERY);
  }

  #show(now: Turn): void {
    clearTimeout(this.#due);
    this.change(now.key, () => now);
  }

  #leave(): void {
    this.#hearing?.abort();
    this.#hearing = null;
    clearTimeout(this.#due);
    this.#about.clear();
  }

  #become(next: Partial<State>): void {
    this.#state = { ...this.#state, ...next };
    this.#listeners.forEach((listener) => listener());
  }
}

function versionsOf(error: unknown): Version[] | null {
  if (!(error instanceof Refused) || error.code !== "conflict") return null;
  const records = error.said["records"];
  return Array.isArray(records) ? (records as Version[]) : null;
}

function failureOf(error: unknown): { code: string; text: string } {
  if (error instanceof Refused) return { code: error.code, text: error.message };
  return { code: error instanceof Unreachable ? "unreachable" : "program_fault", text: reasonOf(error) };
}

/** The one of this page. */
export const conversation = new Conversation();

let user = session.get()?.user.id;
session.listen(() => {
  const now = session.get()?.user.id;
  if (now === undefined || now === user) return;
  user = now;
  kept.forget();
  conversation.fresh();
  conversation.write("");
});

/** The conversation, as it is by now. */
export const useConversation = (): State => useSyncExternalStore(conversation.listen, conversation.get);
