import { expect, test } from "vitest";
import { type Heard, readEvents } from "./events";

async function heard(...pieces: string[]): Promise<Heard[]> {
  const encoder = new TextEncoder();
  return read(pieces.map((piece) => encoder.encode(piece)));
}

async function read(pieces: Uint8Array[]): Promise<Heard[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(piece));
      controller.close();
    },
  });
  const all: Heard[] = [];
  for await (const one of readEvents(body)) all.push(one);
  return all;
}

test("an event has its id, its kind and what it says", async () => {
  const events = await heard('id: a.1\nevent: word\ndata: {"text":"Done"}\n\n');
  expect(events).toEqual([{ id: "a.1", kind: "word", said: { text: "Done" } }]);
});

test("an event may come in any pieces, also in the middle of a letter", async () => {
  const bytes = new TextEncoder().encode(
    'event: word\ndata: {"text":"café €5"}\n\nevent: done\ndata: {}\n\n',
  );
  const events = await read(Array.from(bytes, (byte) => Uint8Array.of(byte)));
  expect(events.map((one) => one.said)).toEqual([{ text: "café €5" }, {}]);
});

test.each(["\n", "\r\n", "\r"])("a line may end as %j", async (end) => {
  const said = ["event: word", 'data: {"text":"a"}', "", "event: done", "data: {}", "", ""].join(end);
  const pieces = said.split(/(?<=\r)/); // a line feed comes in the next piece
  expect((await heard(...pieces)).map((one) => one.kind)).toEqual(["word", "done"]);
});

test("comments are silence", async () => {
  expect(await heard(": \n\n: still here\n\nevent: done\ndata: {}\n\n")).toHaveLength(1);
});

test("an event without an id keeps the last one, from which listening goes on", async () => {
  const events = await heard('id: a.1\ndata: {}\n\nevent: error\ndata: {"code":"x"}\n\n');
  expect(events.map((one) => one.id)).toEqual(["a.1", "a.1"]);
});

test("what the end of the connection cut off was not said", async () => {
  const events = await heard('event: word\ndata: {"text":"a"}\n\nevent: word\ndata: {"te');
  expect(events.map((one) => one.said)).toEqual([{ text: "a" }]);
});

test("data of several lines is one text", async () => {
  expect((await heard('data: {"text":\ndata: "a"}\n\n'))[0]?.said).toEqual({ text: "a" });
});
