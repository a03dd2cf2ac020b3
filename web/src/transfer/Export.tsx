import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useAddress } from "../app/address";
import { call } from "../data/api";
import { useCount } from "../data/queries";
import type { Where } from "../data/rows";
import { type Class, pathOf, type Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Select } from "../parts/Select";
import { Refusal } from "../parts/states";
import { toast } from "../parts/toast";
import { whereOf } from "../records/address";
import { FilterBar } from "../records/FilterBar";
import { texts } from "../texts";
import styles from "./transfer.module.css";

const OF = "of";
type Form = "csv" | "json";

/** Takes the records of a class out; the filter stands in the address, as that of a list. */
export function Export({ schema }: { schema: Schema }) {
  const words = texts.transfer.export;
  const format = useFormat();
  const me = useMe();
  const { said, change, clear } = useAddress();
  const [form, setForm] = useState<Form>("csv");
  const classes = schema.classes.filter((one) => !one.managed);
  const cls = classes.find((one) => pathOf(one) === said.get(OF)) ?? classes[0];
  if (!cls) return null;
  return (
    <Card title={words.title} lead={words.lead}>
      <div className={styles.options}>
        <Select
          label={words.of}
          value={pathOf(cls)}
          options={classes.map((one) => ({ id: pathOf(one), label: sentence(one.plural) }))}
          onChange={(path) => {
            clear();
            change({ [OF]: path });
          }}
        />
        <Select
          label={words.form}
          value={form}
          options={[
            { id: "csv", label: words.csv },
            { id: "json", label: words.json },
          ]}
          onChange={(next) => setForm(next as Form)}
        />
      </div>
      <div className={styles.filter}>
        <FilterBar
          schema={schema}
          cls={cls}
          address={said}
          onChange={(name, value) => change({ [name]: value })}
          onClear={() => clear(OF)}
        />
      </div>
      <Download cls={cls} where={whereOf(cls, said, me.id, format)} form={form} />
    </Card>
  );
}

function Download({ cls, where, form }: { cls: Class; where: Where; form: Form }) {
  const words = texts.transfer.export;
  const format = useFormat();
  const said = JSON.stringify(where);
  const kept = useMemo(() => JSON.parse(said) as Where, [said]);
  const count = useCount(cls, kept).data;
  const loading = useMutation({
    mutationFn: async () => {
      const query = { class: cls.name, where: said, format: form };
      const response = await call("GET", "/api/export", { query });
      return response.blob();
    },
    onSuccess: (blob) => {
      const name = `${pathOf(cls)}.${form}`;
      keep(blob, name);
      toast({ text: words.done(name), tone: "good" });
    },
  });
  return (
    <>
      <Refusal error={loading.error} />
      <div className={styles.approve}>
        <p className={styles.faint} role="status">
          {count !== undefined && words.count(counted(count, cls.word, cls.plural, format.number(count)))}
        </p>
        <Button look="accent" icon="download" isPending={loading.isPending} onPress={() => loading.mutate()}>
          {words.action}
        </Button>
      </div>
    </>
  );
}

/** Let the browser keep what was read as a file. */
function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
