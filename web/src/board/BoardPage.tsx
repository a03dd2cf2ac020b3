import { lazy, Suspense, useMemo, useState } from "react";
import { useAddress } from "../app/address";
import { usePageSchema } from "../app/page";
import { titleOf } from "../data/names";
import { type Class, pathOf, type Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { ButtonLink } from "../parts/Button";
import { Page } from "../parts/Page";
import { Empty, Failed, Skeleton } from "../parts/states";
import { whereOf } from "../records/address";
import { FilterBar } from "../records/FilterBar";
import { texts } from "../texts";
import { Board } from "./Board";
import styles from "./board.module.css";
import { type Card, sumOf } from "./cards";
import { type Pipeline, pipelinesOf } from "./pipeline";
import { MOST } from "./reading";
import { useBoard } from "./useBoard";

const Which = lazy(() => import("./Which"));

/** The parameter that says which class the board is of, where several have stages. */
const OF = "of";

/** The pipeline as a board. */
export function Component() {
  const schema = usePageSchema();
  const { said } = useAddress();
  const pipelines = useMemo(() => pipelinesOf(schema), [schema]);
  const pipeline = pipelines.find(({ cls }) => pathOf(cls) === said.get(OF)) ?? pipelines[0];
  if (pipeline)
    return <Shown key={pipeline.cls.name} schema={schema} pipeline={pipeline} pipelines={pipelines} />;
  return (
    <Page title={texts.board.title}>
      <Empty icon="pipeline" title={texts.board.none}>
        {texts.board.noneLead}
      </Empty>
    </Page>
  );
}

interface ShownProps {
  schema: Schema;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
}

function Shown({ schema, pipeline, pipelines }: ShownProps) {
  const words = texts.board;
  const { cls, stage } = pipeline;
  const address = useAddress();
  const format = useFormat();
  const me = useMe();
  const filtered = useMemo(
    (): Class => ({ ...cls, fields: cls.fields.filter((one) => one !== stage) }),
    [cls, stage],
  );
  const where = useMemo(
    () => whereOf(filtered, address.said, me.id, format),
    [filtered, address.said, me.id, format],
  );
  const { open, ends, move } = useBoard(pipeline, where);
  const [heard, setHeard] = useState("");

  async function moveAndSay(card: Card, to: string | null): Promise<void> {
    const said = words.moved(titleOf(schema, card.row), to === null ? words.noStage : sentence(to));
    if (await move(card, to, said)) setHeard(said);
  }

  const cards = open.data;
  const summary =
    cards &&
    words.summary(
      counted(cards.size, words.open(cls.word), words.open(cls.plural), format.number(cards.size)),
      pipeline.amount ? format.shortMoney(sumOf(pipeline, cards.values())) : "",
    );
  return (
    <Page
      title={words.title}
      aside={summary}
      actions={
        <>
          {pipelines.length > 1 && (
            <Suspense>
              <Which
                pipelines={pipelines}
                cls={cls}
                onChange={(path) => {
                  address.clear();
                  address.change({ [OF]: path });
                }}
              />
            </Suspense>
          )}
          <ButtonLink look="accent" icon="plus" to={`/${pathOf(cls)}/new`}>
            {texts.records.list.new(cls.word)}
          </ButtonLink>
        </>
      }
      flush
      fills
    >
      <div className={styles.page}>
        <FilterBar
          schema={schema}
          cls={filtered}
          address={address.said}
          onChange={(name, value) => address.change({ [name]: value })}
          onClear={() => address.clear(OF)}
        />
        {cards && cards.size >= MOST && <p className={styles.note}>{words.more(format.number(MOST))}</p>}
        {cards ? (
          <Board
            schema={schema}
            pipeline={pipeline}
            cards={cards}
            ends={ends.data}
            filters={filtersIn(address.said)}
            onMove={(card, to) => void moveAndSay(card, to)}
          />
        ) : open.isError ? (
          <Failed error={open.error} onRetry={() => void open.refetch()} />
        ) : (
          <Skeleton lines={12} />
        )}
        <p className="only-heard" role="status">
          {heard}
        </p>
      </div>
    </Page>
  );
}

/** The address's filters, as the list of the class understands them, too. */
function filtersIn(said: URLSearchParams): URLSearchParams {
  const filters = new URLSearchParams(said);
  filters.delete(OF);
  return filters;
}
