import { useState } from "react";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { TextField } from "../parts/fields";
import { Select } from "../parts/Select";
import { texts } from "../texts";
import { SecretForm } from "./SecretForm";

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
  const body = { name: name.trim(), scope, ...(days !== null && { days: Number(days) }) };
  return (
    <SecretForm
      submit={words.submit}
      ready={() => {
        setTried(true);
        return body.name !== "";
      }}
      make={() => api<{ token: string }>("POST", "/api/tokens", { body })}
      shown={({ token }) => ({ label: words.token, lead: words.made, secret: token })}
      onMade={onMade}
      onDone={onDone}
    >
      <TextField
        label={words.name}
        hint={words.nameHint}
        wrong={tried && !body.name ? words.nameMissing : undefined}
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
    </SecretForm>
  );
}
