import { useCallback, useMemo, useRef } from "react";
import { NOTHING, parameterOf } from "../records/address";
import { pathOf, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { texts } from "../texts";
import styles from "./board.module.css";
import { type Card, type Cards, lanesOf } from "./cards";
import { Column, type Reach } from "./Column";
import { Ends } from "./Ends";
import type { Pipeline } from "./pipeline";
import type { End } from "./reading";

export interface BoardProps {
  schema: Schema;
  pipeline: Pipeline;
  cards: Cards;
  ends: readonly End[] | undefined;
  /** As in the address, for links to lists. */
  filters: URLSearchParams;
  onMove: (card: Card, to: string | null) => void;
}

const HINT = "board-keys";

/** Stages beside each other, and at their end what has ended. */
export function Board({ schema, pipeline, cards, ends, filters, onMove }: BoardProps) {
  const format = useFormat();
  const lanes = useMemo(() => lanesOf(pipeline, cards), [pipeline, cards]);
  const reaches = useRef(new Map<string | null, Reach>());
  const register = useCallback((value: string | null, reach: Reach | null) => {
    if (reach) reaches.current.set(value, reach);
    else reaches.current.delete(value);
  }, []);

  function linkTo(value: string | null): string {
    const said = new URLSearchParams(filters);
    said.set(parameterOf(pipeline.stage), value ?? NOTHING);
    return `/${pathOf(pipeline.cls)}?${said.toString()}`;
  }

  /** Focus a card of a neighbouring lane that holds any. */
  function across(from: number, step: 1 | -1, place: number): void {
    for (let at = from + step; at >= 0 && at < lanes.length; at += step) {
      const lane = lanes[at];
      const near = lane?.cards[Math.min(place, lane.cards.length - 1)];
      if (lane && near) return reaches.current.get(lane.value)?.(near.row.id);
    }
  }

  /** Move a card to the next stage, or the one before; the last one leads to the good end. */
  function shift(card: Card, from: number, step: 1 | -1): void {
    const lane = lanes[from + step];
    const to = lane ? lane.value : step > 0 ? pipeline.ends[0] : undefined;
    if (to === undefined) return;
    onMove(card, to);
    if (lane) reaches.current.get(to)?.(card.row.id);
  }

  return (
    <div className={styles.board}>
      <p id={HINT} className="only-heard">
        {texts.board.keys}
      </p>
      {lanes.map((lane, at) => (
        <Column
          key={lane.value}
          schema={schema}
          pipeline={pipeline}
          format={format}
          lane={lane}
          list={linkTo(lane.value)}
          hint={HINT}
          onDrop={(id) => {
            const card = cards.get(id) ?? endedCard(ends, id);
            if (card) onMove(card, lane.value);
          }}
          onMove={onMove}
          onAcross={(step, place) => across(at, step, place)}
          onShift={(card, step) => shift(card, at, step)}
          register={register}
        />
      ))}
      <Ends
        schema={schema}
        pipeline={pipeline}
        format={format}
        ends={ends}
        linkTo={linkTo}
        onDrop={(id, to) => {
          const card = cards.get(id) ?? endedCard(ends, id);
          if (card) onMove(card, to);
        }}
        onMove={onMove}
      />
    </div>
  );
}

function endedCard(ends: readonly End[] | undefined, id: string): Card | undefined {
  const row = ends?.flatMap((end) => end.recent).find((one) => one.id === id);
  return row && { row, since: undefined };
}
