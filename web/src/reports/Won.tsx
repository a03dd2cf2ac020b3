import { useQuery } from "@tanstack/react-query";
import type { Pipeline } from "../board/pipeline";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { parameterOf } from "../records/address";
import { texts } from "../texts";
import { Chart } from "./Chart";
import { Columns } from "./Columns";
import { filled, lastDay, type Month } from "./figures";
import { days, listOf } from "./links";
import type { Scoped } from "./ReportsPage";
import { type Group, reportQuery } from "./totals";

const nothing = (month: Month): Group => ({ value: month, name: month, count: 0, sum: 0, days: null });

/** What came to its good end, month by month, also those in which nothing did. */
export function Won({ pipeline, scoped }: { pipeline: Pipeline; scoped: Scoped }) {
  const words = texts.reports.won;
  const format = useFormat();
  const { cls, stage, ends, amount } = pipeline;
  const [won = ""] = ends;
  const totals = useQuery(reportQuery("won-by-month", cls.name, scoped.owner, scoped.span));
  const bars =
    totals.data &&
    filled(scoped.months, totals.data.groups, nothing).map((group) => {
      const month = group.value ?? "";
      return {
        id: month,
        name: format.month(month),
        value: amount ? (group.sum ?? 0) : group.count,
        said: amount ? format.money(group.sum ?? 0) : format.number(group.count),
        aside: counted(group.count, cls.word, cls.plural, format.number(group.count)),
        to: listOf(cls, scoped.owner, {
          [parameterOf(stage)]: won,
          [`${stage.name}Since`]: days({ since: `${month}-01`, until: lastDay(month) }),
        }),
      };
    });
  return (
    <Chart
      title={words.title(sentence(won))}
      lead={words.lead}
      headings={words.headings}
      bars={bars}
      error={totals.error}
      onRetry={() => void totals.refetch()}
      broad
    >
      {(label, all) => (
        <Columns label={label} bars={all} write={amount ? format.shortMoney : format.number} />
      )}
    </Chart>
  );
}
