import { Link } from "react-router";
import { type Class, pathOf } from "../data/schema";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Card } from "../parts/Card";
import { Grid, type GridColumn } from "../parts/Grid";
import { Tag, type Tone } from "../parts/Tag";
import { texts } from "../texts";
import type { Plan, What } from "./plan";
import styles from "./transfer.module.css";

const TONES: Record<What, Tone> = {
  create: "good",
  update: "accent",
  unchanged: "plain",
  duplicate: "warn",
  error: "bad",
};

type Step = Plan["steps"][number];

/** What the first rows would do. */
export function Steps({ cls, plan }: { cls: Class; plan: Plan }) {
  const words = texts.transfer.plan;
  const format = useFormat();
  if (plan.steps.length === 0) return null;
  const columns: GridColumn<Step>[] = [
    { id: "row", title: words.row, whole: true, cell: (step) => format.number(step.row) },
    { id: "name", title: words.name, wide: true, cell: (step) => <Named cls={cls} step={step} /> },
    {
      id: "what",
      title: words.what,
      whole: true,
      cell: (step) => <Tag tone={TONES[step.what]}>{words.deeds[step.what] ?? step.what}</Tag>,
    },
    {
      id: "fields",
      title: words.fields,
      cell: (step) =>
        step.fields.length > 0 && (
          <span className={styles.examples}>{step.fields.map(heading).join(", ")}</span>
        ),
    },
  ];
  return (
    <Card
      title={words.steps}
      lead={plan.steps.length < plan.rows && words.stepsLead(format.number(plan.steps.length))}
    >
      <Grid label={words.steps} columns={columns} rows={plan.steps} keyOf={(step) => step.row} low />
    </Card>
  );
}

/** The name of a record, which leads to it where there is one already: which one a duplicate is. */
function Named({ cls, step }: { cls: Class; step: Step }) {
  if (step.id === null) return step.name;
  return <Link to={`/${pathOf(cls)}/${encodeURIComponent(step.id)}`}>{step.name}</Link>;
}
