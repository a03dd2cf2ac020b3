import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useFormat } from "../format/format";
import { Button, IconButton } from "../parts/Button";
import { Actions, Confirm, Dialog } from "../parts/Dialog";
import { TextField } from "../parts/fields";
import { Menu } from "../parts/Menu";
import { useSettled } from "../parts/settled";
import { Empty, Failed, reasonOf, Skeleton } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import styles from "./chat.module.css";
import { conversation } from "./conversation";
import { transcript, useTranscript } from "./transcript";
import { deleteThread, renameThread, type Thread, threadsQuery } from "./threads";

const SETTLED = 200;

/** The user's conversations, the latest first. */
export function ThreadList({ onPick }: { onPick: () => void }) {
  const words = texts.chat.threads;
  const [text, setText] = useState("");
  const found = useQuery(threadsQuery(useSettled(text.trim(), SETTLED)));
  const [renaming, setRenaming] = useState<Thread | null>(null);
  const [removing, setRemoving] = useState<Thread | null>(null);
  const threads = (found.data?.threads ?? []).filter((thread) => thread.name !== "");
  return (
    <div className={styles.threads}>
      <div className={styles.find}>
        <TextField
          type="search"
          label={words.search}
          hideLabel
          placeholder={words.search}
          value={text}
          onChange={setText}
          autoFocus
        />
      </div>
      {found.error ? (
        <Failed error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton />
      ) : threads.length === 0 ? (
        <Empty icon="chat" title={text ? words.nothing : words.none}>
          {text ? words.nothingLead : words.noneLead}
        </Empty>
      ) : (
        <ul>
          {threads.map((thread) => (
            <Row
              key={thread.id}
              thread={thread}
              onPick={() => {
                void conversation.open(thread.id);
                onPick();
              }}
              onRename={() => setRenaming(thread)}
              onRemove={() => setRemoving(thread)}
            />
          ))}
        </ul>
      )}
      {renaming && <Rename thread={renaming} onClose={() => setRenaming(null)} />}
      {removing && <Remove thread={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

interface RowProps {
  thread: Thread;
  onPick: () => void;
  onRename: () => void;
  onRemove: () => void;
}

function Row({ thread, onPick, onRename, onRemove }: RowProps) {
  const words = texts.chat.threads;
  const format = useFormat();
  const present = useTranscript().thread?.id === thread.id;
  const more = words.more(thread.name);
  return (
    <li className={present ? `${styles.thread} ${styles.present}` : styles.thread}>
      <AriaButton className={styles.pick ?? ""} onPress={onPick} {...(present && { "aria-current": "true" })}>
        <span>{thread.name}</span>
        <time dateTime={thread.updatedAt}>{format.ago(new Date(thread.updatedAt))}</time>
      </AriaButton>
      <Menu
        label={more}
        button={<IconButton small icon="more" label={more} />}
        choices={[
          { id: "rename", label: words.rename, icon: "edit", onPick: onRename },
          { id: "remove", label: words.remove, icon: "trash", danger: true, onPick: onRemove },
        ]}
      />
    </li>
  );
}

function useRead(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["chat", "threads"] });
}

function Rename({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const words = texts.chat.threads;
  const [name, setName] = useState(thread.name);
  const read = useRead();
  const renaming = useMutation({
    mutationFn: () => renameThread(thread.id, name.trim()),
    onSuccess: (renamed) => {
      conversation.named(renamed);
      read();
      toast({ text: words.renamed, tone: "good" });
      onClose();
    },
  });
  const wrong = renaming.error ? reasonOf(renaming.error) : undefined;
  return (
    <Dialog open onClose={onClose} title={words.renameTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) renaming.mutate();
        }}
      >
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          wrong={wrong}
          maxLength={200}
          autoFocus
        />
        <Actions>
          <Button onPress={onClose}>{texts.parts.cancel}</Button>
          <Button look="accent" type="submit" isPending={renaming.isPending} isDisabled={!name.trim()}>
            {words.rename}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function Remove({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const words = texts.chat.threads;
  const read = useRead();
  const removing = useMutation({
    mutationFn: () => deleteThread(thread.id),
    onSuccess: () => {
      if (transcript.get().thread?.id === thread.id) conversation.fresh();
      toast({ text: words.removed, tone: "good" });
    },
    onError: (error) => toast({ text: reasonOf(error), tone: "bad" }),
    onSettled: () => {
      read();
      onClose();
    },
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={words.removeTitle(thread.name)}
      action={words.remove}
      danger
      pending={removing.isPending}
      onConfirm={() => removing.mutate()}
    >
      <p>{words.removeLead}</p>
    </Confirm>
  );
}
