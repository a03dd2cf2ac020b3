import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { titleOf } from "../data/names";
import { refreshSoon } from "../data/live";
import type { Row } from "../data/rows";
import type { Schema } from "../data/schema";
import { useWriting } from "../data/writing";
import { reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import type { Agenda, Doing } from "./agenda";
import { Section } from "./Section";
import { ToDoItem } from "./ToDoItem";
import styles from "./today.module.css";

export interface ToDoProps {
  schema: Schema;
  doing: Doing;
  agenda: Agenda;
  now: Date;
}

const HINT = "today-keys";

/** Things to do. Where the focus is among them, `c` completes one, and Ctrl+Z takes the last one back. */
export function ToDo({ schema, doing, agenda, now }: ToDoProps) {
  const words = texts.today;
  const client = useQueryClient();
  const writing = useWriting();
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const last = useRef<string | null>(null);
  const order = [...agenda.overdue, ...agenda.today, ...agenda.next];

  const linkOf = (id: string) =>
    list.current?.querySelector<HTMLElement>(`[data-todo="${CSS.escape(id)}"] a[data-main]`);
  useEffect(() => {
    if (wanted.current === null) return;
    linkOf(wanted.current)?.focus();
    wanted.current = null;
  });

  async function complete(row: Row): Promise<void> {
    const at = order.indexOf(row);
    wanted.current = (order[at + 1] ?? order[at - 1])?.id ?? null;
    client.setQueriesData<Row[]>({ queryKey: ["rows", doing.cls.name, "list"] }, (before) =>
      before?.filter((one) => one.id !== row.id),
    );
    try {
      const done = { [doing.done]: new Date() };
      last.current = await writing.update(doing.cls, row, done, words.completed(titleOf(schema, row)));
    } catch (error) {
      last.current = null;
      toast({ text: reasonOf(error), tone: "bad" });
      refreshSoon(client, doing.cls);
    }
  }

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    const focused = event.target instanceof Element && event.target.closest("[data-todo]");
    const at = focused ? order.findIndex((row) => row.id === focused.getAttribute("data-todo")) : -1;
    const row = order[at];
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && last.current !== null) {
      void writing.undo(last.current, doing.cls);
      last.current = null;
    } else if (row && plain && event.key.toLowerCase() === "c") void complete(row);
    else if (plain && step) linkOf(order[at + step]?.id ?? "")?.focus();
    else return;
    event.preventDefault();
  }

  const parts = [
    { id: "overdue", title: words.overdue, rows: agenda.overdue, bad: true },
    { id: "today", title: words.dueToday, rows: agenda.today, bad: false },
    { id: "next", title: words.next, rows: agenda.next, bad: false },
  ];
  return (
    // Keys work on what is within; each of that can be reached and does the same by itself.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} className={styles.column} onKeyDown={press}>
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ id, title, rows, bad }, place) => (
          <Section
            key={id}
            title={title}
            count={rows.length}
            bad={bad}
            describedBy={HINT}
            aside={place === 0 && <Keys />}
          >
            {rows.map((row) => (
              <ToDoItem
                key={row.id}
                schema={schema}
                doing={doing}
                row={row}
                now={now}
                onComplete={() => void complete(row)}
              />
            ))}
          </Section>
        ))}
    </div>
  );
}

/** Which keys do what. */
function Keys() {
  const words = texts.today.keys;
  return (
    <p id={HINT} className={styles.keys}>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {words.move}
      </span>
      <span>
        <kbd>C</kbd> {words.complete}
      </span>
      <span>
        <kbd>Ctrl Z</kbd> {words.undo}
      </span>
    </p>
  );
}
