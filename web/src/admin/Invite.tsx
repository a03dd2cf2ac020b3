import { useState } from "react";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { TextField } from "../parts/fields";
import { Select } from "../parts/Select";
import { texts } from "../texts";
import { ROLES } from "./people";
import { SecretForm } from "./SecretForm";

const LONGEST = 90;

interface Invitation {
  code: string;
  expiresAt: string;
}

/** Makes a code for one person, and shows it once. */
export function Invite({ onDone }: { onDone: () => void }) {
  const words = texts.admin.invite;
  const format = useFormat();
  const [role, setRole] = useState("rep");
  const [days, setDays] = useState("7");
  const lasts = /^\d{1,2}$/.test(days) ? Number(days) : 0;
  const wrong = lasts < 1 || lasts > LONGEST;
  return (
    <SecretForm
      submit={words.submit}
      ready={() => !wrong}
      make={() => api<Invitation>("POST", "/api/invitations", { body: { role, days: lasts } })}
      shown={({ code, expiresAt }) => ({
        label: words.code,
        lead: words.made,
        secret: code,
        hint: words.until(format.date(new Date(expiresAt))),
      })}
      onDone={onDone}
    >
      <Select
        label={words.role}
        value={role}
        options={ROLES.map((one) => ({ id: one, label: texts.admin.roles[one]?.label ?? one }))}
        onChange={(next) => setRole(next ?? "rep")}
        hint={texts.admin.roles[role]?.hint}
      />
      <TextField
        label={words.days}
        value={days}
        onChange={setDays}
        inputMode="numeric"
        wrong={wrong ? words.wrongDays : undefined}
      />
    </SecretForm>
  );
}
