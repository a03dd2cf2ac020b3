import { useQuery } from "@tanstack/react-query";
import { type ReactNode, type SubmitEvent, useState } from "react";
import { useAddress } from "../app/address";
import { usePageSchema } from "../app/page";
import { iconOf } from "../app/Rail";
import { talk } from "../app/talk";
import type { Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { Button } from "../parts/Button";
import { TextField } from "../parts/fields";
import { Icon } from "../parts/Icon";
import { Page } from "../parts/Page";
import { RecordLink } from "../parts/RecordLink";
import { Select } from "../parts/Select";
import { Empty, Failed, Notice, Skeleton } from "../parts/states";
import { texts } from "../texts";
import { byRecord, type Found, passagesQuery } from "./finding";
import styles from "./search.module.css";

/** What people wrote, by meaning and words; what is looked for stands in the address. */
export function Component() {
  const schema = usePageSchema();
  const { said, change } = useAddress();
  const words = texts.search.page;
  const text = said.get("text")?.trim().slice(0, 1_000) ?? "";
  const cls = said.get("in") ?? undefined;
  const searched = schema.classes.filter((one) => one.fields.some((field) => field.searchable));
  return (
    <Page title={texts.search.title}>
      <div className={styles.page}>
        <Entry key={text} text={text} onSearch={(next) => change({ text: next })}>
          <Select
            label={words.of}
            hideLabel
            none={sentence(words.all)}
            value={cls ?? null}
            options={searched.map((one) => ({ id: one.name, label: sentence(one.plural) }))}
            onChange={(next) => change({ in: next })}
          />
        </Entry>
        {text === "" ? (
          <Empty icon="search" title={words.start}>
            {words.startLead}
          </Empty>
        ) : (
          <Results schema={schema} text={text} cls={cls} />
        )}
      </div>
    </Page>
  );
}

interface EntryProps {
  text: string;
  onSearch: (text: string) => void;
  children: ReactNode;
}

function Entry({ text, onSearch, children }: EntryProps) {
  const words = texts.search.page;
  const [typed, setTyped] = useState(text);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onSearch(typed.trim());
  }
  return (
    <form className={styles.form} role="search" onSubmit={submit}>
      <TextField
        label={words.label}
        hideLabel
        type="search"
        value={typed}
        onChange={setTyped}
        maxLength={1_000}
      />
      {children}
      <Button type="submit" look="accent">
        {words.submit}
      </Button>
    </form>
  );
}

function Results({ schema, text, cls }: { schema: Schema; text: string; cls: string | undefined }) {
  const words = texts.search.page;
  const found = useQuery(passagesQuery(text, cls));
  if (found.isPending) return <Skeleton />;
  if (found.isError) return <Failed error={found.error} onRetry={() => void found.refetch()} />;
  const { passages, note } = found.data;
  const records = byRecord(passages);
  return (
    <>
      {note && <Notice tone="warn">{note}</Notice>}
      <p className="only-heard" role="status">
        {words.found(records.length)}
      </p>
      {records.length === 0 ? (
        <Empty
          icon="search"
          title={words.none}
          actions={
            <Button icon="chat" onPress={() => talk.say(text)}>
              {words.ask}
            </Button>
          }
        >
          {words.noneLead}
        </Empty>
      ) : (
        <ol className={styles.passages}>
          {records.map((one) => (
            <Quoted key={`${one.record.class} ${one.record.id}`} schema={schema} found={one} />
          ))}
        </ol>
      )}
    </>
  );
}

/** A record, and what is said in it. */
function Quoted({ schema, found }: { schema: Schema; found: Found }) {
  const format = useFormat();
  const { record, about, author, at, quotes } = found;
  const when = new Date(at);
  const cls = schema.named(record.class);
  return (
    <li className={styles.passage}>
      <span className={styles.kind} title={sentence(cls?.word ?? record.class)}>
        <Icon name={cls ? iconOf(cls) : "record"} />
      </span>
      <div>
        <p className={styles.source}>
          <RecordLink schema={schema} to={{ cls: record.class, id: record.id }} heading>
            {record.name}
          </RecordLink>
          {about && (
            <RecordLink schema={schema} to={{ cls: about.class, id: about.id }}>
              {texts.search.about(about.name)}
            </RecordLink>
          )}
          <time dateTime={at} title={format.moment(when)}>
            {[author, format.date(when)].filter(Boolean).join(" · ")}
          </time>
        </p>
        {quotes.map((quote) => (
          <blockquote key={quote} className={styles.quote}>
            {quote}
          </blockquote>
        ))}
      </div>
    </li>
  );
}
