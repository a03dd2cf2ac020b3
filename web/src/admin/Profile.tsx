import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { choose, type Theme, useTheme } from "../app/theme";
import { api } from "../data/api";
import { type Me, session, useMe } from "../data/session";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Card, Cards } from "../parts/Card";
import { TextField } from "../parts/fields";
import { Select } from "../parts/Select";
import { Refusal } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Links } from "./Links";

const THEMES: Theme[] = ["light", "dark", "system"];
const SHORTEST = 8;

/** Who one is, and how one likes it. */
export function Profile() {
  const words = texts.admin.profile;
  const me = useMe();
  const theme = useTheme();
  return (
    <Cards>
      <Card title={words.title} narrow>
        <dl className={styles.who}>
          <dt>{words.name}</dt>
          <dd>{me.username}</dd>
          <dt>{words.email}</dt>
          <dd>{me.email}</dd>
          <dt>{words.roles}</dt>
          <dd>{me.roles.map((role) => texts.admin.roles[role]?.label ?? role).join(", ")}</dd>
        </dl>
        <Select
          label={words.look}
          value={theme}
          options={THEMES.map((id) => ({ id, label: texts.app.top.theme[id] }))}
          onChange={(next) => choose(next as Theme)}
        />
      </Card>
      <Region me={me} />
      <Password />
      <Links />
    </Cards>
  );
}

function Region({ me }: { me: Me }) {
  const words = texts.admin.profile;
  const format = useFormat();
  const [now] = useState(() => new Date());
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [locale, setLocale] = useState(me.locale);
  const saving = useMutation({
    mutationFn: () =>
      api<Me>("PATCH", "/api/auth/me", { body: { timeZone: timeZone.trim(), locale: locale.trim() } }),
    onSuccess: (user) => {
      session.begin({ token: session.token(), user });
      setTimeZone(user.timeZone);
      setLocale(user.locale);
      toast({ text: words.saved, tone: "good" });
    },
  });
  return (
    <Card title={words.region} narrow>
      <form
        className={styles.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          saving.mutate();
        }}
      >
        <TextField label={words.zone} hint={words.zoneHint} value={timeZone} onChange={setTimeZone} />
        <TextField label={words.locale} hint={words.localeHint} value={locale} onChange={setLocale} />
        <p className={styles.faint}>{words.example(format.moment(now), format.number(12345.6))}</p>
        <Refusal error={saving.error} />
        <Button type="submit" look="accent" isPending={saving.isPending}>
          {words.save}
        </Button>
      </form>
    </Card>
  );
}

function Password() {
  const words = texts.admin.profile;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const changing = useMutation({
    mutationFn: () => api("POST", "/api/auth/password", { body: { current, password: next }, goesOn: true }),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      setTried(false);
      toast({ text: words.changed, tone: "good" });
    },
  });
  return (
    <Card title={words.password} narrow>
      <form
        className={styles.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          setTried(true);
          if (current && next.length >= SHORTEST) changing.mutate();
        }}
      >
        <TextField
          label={words.current}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          wrong={tried && !current ? words.missing.current : undefined}
        />
        <TextField
          label={words.next}
          type="password"
          autoComplete="new-password"
          hint={words.nextHint}
          value={next}
          onChange={setNext}
          wrong={tried && next.length < SHORTEST ? words.missing.next : undefined}
        />
        <Refusal error={changing.error} />
        <Button type="submit" isPending={changing.isPending}>
          {words.change}
        </Button>
      </form>
    </Card>
  );
}
