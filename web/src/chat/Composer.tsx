import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { talk, useTalk } from "../app/talk";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { IconButton } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { texts } from "../texts";
import { answerCard } from "./answering";
import styles from "./chat.module.css";
import { conversation } from "./conversation";
import { longest } from "./length";
import { transcript, useTranscript } from "./transcript";

const HIGHEST = 180;

/** Where one writes. While something is being answered, what is sent waits for its turn. */
export function Composer({ onSaid }: { onSaid: () => void }) {
  const words = texts.chat.composer;
  const { draft, working } = useTranscript();
  const { present, focus } = useTalk();
  const format = useFormat();
  const me = useMe();
  const [without, setWithout] = useState<string | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const about = present && present.id !== without ? present : null;
  const most = longest(draft, me);
  const long = draft.length > most;
  const open = transcript.waiting();

  useLayoutEffect(() => {
    const box = input.current;
    if (!box) return;
    box.style.height = draft === "" ? "" : "auto"; // a hint that takes two lines makes it no higher
    if (draft !== "") box.style.height = `${Math.min(box.scrollHeight, HIGHEST)}px`;
  }, [draft, working]);

  useEffect(() => {
    if (!focus) return;
    input.current?.focus();
    talk.focused();
  }, [focus]);

  function send(): void {
    const text = draft.trim();
    if (text === "" || long) return;
    transcript.write("");
    say(text, about);
    onSaid();
    input.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {about && (
        <p className={styles.about}>
          <Icon name="link" size={12} />
          <span>{words.about(about.title)}</span>
          <IconButton small icon="close" label={words.leaveOut} onPress={() => setWithout(about.id)} />
        </p>
      )}
      <div className={styles.field}>
        <textarea
          ref={input}
          rows={1}
          value={draft}
          aria-label={words.label}
          aria-describedby="chat-keys"
          aria-invalid={long}
          placeholder={open ? words.waiting : words.placeholder}
          onChange={(event) => transcript.write(event.target.value)}
          onKeyDown={press}
        />
        <span id="chat-keys" className="only-heard">
          {words.keys}
        </span>
        {working && <IconButton icon="stop" label={words.stop} onPress={() => void conversation.stop()} />}
        <IconButton
          icon="send"
          look="accent"
          label={working ? words.queue : words.send}
          type="submit"
          isDisabled={draft.trim() === "" || long}
        />
      </div>
      {long && (
        <p className={styles.wrong} role="alert">
          {words.tooLong(format.number(most))}
        </p>
      )}
    </form>
  );
}

/** Say it; a yes or no to a card that waits answers it. */
export function say(text: string, about: { cls: string; id: string } | null): void {
  const card = transcript.waiting();
  const plain = text.toLowerCase().replace(/[.!]+$/, "");
  if (card && texts.chat.card.yes.includes(plain)) void answerCard(card.key, "approve");
  else if (card && texts.chat.card.no.includes(plain)) void answerCard(card.key, "reject");
  else conversation.say(text, about);
}
