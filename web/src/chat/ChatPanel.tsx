import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import { talk, useTalk } from "../app/talk";
import { refreshSoon } from "../data/live";
import type { Schema } from "../data/schema";
import { IconButton } from "../parts/Button";
import { texts } from "../texts";
import styles from "./chat.module.css";
import { conversation } from "./conversation";
import { useTranscript } from "./transcript";
import { kept } from "./kept";
import { Talk } from "./Talk";
import { ThreadList } from "./ThreadList";

export interface ChatPanelProps {
  schema: Schema;
  onClose: () => void;
}

/** The chat beside the pages: what was said, or the list of conversations. */
export default function ChatPanel({ schema, onClose }: ChatPanelProps) {
  const words = texts.chat;
  const { said, present } = useTalk();
  const { thread } = useTranscript();
  const [listing, setListing] = useState(false);
  const [wide, setWide] = useState(kept.isWide);
  const client = useQueryClient();

  useEffect(() => {
    conversation.resume();
  }, []);

  useEffect(() => {
    document.documentElement.dataset["chat"] = wide ? "wide" : "narrow";
    kept.setWide(wide);
  }, [wide]);

  useEffect(() => {
    conversation.onThreads = () => void client.invalidateQueries({ queryKey: ["chat", "threads"] });
    conversation.onChanged = (records) => {
      const classes = new Set(records.map((record) => record.class));
      for (const cls of [...classes].flatMap((name) => schema.named(name) ?? [])) refreshSoon(client, cls);
    };
  }, [client, schema]);

  useEffect(() => {
    const text = said === null ? null : talk.take();
    if (text !== null) conversation.say(text, present);
  }, [said, present]);
  if (said !== null && listing) setListing(false);

  function close(): void {
    onClose();
    requestAnimationFrame(() => document.getElementById("open-chat")?.focus());
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (listing) setListing(false);
    else if (matchMedia("(max-width: 79.99rem)").matches) close();
  }

  return (
    // Escape closes it where it floats above the page.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.panel} onKeyDown={press}>
      <header className={styles.head}>
        {listing && <IconButton icon="left" label={words.threads.back} onPress={() => setListing(false)} />}
        <h2>{listing ? words.threads.open : thread?.name || words.title}</h2>
        {!listing && <IconButton icon="clock" label={words.threads.open} onPress={() => setListing(true)} />}
        <IconButton
          icon="plus"
          label={words.fresh}
          onPress={() => {
            conversation.fresh();
            setListing(false);
            talk.open();
          }}
        />
        <div className={styles.widen}>
          <IconButton
            icon="expand"
            label={wide ? words.narrow : words.wide}
            onPress={() => setWide((now) => !now)}
          />
        </div>
        <IconButton icon="close" label={words.close} onPress={close} />
      </header>
      {listing ? <ThreadList onPick={() => setListing(false)} /> : <Talk schema={schema} />}
    </div>
  );
}
