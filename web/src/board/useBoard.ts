import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useLive } from "../data/live";
import { over } from "../data/offline/over";
import { queue } from "../data/offline/queue";
import { isNothing, type Where } from "../data/rows";
import { useWriting } from "../data/writing";
import { reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { type Card, type Cards, moved, renewed } from "./cards";
import type { Pipeline } from "./pipeline";
import { readCards, readEnds, readSome } from "./reading";

/** Milliseconds in which several happenings become one reading. */
const TOGETHER = 80;
/** Of more than these at once, everything is read again. */
const MANY = 200;

/** Which records something has happened to, and in which order. */
class News {
  now = 0;
  readonly #last = new Map<string, number>();

  add(id: string): void {
    this.now += 1;
    this.#last.set(id, this.now);
  }

  since = (then: number): string[] =>
    Array.from(this.#last)
      .filter(([, at]) => at > then)
      .map(([id]) => id);
}

/** The board's records, always as they are: what happens elsewhere is read again record by record. */
export function useBoard(pipeline: Pipeline, where: Where) {
  const client = useQueryClient();
  const writing = useWriting();
  const { cls } = pipeline;
  const keys = useMemo(
    () => ({ cards: ["board", cls.name, "open", where], ends: ["board", cls.name, "ends", where] }),
    [cls, where],
  );
  const due = useRef(new Set<string>());
  const writes = useRef(new Set<string>());
  const news = useRef(new News());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** All cards; of what happens while they are read, as it is afterwards. What is being written stays where it was put. */
  async function readAll(): Promise<Cards> {
    let from = news.current.now;
    let cards = await readCards(pipeline, where);
    for (let late = news.current.since(from); late.length > 0; late = news.current.since(from)) {
      from = news.current.now;
      cards = renewed(cards, late, await readSome(pipeline, where, late));
    }
    const shown = client.getQueryData<Cards>(keys.cards);
    return shown ? renewed(cards, writes.current, shown) : cards;
  }

  const open = useQuery({
    queryKey: keys.cards,
    queryFn: readAll,
    structuralSharing: false,
    placeholderData: (before: Cards | undefined) => before,
  });
  const ends = useQuery({
    queryKey: keys.ends,
    queryFn: () => readEnds(pipeline, where),
    placeholderData: (before) => before,
  });

  useEffect(() => {
    const waiting = due.current;
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      waiting.clear(); // they were of other filters, whose records are read as a whole
    };
  }, [keys]);

  function soon(id: string): void {
    news.current.add(id);
    due.current.add(id);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void readDue();
    }, TOGETHER);
  }

  async function readDue(): Promise<void> {
    const ids = Array.from(due.current).filter((id) => !writes.current.has(id)); // those come when they are written
    due.current.clear();
    const from = news.current.now;
    if (ids.length > MANY) return void client.invalidateQueries({ queryKey: keys.cards });
    try {
      const read = ids.length > 0 ? await readSome(pipeline, where, ids) : new Map<string, Card>();
      const found = over(queue.get(), keys.cards, read) as Cards;
      const late = new Set(news.current.since(from)); // these are read once more
      const settled = ids.filter((id) => !late.has(id));
      client.setQueryData<Cards>(keys.cards, (before) => before && renewed(before, settled, found));
    } catch {
      void client.invalidateQueries({ queryKey: keys.cards }); // says itself why it cannot be read
    }
  }

  useLive(cls, where, (happened) => {
    if (happened.what === "again") {
      void client.invalidateQueries({ queryKey: keys.cards });
      void client.invalidateQueries({ queryKey: keys.ends });
      return;
    }
    const { row } = happened;
    const stage = row.values[pipeline.stage.name];
    const known = client.getQueryData<Cards>(keys.cards)?.has(row.id) ?? false;
    const ended = typeof stage === "string" && pipeline.ends.includes(stage);
    if (ended || !known) void client.invalidateQueries({ queryKey: keys.ends });
    if (happened.what === "gone" && !writes.current.has(row.id))
      client.setQueryData<Cards>(keys.cards, (before) => before && renewed(before, [row.id], new Map()));
    if (known || !ended) soon(row.id);
  });

  /** Put a record into another stage: at once on the board, then on the server. Refused, it goes back. */
  async function move(card: Card, to: string | null, said: string): Promise<boolean> {
    const { id, values } = card.row;
    const from = values[pipeline.stage.name] ?? null;
    if (from === to || (isNothing(from) && isNothing(to))) return false;
    writes.current.add(id);
    news.current.add(id);
    client.setQueryData<Cards>(
      keys.cards,
      (before) => before && moved(pipeline, before, card, to, new Date()),
    );
    try {
      await writing.update(cls, card.row, { [pipeline.stage.name]: to }, said);
      return true;
    } catch (error) {
      toast({ text: reasonOf(error), tone: "bad" });
      return false;
    } finally {
      writes.current.delete(id);
      soon(id);
      void client.invalidateQueries({ queryKey: keys.ends });
    }
  }

  return { open, ends, move };
}
