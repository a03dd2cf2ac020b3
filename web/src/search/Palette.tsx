import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { talk } from "../app/talk";
import type { Schema } from "../data/schema";
import { Icon } from "../parts/Icon";
import { useSettled } from "../parts/settled";
import { texts } from "../texts";
import { type Choice, groupsOf } from "./choices";
import { namesQuery, quotesQuery } from "./finding";
import styles from "./search.module.css";

const PAUSE = 120;
const LONG_PAUSE = 400;
const ENOUGH = 3;
const LIST = "palette-list";
const idOf = (choice: Choice) => `palette-${choice.id}`;

/** A combobox of everything: the input keeps the focus, and the keys move through what was found. */
export function Palette({ schema, onClose }: { schema: Schema; onClose: () => void }) {
  const words = texts.search;
  const navigate = useNavigate();
  const client = useQueryClient();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const text = typed.trim();
  const soon = useSettled(text, PAUSE);
  const late = useSettled(text, LONG_PAUSE);
  const names = useQuery(namesQuery(soon));
  const quotes = useQuery(quotesQuery(late.length >= ENOUGH ? late : ""));
  const records = names.data;
  const passages = late === text ? quotes.data?.passages : undefined;
  const groups = useMemo(
    () => groupsOf(schema, text, records ?? [], passages ?? []),
    [schema, text, records, passages],
  );
  const choices = groups.flatMap((group) => group.choices);
  const chosen = choices.find((one) => one.id === active) ?? choices[0];

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen?.id]);

  function pick(choice: Choice | undefined): void {
    if (!choice) return;
    onClose();
    if (choice.to !== undefined) void navigate(choice.to);
    else choice.act?.();
  }

  /** Whoever types and presses Enter at once means what he typed, not what was found before. */
  async function pickTyped(): Promise<void> {
    if (active !== null || (soon === text && !names.isPlaceholderData)) {
      pick(chosen);
      return;
    }
    const found = await client.query(namesQuery(text)).catch(() => []);
    pick(groupsOf(schema, text, found, [])[0]?.choices[0]);
  }

  function move(by: number): void {
    const at = choices.findIndex((one) => one === chosen);
    setActive(choices[(at + by + choices.length) % choices.length]?.id ?? null);
  }

  function ask(): void {
    onClose();
    talk.say(text);
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => ((event.ctrlKey || event.metaKey) && text ? ask() : void pickTyped()),
    };
    const does = keys[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }

  return (
    <>
      <div className={styles.entry}>
        <Icon name="search" size={18} />
        <input
          role="combobox"
          aria-label={words.placeholder}
          aria-expanded
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={chosen && idOf(chosen)}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={1_000}
          placeholder={words.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(null);
          }}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id={LIST} role="listbox" aria-label={words.results} className={styles.list}>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-labelledby={`palette-group-${group.id}`}>
            <div id={`palette-group-${group.id}`} className={styles.title}>
              {group.title}
            </div>
            {group.choices.map((choice) => (
              <button
                key={choice.id}
                id={idOf(choice)}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={choice === chosen}
                className={styles.choice}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => choice !== chosen && setActive(choice.id)}
                onClick={() => pick(choice)}
              >
                <Icon name={choice.icon} />
                <span className={styles.label}>{choice.label}</span>
                {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
              </button>
            ))}
          </div>
        ))}
      </div>
      <div className={styles.keys} aria-hidden>
        <Hint keys="↑ ↓" does={words.keys.move} />
        <Hint keys="↵" does={words.keys.pick} />
        <Hint keys="Ctrl ↵" does={words.keys.ask} />
        <Hint keys="Esc" does={words.keys.close} />
      </div>
      <p className="only-heard" role="status">
        {soon === text && words.found(choices.length)}
      </p>
    </>
  );
}

const Hint = ({ keys, does }: { keys: string; does: string }) => (
  <span>
    <kbd>{keys}</kbd> {does}
  </span>
);
