import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { NOTHING } from "../records/address";
import { texts } from "../texts";
import type { Doing } from "../today/agenda";
import { Chart } from "./Chart";
import { share } from "./figures";
import { days, listOf } from "./links";
import type { Scoped } from "./ReportsPage";
import { Rows } from "./Rows";
import { reportQuery } from "./totals";

/** How much everybody has done. */
export function People({ doing, scoped }: { doing: Doing; scoped: Scoped }) {
  const words = texts.reports.people;
  const format = useFormat();
  const { cls, done } = doing;
  const owner = cls.owners[0] ?? "";
  const totals = useQuery(reportQuery("activity-by-person", cls.name, scoped.owner, scoped.span));
  const whole = totals.data?.whole.count ?? 0;
  const bars = totals.data?.groups.map((group) => ({
    id: group.value ?? NOTHING,
    name: group.name || words.nobody,
    value: group.count,
    said: format.number(group.count),
    aside: words.of(format.percent(share(group.count, whole) ?? 0)),
    to: listOf(cls, null, { [owner]: group.value ?? NOTHING, [done]: days(scoped.span) }),
  }));
  return (
    <Chart
      title={words.title}
      lead={words.lead(sentence(cls.plural))}
      headings={words.headings}
      bars={bars}
      error={totals.error}
      onRetry={() => void totals.refetch()}
    >
      {(label, all) => <Rows label={label} bars={all} />}
    </Chart>
  );
}
