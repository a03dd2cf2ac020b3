import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import { pathOf, type Schema } from "../data/schema";
import type { Format } from "../format/format";
import { sentence } from "../format/words";
import { ButtonLink } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { ValueTag } from "../parts/Tag";
import { parameterOf } from "../records/address";
import { texts } from "../texts";
import styles from "./board.module.css";
import { CardItem, type CardItemProps } from "./CardItem";
import type { Card, Lane } from "./cards";
import { useCardDrop } from "./dragging";
import type { Pipeline } from "./pipeline";

/** Focuses a card of a column, as soon as it is there. */
export type Reach = (id: string) => void;

export interface ColumnProps {
  schema: Schema;
  pipeline: Pipeline;
  format: Format;
  lane: Lane;
  /** The address of the same records as a list. */
  list: string;
  /** The id of what tells about keys. */
  hint: string;
  onDrop: (id: string) => void;
  onMove: (card: Card, to: string | null) => void;
  onAcross: (step: 1 | -1, place: number) => void;
  onShift: (card: Card, step: 1 | -1) => void;
  register: (value: string | null, reach: Reach | null) => void;
}

const HEIGHT = 104;
const AHEAD = 6;

/** A stage and its records; of many only those in sight are there. */
export function Column(props: ColumnProps) {
  const { schema, pipeline, format, lane, list, hint, onDrop, onMove, onAcross, onShift, register } = props;
  const { value, cards } = lane;
  const words = texts.board;
  const name = value === null ? words.noStage : sentence(value);
  const heading = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const { dropProps, isDropTarget } = useCardDrop(onDrop);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler leaves this component as it is
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroll.current,
    getItemKey: (at) => cards[at]?.row.id ?? at,
    estimateSize: () => HEIGHT,
    overscan: AHEAD,
  });

  const wanted = useRef<string | null>(null);
  function reach(): void {
    const id = wanted.current;
    const at = id === null ? -1 : cards.findIndex((card) => card.row.id === id);
    if (id === null || at < 0) return;
    const link = scroll.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] a`);
    if (!link) {
      virtual.scrollToIndex(at);
      return;
    }
    wanted.current = null;
    link.focus();
  }
  useEffect(reach); // it may have come into sight
  useEffect(() => {
    register(value, (id) => {
      wanted.current = id;
      const link = scroll.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] a`);
      if (link) link.focus();
      else virtual.measure(); // draws it anew, and so asks again
    });
    return () => register(value, null);
  }, [register, value, virtual]);

  function press(event: KeyboardEvent, at: number, card: Card): void {
    const sideways = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const upright = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if ((!sideways && !upright) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (sideways && event.shiftKey) {
      onShift(card, sideways);
      return;
    }
    if (sideways) {
      onAcross(sideways, at);
      return;
    }
    wanted.current = cards[at + upright]?.row.id ?? null;
    reach();
  }

  const latest = useRef(press);
  useLayoutEffect(() => {
    latest.current = press;
  });
  const pressed = useCallback<CardItemProps["onKeyDown"]>((...of) => latest.current(...of), []); // cards stay as they are

  const said =
    value === null ? "" : `?${encodeURIComponent(parameterOf(pipeline.stage))}=${encodeURIComponent(value)}`;
  return (
    <section
      {...dropProps}
      className={isDropTarget ? `${styles.column} ${styles.over}` : styles.column}
      aria-labelledby={heading}
      aria-describedby={hint}
      data-stage={value ?? ""}
    >
      <header className={styles.head}>
        <h2 id={heading}>
          <Link to={list} title={words.list(name)}>
            {value === null ? name : <ValueTag field={pipeline.stage} value={value} />}{" "}
            <span className={styles.count}>{format.number(cards.length)}</span>
          </Link>
        </h2>
        {pipeline.amount && <span className={styles.sum}>{format.shortMoney(lane.sum)}</span>}
        {value !== null && (
          <ButtonLink
            small
            look="quiet"
            to={`/${pathOf(pipeline.cls)}/new${said}`}
            aria-label={words.add(pipeline.cls.word, name)}
          >
            <Icon name="plus" size={14} />
          </ButtonLink>
        )}
      </header>
      <div ref={scroll} className={styles.scroll}>
        {cards.length === 0 && <p className={styles.empty}>{words.empty}</p>}
        <ul className={styles.cards} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const card = cards[index];
            return card ? (
              <CardItem
                key={card.row.id}
                schema={schema}
                pipeline={pipeline}
                format={format}
                card={card}
                top={start}
                place={index + 1}
                of={cards.length}
                onMove={onMove}
                onKeyDown={pressed}
              />
            ) : null;
          })}
        </ul>
      </div>
    </section>
  );
}
