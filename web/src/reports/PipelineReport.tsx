import { useQuery } from "@tanstack/react-query";
import type { Pipeline } from "../board/pipeline";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { parameterOf } from "../records/address";
import { texts } from "../texts";
import { Chart } from "./Chart";
import { listOf } from "./links";
import type { Scoped } from "./ReportsPage";
import { Rows } from "./Rows";
import { reportQuery } from "./totals";

/** Open records by stage. */
export function PipelineReport({ pipeline, scoped }: { pipeline: Pipeline; scoped: Scoped }) {
  const words = texts.reports.pipeline;
  const format = useFormat();
  const { cls, stage, open, amount } = pipeline;
  const totals = useQuery(reportQuery("pipeline", cls.name, scoped.owner));
  const bars = totals.data?.groups
    .filter(({ value }) => value !== null && open.includes(value))
    .map((group) => {
      const value = group.value ?? "";
      const count = counted(group.count, cls.word, cls.plural, format.number(group.count));
      const since = group.days === null ? "" : format.number(Math.round(group.days));
      return {
        id: value,
        name: sentence(value),
        value: amount ? (group.sum ?? 0) : group.count,
        said: amount ? format.shortMoney(group.sum ?? 0) : format.number(group.count),
        aside: words.aside(count, since),
        to: listOf(cls, scoped.owner, { [parameterOf(stage)]: value }),
      };
    });
  return (
    <Chart
      title={words.title}
      lead={words.lead(cls.plural)}
      headings={words.headings}
      bars={bars}
      error={totals.error}
      onRetry={() => void totals.refetch()}
    >
      {(label, all) => <Rows label={label} bars={all} />}
    </Chart>
  );
}
