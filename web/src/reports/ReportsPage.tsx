import { useMemo } from "react";
import { useAddress } from "../app/address";
import { usePageSchema } from "../app/page";
import { pipelinesOf } from "../board/pipeline";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { Select } from "../parts/Select";
import { Page } from "../parts/Page";
import { Empty } from "../parts/states";
import { texts } from "../texts";
import { doingOf } from "../today/agenda";
import { Scope } from "../today/Scope";
import { lastDay, type Month, monthAfter, months } from "./figures";
import { People } from "./People";
import { PipelineReport } from "./PipelineReport";
import styles from "./reports.module.css";
import { Tiles } from "./Tiles";
import { Won } from "./Won";

/** What reports are about. */
export interface Scoped {
  /** Whose records: of this user, or of all. */
  owner: string | null;
  months: readonly Month[];
  span: { since: string; until: string };
}

const USUAL = "12";

/** Figures and charts. */
export function Component() {
  const words = texts.reports;
  const schema = usePageSchema();
  const me = useMe();
  const format = useFormat();
  const address = useAddress();
  const pipeline = useMemo(() => pipelinesOf(schema)[0], [schema]);
  const doing = useMemo(() => doingOf(schema, pipeline), [schema, pipeline]);
  const said = address.said.get("months") ?? USUAL;
  const period = said in words.periods ? said : USUAL;
  const mine = address.said.has("mine");
  const last = format.isoDay(new Date()).slice(0, 7);
  const scoped = useMemo((): Scoped => {
    const first = monthAfter(last, 1 - Number(period));
    const span = { since: `${first}-01`, until: lastDay(last) };
    return { owner: mine ? me.id : null, months: months(first, last), span };
  }, [last, period, mine, me.id]);
  return (
    <Page
      title={words.title}
      actions={
        <>
          <Scope
            everybody={!mine}
            onChange={(everybody) => address.change({ mine: everybody ? null : "1" })}
          />
          <div className={styles.period}>
            <Select
              label={words.period}
              hideLabel
              value={period}
              options={Object.entries(words.periods).map(([id, label]) => ({ id, label }))}
              onChange={(next) => address.change({ months: next === USUAL ? null : next })}
            />
          </div>
        </>
      }
    >
      {(pipeline ?? doing) ? (
        <div className={styles.page}>
          <Tiles pipeline={pipeline} doing={doing} scoped={scoped} />
          {pipeline && <PipelineReport pipeline={pipeline} scoped={scoped} />}
          {doing && <People doing={doing} scoped={scoped} />}
          {pipeline && <Won pipeline={pipeline} scoped={scoped} />}
        </div>
      ) : (
        <Empty icon="reports" title={words.none} />
      )}
    </Page>
  );
}
