/** One server-sent event of the assistant: `word`, `tool_started`, `tool_finished`, `approval`, `reply`, `error`, `done`. */
export interface Heard {
  /** Where listening can go on after it; empty when it cannot. */
  id: string;
  kind: string;
  said: Record<string, unknown>;
}

/**
 * Yield the events of a stream as they come, as the HTML standard reads them (section 9.2): a line ends in any way that
 * lines end, comments are left out, and what was not ended by an empty line was not said.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<Heard> {
  let fields: Partial<Record<string, string>> = {};
  let id = "";
  for await (const line of linesOf(body)) {
    if (line === "") {
      const heard = eventOf(fields, id);
      fields = {};
      if (heard) yield heard;
      continue;
    }
    const [name, value] = fieldOf(line);
    if (name === "id") id = value;
    else if (name === "data") fields["data"] = "data" in fields ? `${fields["data"]}\n${value}` : value;
    else if (name !== "") fields[name] = value;
  }
}

function eventOf(fields: Partial<Record<string, string>>, id: string): Heard | null {
  if (fields["data"] === undefined) return null;
  return {
    id,
    kind: fields["event"] ?? "message",
    said: JSON.parse(fields["data"]) as Record<string, unknown>,
  };
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(":");
  if (colon < 0) return [line, ""];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(" ") ? value.slice(1) : value];
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += decoder.decode(value, { stream: !done });
      const open = !done && rest.endsWith("\r"); // its line feed may be in the next piece
      const lines = (open ? rest.slice(0, -1) : rest).split(/\r\n|\r|\n/);
      rest = (lines.pop() ?? "") + (open ? "\r" : "");
      yield* lines;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
