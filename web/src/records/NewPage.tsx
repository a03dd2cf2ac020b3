import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { NotFound } from "../app/NotFound";
import { usePageSchema } from "../app/page";
import { pointerTo } from "../data/names";
import { get } from "../data/records";
import { isNothing, type Pointer, type Value, type Values } from "../data/rows";
import { type Class, pathOf, type Schema } from "../data/schema";
import { useWriting } from "../data/writing";
import { useFormat } from "../format/format";
import { Button, ButtonLink } from "../parts/Button";
import { Page } from "../parts/Page";
import { reasonOf, Skeleton } from "../parts/states";
import { texts } from "../texts";
import { defaults, draftOf, formFields, read } from "./draft";
import { Form } from "./Form";
import styles from "./records.module.css";
import { useUnsaved } from "./unsaved";

/** A new record of a class. The address may give values: `/activities/new?type=call&relatedTo=Deal:ID`. */
export function Component() {
  const schema = usePageSchema();
  const cls = schema.at(useParams()["plural"] ?? "");
  const [address] = useSearchParams();
  const given = useQuery({
    queryKey: ["rows", cls?.name ?? "", "given", address.toString()],
    queryFn: () => (cls ? prefilled(schema, cls, address) : {}),
    enabled: !!cls,
  });
  if (!cls || cls.managed) return <NotFound />;
  if (given.isPending) return <Skeleton />;
  return <New key={`${cls.name} ${address.toString()}`} schema={schema} cls={cls} given={given.data ?? {}} />;
}

async function prefilled(schema: Schema, cls: Class, address: URLSearchParams): Promise<Values> {
  const values: Record<string, Value> = {};
  for (const field of formFields(cls)) {
    const said = address.get(field.name);
    if (said === null) continue;
    if (field.kind === "Pointer") {
      const pointer = await pointed(schema, field.targets, said);
      if (pointer) values[field.name] = pointer;
    } else if (field.kind === "String") values[field.name] = said;
  }
  return values;
}

async function pointed(schema: Schema, targets: readonly string[], said: string): Promise<Pointer | null> {
  const [name, id] = said.includes(":") ? (said.split(":", 2) as [string, string]) : [targets[0], said];
  const cls = schema.named(name ?? "");
  if (!cls || !targets.includes(cls.name)) return null;
  return get(cls, id).then(pointerTo, () => null);
}

function New({ schema, cls, given }: { schema: Schema; cls: Class; given: Values }) {
  const words = texts.records.form;
  const format = useFormat();
  const writing = useWriting();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(format, cls, { ...defaults(cls), ...given }));
  const [touched, setTouched] = useState(false);
  const [tried, setTried] = useState(false);
  const { values, wrong } = read(format, cls, draft);
  const making = useMutation({
    mutationFn: () => {
      const said = Object.fromEntries(Object.entries(values).filter(([, value]) => !isNothing(value)));
      const title = values[cls.titleField];
      return writing.create(cls, said, words.created(cls.word, typeof title === "string" ? title : ""));
    },
  });
  const asking = useUnsaved(touched && !making.isSuccess);

  function submit(): void {
    setTried(true);
    if (Object.keys(wrong).length > 0 || making.isPending) return;
    making.mutate(undefined, {
      onSuccess: (id) => {
        asking.allow();
        void navigate(`/${pathOf(cls)}/${id}`, { replace: true });
      },
    });
  }

  return (
    <Page title={words.create(cls.word)}>
      <div className={`${styles.card} ${styles.cardBody} ${styles.narrow}`}>
        <Form
          schema={schema}
          cls={cls}
          draft={draft}
          onChange={(name, entry) => {
            setTouched(true);
            setDraft((before) => ({ ...before, [name]: entry }));
          }}
          wrong={tried ? wrong : {}}
          refused={making.error && reasonOf(making.error)}
          onSubmit={submit}
          actions={
            <>
              <ButtonLink to={`/${pathOf(cls)}`}>{words.cancel}</ButtonLink>
              <Button look="accent" type="submit" isPending={making.isPending}>
                {words.add}
              </Button>
            </>
          }
        />
      </div>
      {asking.dialog}
    </Page>
  );
}
