import type { Present } from "../app/talk";
import type { Row } from "../data/rows";
import { type Class, fieldOf, type Schema } from "../data/schema";
import { texts } from "../texts";
import type { Turn } from "./turn";

const MOST = 4;

/** What one might say on this page; where the last answer asks which one is meant, its choices. */
export function suggestions(
  schema: Schema,
  path: string,
  present: Present | null,
  row: Row | undefined,
  last: Turn | undefined,
): string[] {
  const asked = choices(last);
  if (asked.length > 0) return asked;
  const cls = present && schema.named(present.cls);
  return (cls ? ofRecord(schema, cls, row) : ofPage(schema, path)).slice(0, MOST);
}

/** The numbered choices of a question. */
function choices(last: Turn | undefined): string[] {
  if (last?.author !== "assistant" || last.card || !last.text.includes("?")) return [];
  return [...last.text.matchAll(/^\d+\. (.+)$/gm)].map((found) =>
    (found[1] ?? "").replace(/\*\*/g, "").trim(),
  );
}

function ofRecord(schema: Schema, cls: Class, row: Row | undefined): string[] {
  const words = texts.chat.suggestions;
  const stage = nextStage(cls, row);
  const about = schema
    .pointingTo(cls)
    .filter((one) => one.cls.stageField !== null && one.cls.name !== cls.name)
    .map((one) => words.of(one.cls.plural, cls.word));
  return [
    words.summarise(cls.word),
    words.happened(cls.word),
    ...(stage ? [words.move(cls.word, stage)] : []),
    ...(cls.stageField ? [words.task(cls.word)] : []),
    ...about,
  ];
}

/** The stage after the present one, unless that ends it. */
function nextStage(cls: Class, row: Row | undefined): string | undefined {
  const field = cls.stageField ? fieldOf(cls, cls.stageField) : undefined;
  const stage = field && row?.values[field.name];
  const place = typeof stage === "string" ? (field?.values.indexOf(stage) ?? -1) : -1;
  const after = place < 0 ? undefined : field?.values[place + 1];
  return after !== undefined && !field?.terminal.includes(after) ? after : undefined;
}

function ofPage(schema: Schema, path: string): string[] {
  const words = texts.chat.suggestions;
  const [first = ""] = path.split("/").filter(Boolean);
  if (first === "today" || first === "activities") return words.today;
  const cls = schema.at(first);
  return cls && cls.stageField === null ? [words.mine(cls.plural), words.count(cls.plural)] : words.pipeline;
}
