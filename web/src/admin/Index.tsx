import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import type { Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { Failed, reasonOf, Skeleton } from "../parts/states";
import { Tag } from "../parts/Tag";
import { toast } from "../parts/toast";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import styles from "./admin.module.css";

interface Status {
  complete: boolean;
  model: string | null;
  behind: number;
  scanning: string | null;
  classes: { class: string; records: number; indexed: number; passages: number }[];
  indexes: { model: string; madeAt: string; current: boolean; vectors: number; lacking: number }[];
  chroma: string | null;
}

const KEY = ["admin", "index"];
const OFTEN = 2_000;

/** How far the index of what was written is. */
export function Index({ schema }: { schema: Schema }) {
  const words = texts.admin.index;
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const status = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<Status>("GET", "/api/index", { signal }),
    refetchInterval: (query) => (query.state.data?.complete === false ? OFTEN : false),
  });
  const rebuilding = useMutation({
    mutationFn: () => api<Status>("POST", "/api/index/rebuild"),
    onSuccess: (begun) => {
      client.setQueryData(KEY, begun);
      toast({ text: words.begun, tone: "good" });
    },
    onError: (error) => toast({ text: reasonOf(error), tone: "bad" }),
    onSettled: () => setAsked(false),
  });
  return (
    <section className={styles.section} aria-label={words.title}>
      <header>
        <div>
          <h2>{words.title}</h2>
          <p>{words.lead}</p>
        </div>
        <Button onPress={() => setAsked(true)}>{words.rebuild}</Button>
      </header>
      {status.isPending ? (
        <Skeleton lines={4} />
      ) : status.isError ? (
        <Failed error={status.error} onRetry={() => void status.refetch()} />
      ) : (
        <Health schema={schema} status={status.data} />
      )}
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.rebuildTitle}
        action={words.rebuild}
        pending={rebuilding.isPending}
        onConfirm={() => rebuilding.mutate()}
      >
        <p>{words.rebuildLead}</p>
      </Confirm>
    </section>
  );
}

function Health({ schema, status }: { schema: Schema; status: Status }) {
  const words = texts.admin.index;
  const format = useFormat();
  const word = (name: string) => sentence(schema.named(name)?.plural ?? name);
  return (
    <>
      <ul className={styles.facts}>
        <li>
          <Tag tone={status.complete ? "good" : "warn"}>
            {status.complete ? words.complete : words.behind(format.number(status.behind))}
          </Tag>
        </li>
        {status.scanning !== null && <li>{words.scanning(word(status.scanning))}</li>}
        <li>{status.model === null ? words.wordsOnly : words.model(status.model)}</li>
        {status.chroma !== null && <li>{status.chroma}</li>}
        {status.indexes.map((one) => (
          <li key={`${one.model} ${one.madeAt}`}>
            <Tag tone={one.current ? "good" : "accent"}>{one.current ? words.use : words.built}</Tag>{" "}
            {one.model} · {words.made(format.moment(new Date(one.madeAt)))} ·{" "}
            {words.vectors(format.number(one.vectors))}
            {one.lacking > 0 && ` · ${words.lacking(format.number(one.lacking))}`}
          </li>
        ))}
      </ul>
      <Scroll className={styles.scroll} label={words.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              <th scope="col">{words.records}</th>
              <th scope="col">{words.indexed}</th>
              <th scope="col">{words.passages}</th>
            </tr>
          </thead>
          <tbody>
            {status.classes.map((one) => (
              <tr key={one.class}>
                <th scope="row">{word(one.class)}</th>
                <td>{format.number(one.records)}</td>
                <td>{format.number(one.indexed)}</td>
                <td>{format.number(one.passages)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
