import type { Written } from "../records/Change";
import { type Card, held, type Held } from "./card";
import type { Heard } from "./events";
import { type Failure, told } from "./failure";

/** A call of a tool, in words. Its `code` is null when it went well, and not there while it is at work. */
export interface Step {
  call: string;
  sentence: string;
  code?: string | null;
}

/** A record that a run changed. */
export interface Touched {
  class: string;
  id: string;
  name: string;
  what: "created" | "updated" | "deleted";
}

/** Something that was said, by a person or by the assistant. */
export interface Turn {
  key: string;
  author: "person" | "assistant";
  text: string;
  state: "queued" | "working" | "done" | "failed";
  run: string | null;
  steps: Step[];
  records: Touched[];
  changes: Written[];
  card: Held | null;
  failure: Failure | null;
  feedback: "up" | "down" | null;
  /** Whether what its run changed was taken back here. */
  undone: boolean;
}

let made = 0;

export function turn(author: Turn["author"], more: Partial<Turn> = {}): Turn {
  return {
    key: `turn-${++made}`,
    author,
    text: "",
    state: "done",
    run: null,
    steps: [],
    records: [],
    changes: [],
    card: null,
    failure: null,
    feedback: null,
    undone: false,
    ...more,
  };
}

/** What an answer has become when that was heard. What it does not know it leaves aside. */
export function hear(before: Turn, { kind, said }: Heard): Turn {
  switch (kind) {
    case "word":
      return { ...before, text: before.text + String(said["text"]) };
    case "tool_started":
      return {
        ...before,
        steps: [...before.steps, { call: String(said["call"]), sentence: String(said["sentence"]) }],
      };
    case "tool_finished":
      return { ...before, steps: before.steps.map((step) => finished(step, said)) };
    case "approval":
      return { ...before, card: held(said as unknown as Card) };
    case "reply":
      return replied(before, said);
    case "error":
      return { ...before, state: "failed", failure: told(said) };
    case "done":
      return before.state === "working" ? { ...before, state: "done" } : before;
    default:
      return before;
  }
}

function finished(step: Step, said: Heard["said"]): Step {
  return step.call === said["call"] && step.code === undefined
    ? { ...step, code: said["code"] as string | null }
    : step;
}

function replied(before: Turn, said: Heard["said"]): Turn {
  const { text, run, records, card } = said as unknown as {
    text: string;
    run: string;
    records: Touched[];
    card: Card | null;
  };
  return {
    ...before,
    text,
    run,
    records,
    card: card ? (before.card ?? held(card)) : null,
    state: "done",
  };
}
