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
import { ROLES } from "./people";
import { Secret } from "./Secret";

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
  const making = useMutation({
    mutationFn: () => api<Invitation>("POST", "/api/invitations", { body: { role, days: lasts } }),
  });
  if (making.data) {
    const { code, expiresAt } = making.data;
    const until = words.until(format.date(new Date(expiresAt)));
    return <Secret label={words.code} secret={code} lead={words.made} hint={until} onDone={onDone} />;
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) making.mutate();
      }}
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
