import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import type { Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Confirm } from "../parts/Dialog";
import { Grid, type GridColumn } from "../parts/Grid";
import { Loaded } from "../parts/Loaded";
import { reasonOf } from "../parts/states";
import { Tag } from "../parts/Tag";
import { toast } from "../parts/toast";
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
    <Card
      title={words.title}
      lead={words.lead}
      actions={<Button onPress={() => setAsked(true)}>{words.rebuild}</Button>}
    >
      <Loaded query={status} lines={4}>
        {(found) => <Health schema={schema} status={found} />}
      </Loaded>
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
    </Card>
  );
}

function Health({ schema, status }: { schema: Schema; status: Status }) {
  const words = texts.admin.index;
  const format = useFormat();
  const word = (name: string) => sentence(schema.named(name)?.plural ?? name);
  const number = (id: "records" | "indexed" | "passages"): GridColumn<Status["classes"][number]> => ({
    id,
    title: words[id],
    align: "end",
    cell: (one) => format.number(one[id]),
  });
  const columns = [
    { id: "class", title: words.class, cell: (one: { class: string }) => word(one.class) },
    ...(["records", "indexed", "passages"] as const).map(number),
  ];
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
      <Grid label={words.title} columns={columns} rows={status.classes} keyOf={(one) => one.class} />
    </>
  );
}
