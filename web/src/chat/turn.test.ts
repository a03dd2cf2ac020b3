import { expect, test } from "vitest";
import type { Heard } from "./events";
import { hear, turn, type Turn } from "./turn";

const event = (kind: string, said: Heard["said"] = {}): Heard => ({ id: "", kind, said });
const after = (...events: Heard[]): Turn => events.reduce(hear, turn("assistant", { state: "working" }));

test("words are put together in order", () => {
  expect(after(event("word", { text: "16 " }), event("word", { text: "deals" })).text).toBe("16 deals");
});

test("a step is at work until its own call has ended", () => {
  const started = event("tool_started", { call: "1", tool: "find_deals", sentence: "Looking for deals" });
  const other = event("tool_finished", { call: "2", tool: "find_deals", code: null });
  expect(after(started, other).steps).toEqual([{ call: "1", sentence: "Looking for deals" }]);
  const ended = event("tool_finished", { call: "1", tool: "find_deals", code: "read_only" });
  expect(after(started, ended).steps[0]?.code).toBe("read_only");
});

test("the reply stands in place of the words before it", () => {
  const reply = event("reply", { text: "All of it", run: "r1", records: [], card: null });
  expect(after(event("word", { text: "Part" }), reply, event("done"))).toMatchObject({
    text: "All of it",
    run: "r1",
    state: "done",
  });
});

test("a failure keeps what was said until then", () => {
  const failed = after(
    event("word", { text: "Part" }),
    event("error", { code: "stopped", error: "It was stopped." }),
    event("done"),
  );
  expect(failed).toMatchObject({
    text: "Part",
    state: "failed",
    failure: { code: "stopped", text: "It was stopped." },
  });
});

test("what is not known is left aside", () => {
  const before = after();
  expect(hear(before, event("something_new", { a: 1 }))).toBe(before);
});
