import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAddress } from "../app/address";
import { api } from "../data/api";
import { pointerNamed } from "../data/names";
import type { Pointer } from "../data/rows";
import { fieldOf, type Schema } from "../data/schema";
import { hasRole, useMe } from "../data/session";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Button } from "../parts/Button";
import { Picker } from "../parts/Picker";
import { RecordLink } from "../parts/RecordLink";
import { Empty, Failed, Skeleton } from "../parts/states";
import { Tag, type Tone } from "../parts/Tag";
import { type Written } from "../records/Change";
import { told, valueText } from "../records/values";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import styles from "./admin.module.css";

const PAGE = 50;
const TONES: Record<Written["what"], Tone> = {
  created: "good",
  updated: "plain",
  deleted: "bad",
  shared: "accent",
};

interface Page {
  changes: Written[];
  before: number | null;
}

/** Who changed what. Which changes are shown stands in the address: `?user=ID`, `?run=RUN`, `?class=Deal&id=ID`. */
export function Audit({ schema }: { schema: Schema }) {
  const words = texts.admin.audit;
  const me = useMe();
  const { said, change, clear } = useAddress();
  const asked = Object.fromEntries(
    ["user", "run", "class", "id"].flatMap((name) => {
      const value = said.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const changes = useInfiniteQuery({
    queryKey: ["admin", "changes", asked],
    queryFn: ({ pageParam, signal }) =>
      api<Page>("GET", "/api/changes", { query: { ...asked, limit: PAGE, before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.before ?? undefined,
  });
  const rows = changes.data?.pages.flatMap((page) => page.changes) ?? [];
  const person = useGiven(
    schema,
    "_User",
    asked["user"],
    rows.find((row) => row.user.id === asked["user"])?.user.name,
  );
  const record = useGiven(
    schema,
    asked["class"],
    asked["id"],
    rows.find((row) => row.id === asked["id"])?.name,
  );

  return (
    <section className={styles.section} aria-label={words.title}>
      <header>
        <div>
          <h2>{words.title}</h2>
          <p>{words.lead}</p>
        </div>
      </header>
      <div className={styles.filters}>
        {hasRole(me, "admin", "manager") && (
          <Picker
            schema={schema}
            targets={["_User"]}
            label={words.person}
            placeholder={words.anybody}
            value={person}
            onChange={(next) => change({ user: next?.id ?? null })}
          />
        )}
        <Picker
          schema={schema}
          targets={schema.classes.filter((cls) => !cls.managed).map((cls) => cls.name)}
          label={words.record}
          value={record}
          onChange={(next) => change({ class: next?.cls ?? null, id: next?.id ?? null })}
        />
        {asked["run"] && <Tag tone="accent">{words.run(asked["run"].slice(0, 8))}</Tag>}
        {Object.keys(asked).length > 0 && (
          <Button look="quiet" onPress={() => clear()}>
            {words.clear}
          </Button>
        )}
      </div>
      {changes.isPending ? (
        <Skeleton />
      ) : changes.isError ? (
        <Failed error={changes.error} onRetry={() => void changes.refetch()} />
      ) : rows.length === 0 ? (
        <Empty icon="search" title={words.none}>
          {words.noneLead}
        </Empty>
      ) : (
        <Trail schema={schema} rows={rows} onRun={(run) => change({ run })} />
      )}
      {changes.hasNextPage && (
        <Button onPress={() => void changes.fetchNextPage()} isPending={changes.isFetchingNextPage}>
          {words.earlier}
        </Button>
      )}
    </section>
  );
}

/** What an address names; it is called by its id until its name is known. */
function useGiven(
  schema: Schema,
  cls: string | undefined,
  id: string | undefined,
  name: string | undefined,
): Pointer | null {
  return useMemo(
    () => (cls && id ? pointerNamed(schema, cls, id, name ?? id) : null),
    [schema, cls, id, name],
  );
}

interface TrailProps {
  schema: Schema;
  rows: readonly Written[];
  onRun: (run: string) => void;
}

function Trail({ schema, rows, onRun }: TrailProps) {
  const words = texts.admin.audit;
  const format = useFormat();
  const doors = texts.records.timeline.doors;
  return (
    <Scroll className={styles.scroll} label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.record}</th>
            <th scope="col">{words.change}</th>
            <th scope="col">
              <span className="only-heard">{words.showRun}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { run } = row;
            return (
              <tr key={row.seq}>
                <td className={styles.when}>
                  <time dateTime={row.at}>{format.moment(new Date(row.at))}</time>
                </td>
                <td>
                  {row.user.name}
                  <small>{doors[row.door] ?? row.door}</small>
                </td>
                <td>
                  <Tag tone={TONES[row.what]}>{words.whats[row.what] ?? row.what}</Tag>
                </td>
                <td className={styles.what}>
                  <RecordLink schema={schema} to={{ cls: row.class, id: row.id }}>
                    {row.name}
                  </RecordLink>
                  <small>{schema.named(row.class)?.word ?? row.class}</small>
                </td>
                <td className={styles.differences}>
                  <Differences schema={schema} row={row} />
                </td>
                <td className={styles.end}>
                  {run !== null && (
                    <Button small look="quiet" onPress={() => onRun(run)}>
                      {words.showRun}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Differences({ schema, row }: { schema: Schema; row: Written }) {
  const words = texts.admin.audit;
  const format = useFormat();
  const cls = schema.named(row.class);
  return (
    <ul>
      {Object.entries(row.fields).map(([name, values]) => {
        const field = cls && fieldOf(cls, name);
        const text = (value: unknown) =>
          valueText(schema, format, field, told(schema, field, value)) || texts.parts.none;
        const whole = typeof values === "object" && "to" in values;
        const was = whole && values.from !== undefined && values.from !== null;
        return (
          <li key={name}>
            <b>{heading(name)}</b>{" "}
            {!whole ? words.long : was ? words.to(text(values.from), text(values.to)) : text(values.to)}
          </li>
        );
      })}
    </ul>
  );
}
