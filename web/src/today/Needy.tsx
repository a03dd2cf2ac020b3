import { titleOf, nameOf } from "../data/names";
import type { Row } from "../data/rows";
import { pathOf, type Schema } from "../data/schema";
import { numberOf, type Pipeline } from "../board/pipeline";
import { useFormat } from "../format/format";
import { ButtonLink } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { RecordLink } from "../parts/RecordLink";
import { Failed, Skeleton } from "../parts/states";
import { ValueTag } from "../parts/Tag";
import { parameterOf } from "../records/address";
import { parameterFor } from "../records/Related";
import { texts } from "../texts";
import type { Doing } from "./agenda";
import { Section } from "./Section";
import styles from "./today.module.css";
import { useNeedy } from "./useToday";

export interface NeedyProps {
  schema: Schema;
  pipeline: Pipeline;
  doing: Doing | undefined;
  user: string | null;
  now: Date;
}

/** Open records that end soon, and those for which nothing is planned. */
export function Needy({ schema, pipeline, doing, user, now }: NeedyProps) {
  const words = texts.today;
  const { plural } = pipeline.cls;
  const { closing, idle, error } = useNeedy(pipeline, doing, user, now);
  if (error) return <Failed error={error} />;
  if (!closing.data && !idle) return <Skeleton lines={8} />;
  return (
    <>
      {closing.data && (
        <Section title={words.closing(plural)} count={closing.data.length}>
          {closing.data.length === 0 && <li className={styles.nothing}>{words.noneClosing(plural)}</li>}
          {closing.data.map((row) => (
            <NeedyItem key={row.id} schema={schema} pipeline={pipeline} row={row} now={now} />
          ))}
        </Section>
      )}
      {idle && (
        <Section title={words.idle(plural)} count={idle.length}>
          {idle.length === 0 && <li className={styles.nothing}>{words.noneIdle(plural)}</li>}
          {idle.map((row) => (
            <NeedyItem key={row.id} schema={schema} pipeline={pipeline} row={row} now={now} doing={doing} />
          ))}
        </Section>
      )}
    </>
  );
}

interface NeedyItemProps {
  schema: Schema;
  pipeline: Pipeline;
  row: Row;
  now: Date;
  /** What can be planned for it. */
  doing?: Doing | undefined;
}

function NeedyItem({ schema, pipeline, row, now, doing }: NeedyItemProps) {
  const format = useFormat();
  const { stage, amount, closes, buyer } = pipeline;
  const value = row.values[stage.name];
  const ends = closes && row.values[closes.name];
  const sum = amount && numberOf(row.values[amount.name]);
  const days = ends instanceof Date ? format.daysUntil(ends, now) : undefined;
  const about = doing?.about;
  const said = [sum !== undefined && format.money(sum), buyer && nameOf(schema, row.values[buyer.name])];
  return (
    <li className={styles.item}>
      <span className={styles.names}>
        <RecordLink schema={schema} to={row} heading />
        <span className={styles.about}>{said.filter(Boolean).join(" · ")}</span>
      </span>
      {typeof value === "string" && <ValueTag field={stage} value={value} />}
      {doing && about ? (
        <ButtonLink
          small
          to={`/${pathOf(doing.cls)}/new?${encodeURIComponent(parameterOf(about))}=${encodeURIComponent(parameterFor(about, row))}`}
          aria-label={texts.today.planFor(titleOf(schema, row))}
        >
          <Icon name="plus" size={12} />
          {texts.today.plan}
        </ButtonLink>
      ) : (
        ends instanceof Date &&
        days !== undefined && (
          <time
            className={days < 0 ? `${styles.when} ${styles.bad}` : styles.when}
            dateTime={ends.toISOString()}
            title={format.date(ends)}
          >
            {format.inDays(days)}
          </time>
        )
      )}
    </li>
  );
}
