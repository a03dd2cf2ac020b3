import { useMemo } from "react";
import { useAddress } from "../app/address";
import { usePageSchema } from "../app/page";
import { type Pipeline, pipelinesOf } from "../board/pipeline";
import { pathOf, type Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { ButtonLink } from "../parts/Button";
import { Page } from "../parts/Page";
import { Empty, Failed, Skeleton } from "../parts/states";
import { texts } from "../texts";
import { type Doing, doingOf } from "./agenda";
import { Needy } from "./Needy";
import { Scope } from "./Scope";
import { ToDo } from "./ToDo";
import styles from "./today.module.css";
import { useNow } from "./useNow";
import { useAgenda } from "./useToday";

/** What is to be done, and what needs somebody. */
export function Component() {
  const schema = usePageSchema();
  const me = useMe();
  const format = useFormat();
  const address = useAddress();
  const now = useNow();
  const pipeline = useMemo(() => pipelinesOf(schema)[0], [schema]);
  const doing = useMemo(() => doingOf(schema, pipeline), [schema, pipeline]);
  const everybody = address.said.has("all");
  const user = everybody ? null : me.id;
  return (
    <Page
      title={texts.today.title}
      aside={format.weekday(now)}
      actions={
        <>
          <Scope everybody={everybody} onChange={(next) => address.change({ all: next ? "1" : null })} />
          {doing && (
            <ButtonLink look="accent" icon="plus" to={`/${pathOf(doing.cls)}/new`}>
              {texts.records.list.new(doing.cls.word)}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={styles.page}>
        <div className={styles.column}>
          {doing && <Agenda schema={schema} doing={doing} pipeline={pipeline} user={user} now={now} />}
        </div>
        <div className={styles.column}>
          {pipeline && <Needy schema={schema} pipeline={pipeline} doing={doing} user={user} now={now} />}
        </div>
      </div>
    </Page>
  );
}

interface AgendaProps {
  schema: Schema;
  doing: Doing;
  pipeline: Pipeline | undefined;
  user: string | null;
  now: Date;
}

function Agenda({ schema, doing, pipeline, user, now }: AgendaProps) {
  const words = texts.today;
  const { rows, agenda } = useAgenda(doing, pipeline, user, now);
  if (!agenda)
    return rows.isError ? (
      <Failed error={rows.error} onRetry={() => void rows.refetch()} />
    ) : (
      <Skeleton lines={8} />
    );
  const { overdue, today, next } = agenda;
  if (overdue.length + today.length + next.length === 0)
    return (
      <Empty icon="check" title={words.free}>
        {words.freeLead(sentence(doing.cls.plural))}
      </Empty>
    );
  return <ToDo schema={schema} doing={doing} agenda={agenda} now={now} />;
}
