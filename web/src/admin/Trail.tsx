import { fieldOf, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Grid, type GridColumn } from "../parts/Grid";
import { RecordLink } from "../parts/RecordLink";
import { Tag, type Tone } from "../parts/Tag";
import { type Written } from "../records/Change";
import { told, valueText } from "../records/values";
import { texts } from "../texts";
import styles from "./admin.module.css";

const TONES: Record<Written["what"], Tone> = {
  created: "good",
  updated: "plain",
  deleted: "bad",
  shared: "accent",
};

export interface TrailProps {
  schema: Schema;
  rows: readonly Written[];
  onRun: (run: string) => void;
}

/** Changes, one below the other. */
export function Trail({ schema, rows, onRun }: TrailProps) {
  const words = texts.admin.audit;
  const format = useFormat();
  const doors = texts.records.timeline.doors;
  const columns: GridColumn<Written>[] = [
    {
      id: "record",
      title: words.record,
      cell: (row) => (
        <div className={styles.record}>
          <RecordLink schema={schema} to={{ cls: row.class, id: row.id }}>
            {row.name}
          </RecordLink>
          <small>{sentence(schema.named(row.class)?.word ?? row.class)}</small>
        </div>
      ),
    },
    {
      id: "change",
      title: words.change,
      wide: true,
      cell: (row) => (
        <>
          <Tag tone={TONES[row.what]}>{words.whats[row.what] ?? row.what}</Tag>
          <Differences schema={schema} row={row} />
        </>
      ),
    },
    {
      id: "who",
      title: words.who,
      whole: true,
      cell: (row) => (
        <>
          {sentence(row.user.name)}
          <small>{doors[row.door] ?? row.door}</small>
        </>
      ),
    },
    {
      id: "when",
      title: words.when,
      whole: true,
      cell: (row) => (
        <time dateTime={row.at} title={format.moment(new Date(row.at))}>
          {format.day(new Date(row.at))}
          <small>{format.time(new Date(row.at))}</small>
        </time>
      ),
    },
    {
      id: "run",
      title: words.showRun,
      actions: true,
      cell: ({ run }) =>
        run !== null && (
          <Button small look="quiet" onPress={() => onRun(run)}>
            {words.showRun}
          </Button>
        ),
    },
  ];
  return <Grid label={words.title} columns={columns} rows={rows} keyOf={(row) => row.seq} />;
}

function Differences({ schema, row }: { schema: Schema; row: Written }) {
  const words = texts.admin.audit;
  const format = useFormat();
  const cls = schema.named(row.class);
  const changed = Object.entries(row.fields);
  if (changed.length === 0) return null;
  return (
    <ul className={styles.differences}>
      {changed.map(([name, values]) => {
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
