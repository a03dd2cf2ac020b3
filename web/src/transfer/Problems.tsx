import { useFormat } from "../format/format";
import { Card } from "../parts/Card";
import { Grid, type GridColumn } from "../parts/Grid";
import { texts } from "../texts";
import type { Plan } from "./plan";

type Problem = Plan["problems"][number];

/** Which rows cannot be taken in, and why. */
export function Problems({ plan }: { plan: Plan }) {
  const words = texts.transfer.plan;
  const format = useFormat();
  const title = words.problems(format.number(plan.problemCount), plan.problemCount === 1);
  const columns: GridColumn<Problem>[] = [
    { id: "row", title: words.row, whole: true, cell: (one) => format.number(one.row) },
    { id: "error", title: words.why, wide: true, cell: (one) => one.error },
  ];
  return (
    <Card
      title={title}
      lead={
        plan.problems.length < plan.problemCount
          ? words.problemsMore(format.number(plan.problems.length))
          : words.problemsLead
      }
    >
      <Grid
        label={title}
        columns={columns}
        rows={plan.problems}
        keyOf={(one) => `${one.row} ${one.error}`}
        low
      />
    </Card>
  );
}
