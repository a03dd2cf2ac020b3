import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Actions } from "../parts/Dialog";
import { Select, TextField } from "../parts/fields";
import { reasonOf } from "../parts/states";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Secret } from "./Secret";

const LASTS = [30, 90, 365];
const LONGEST_NAME = 100;

/** Makes a token, and shows it once. */
export function NewToken({ onMade, onDone }: { onMade: () => void; onDone: () => void }) {
  const words = texts.admin.tokens;
  const format = useFormat();
  const [name, setName] = useState("");
  const [scope, setScope] = useState("read");
  const [days, setDays] = useState<string | null>("90");
  const [tried, setTried] = useState(false);
  const making = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), scope, ...(days !== null && { days: Number(days) }) };
      return api<{ token: string }>("POST", "/api/tokens", { body });
    },
    onSuccess: onMade,
  });
  if (making.data)
    return <Secret label={words.token} secret={making.data.token} lead={words.made} onDone={onDone} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.trim()) making.mutate();
      }}
    >
      <TextField
        label={words.name}
        hint={words.nameHint}
        wrong={tried && !name.trim() ? words.nameMissing : undefined}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
        required
        autoFocus
      />
      <Select
        label={words.scope}
        value={scope}
        options={Object.entries(words.scopes).map(([id, label]) => ({ id, label }))}
        onChange={(next) => setScope(next ?? "read")}
      />
      <Select
        label={words.lasts}
        value={days}
        none={words.ever}
        options={LASTS.map((one) => ({ id: String(one), label: words.days(format.number(one)) }))}
        onChange={setDays}
      />
      {making.isError && (
        <p className={styles.refused} role="alert">
          {reasonOf(making.error)}
        </p>
      )}
      <Actions>
        <Button onPress={onDone}>{texts.parts.cancel}</Button>
        <Button type="submit" look="accent" isPending={making.isPending}>
          {words.submit}
        </Button>
      </Actions>
    </form>
  );
}
