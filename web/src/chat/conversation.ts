import type { Present } from "../app/talk";
import { Refused } from "../data/refusals";
import { session } from "../data/session";
import { changesOf } from "./changes";
import { failureOf, isOver } from "./failure";
import { kept } from "./kept";
import { listening, type Request } from "./listening";
import { readThread } from "./reading";
import { createThread, getThread, stopThread, type Thread } from "./threads";
import { transcript } from "./transcript";
import { hear, type Touched, turn, type Turn } from "./turn";

type About = Pick<Present, "cls" | "id"> | null;

/** How hearing an answer ended: what it had become, and why it broke off, if it did. */
export interface Ending {
  turn: Turn;
  error: unknown;
}

/**
 * Talks to the assistant. It lives longer than the panel: what is being answered goes on while that is closed. What is said
 * meanwhile waits, and is said when the answer is there.
 */
export class Conversation {
  #about = new Map<string, About>();
  #hearing: AbortController | null = null;
  /** Told which records a run has changed. */
  onChanged: (records: Touched[]) => void = () => undefined;
  /** Told when there may be another thread in the list, or another name. */
  onThreads: () => void = () => undefined;

  /** Begin another thread; it is made when something is said in it. */
  fresh = (): void => {
    this.#leave();
    kept.setThread(null);
    transcript.clear();
  };

  /** Go to a thread. What is being answered there is heard on. */
  open = async (thread: string): Promise<void> => {
    this.#leave();
    kept.setThread(thread);
    transcript.clear();
    transcript.become({ loading: true });
    const { signal } = (this.#hearing = new AbortController());
    try {
      const [found, page] = await Promise.all([getThread(thread), readThread(thread)]);
      if (signal.aborted) return;
      transcript.become({ thread: found, ...page, loading: false });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.status === 404) this.fresh();
      else transcript.become({ loading: false, wrong: error });
      return;
    }
    if (transcript.get().turns.at(-1)?.author === "person") await this.#follow();
    void this.work();
  };

  /** Go back to where this tab was. */
  resume = (): void => {
    const thread = kept.thread();
    const { thread: shown, loading } = transcript.get();
    if (thread !== null && shown === null && !loading) void this.open(thread);
  };

  /** Read what was said before the first message that is shown. */
  earlier = async (): Promise<void> => {
    const { thread, before } = transcript.get();
    if (!thread || before === null) return;
    const page = await readThread(thread.id, before);
    const now = transcript.get();
    if (now.thread?.id === thread.id && now.before === before)
      transcript.become({ turns: [...page.turns, ...now.turns], before: page.before });
  };

  /** Say something, now or when the present answer is there. */
  say = (text: string, about: About = null): void => {
    if (text.trim() === "") return;
    const said = turn("person", { text: text.trim(), state: "queued" });
    this.#about.set(said.key, about);
    transcript.add(said);
    void this.work();
  };

  /** Say the same again, after its answer failed. */
  again = (key: string): void => {
    const { turns } = transcript.get();
    const before = turns.slice(
      0,
      turns.findIndex((one) => one.key === key),
    );
    const said = before.findLast((one) => one.author === "person");
    if (!said) return;
    transcript.remove(key, said.key);
    this.say(said.text, this.#about.get(said.key));
  };

  /** Stop what is being answered. What was changed until then stays. */
  stop = async (): Promise<void> => {
    const { thread } = transcript.get();
    const hearing = this.#hearing;
    if (!thread || !hearing || (await stopThread(thread.id))) return; // the run itself tells of its end
    if (this.#hearing !== hearing) return;
    hearing.abort();
    this.#hearing = null;
    const working = transcript.get().turns.find((one) => one.state === "working");
    const failure = { code: "stopped", text: "", versions: [] };
    if (working) transcript.show({ ...working, state: "failed", failure });
    transcript.become({ working: false });
    void this.work();
  };

  /** The thread has another name. */
  named = (thread: Thread): void => {
    if (transcript.get().thread?.id === thread.id) transcript.become({ thread });
  };

  /** Say what waits, one after the other. */
  async work(): Promise<void> {
    const [said] = transcript.queued();
    const { working, loading } = transcript.get();
    if (working || loading || !said) return;
    const { signal } = (this.#hearing ??= new AbortController());
    const left = () => signal.aborted;
    transcript.become({ working: true });
    try {
      const thread = transcript.get().thread ?? (await this.#made());
      if (!left()) await this.#send(thread, said);
    } catch (error) {
      if (!left()) this.#unsaid(said, turn("assistant"), error);
    }
    if (left()) return;
    transcript.become({ working: false });
    void this.work();
  }

  /** Hear an answer to its end, while it is shown. Nothing comes back when the thread was left meanwhile. */
  async hear(thread: Thread, request: Request | null): Promise<Ending | null> {
    const { signal } = (this.#hearing ??= new AbortController());
    let now = turn("assistant", { state: "working" });
    let wrong: unknown = null;
    transcript.add(now);
    transcript.become({ working: true });
    try {
      for await (const heard of listening(thread.id, request, signal)) {
        now = hear(now, heard);
        transcript.showSoon(now);
      }
      transcript.show(now);
      await this.#changed(now);
    } catch (error) {
      wrong = error;
    }
    if (signal.aborted) return null;
    transcript.become({ working: false });
    this.#heard();
    return { turn: now, error: wrong };
  }

  async #send(thread: Thread, said: Turn): Promise<void> {
    const about = this.#about.get(said.key);
    const context = about ? { context: { class: about.cls, id: about.id } } : {};
    const open = transcript.waiting();
    transcript.change(said.key, (one) => ({ ...one, state: "done" }));
    const body = { text: said.text, ...context };
    const ending = await this.hear(thread, { path: `/api/threads/${thread.id}/messages`, body });
    if (ending?.error) this.#unsaid(said, ending.turn, ending.error);
    else if (ending && open) transcript.card(open.key, { what: "answered", state: "rejected" });
  }

  /** What the server did not take. What it does not take because the session is over can be said later. */
  #unsaid(said: Turn, answer: Turn, error: unknown): void {
    transcript.remove(answer.key);
    if (isOver(error)) {
      transcript.takeBack([said, ...transcript.queued().filter((one) => one.key !== said.key)]);
      return;
    }
    transcript.change(said.key, (one) => ({ ...one, state: "done" }));
    transcript.add({ ...answer, state: "failed", failure: failureOf(error) });
  }

  /** Hear what is going on in a thread that was opened in the middle; when it is over, there is nothing more to hear. */
  async #follow(): Promise<void> {
    const { thread } = transcript.get();
    const ending = thread && (await this.hear(thread, null));
    if (ending?.error) transcript.remove(ending.turn.key);
  }

  async #made(): Promise<Thread> {
    const thread = await createThread();
    kept.setThread(thread.id);
    transcript.become({ thread });
    return thread;
  }

  /** Read what the run of an answer has changed, field by field. */
  async #changed(now: Turn): Promise<void> {
    if (now.run === null || now.records.length === 0) return;
    this.onChanged(now.records);
    const changes = await changesOf(now.run).catch(() => []);
    transcript.change(now.key, (one) => ({ ...one, changes }));
  }

  /** The first message names its thread. */
  #heard(): void {
    const { thread, turns } = transcript.get();
    const first = turns.find((one) => one.author === "person")?.text ?? "";
    if (thread?.name === "") transcript.become({ thread: { ...thread, name: first } });
    this.onThreads();
  }

  #leave(): void {
    this.#hearing?.abort();
    this.#hearing = null;
    this.#about.clear();
  }
}

/** The one of this page. */
export const conversation = new Conversation();

let user = session.get()?.user.id;
session.listen(() => {
  const now = session.get()?.user.id;
  if (now === undefined || now === user) return;
  user = now;
  conversation.fresh();
  transcript.write("");
});
