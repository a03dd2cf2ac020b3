import { type KeyboardEvent, memo } from "react";
import { Link } from "react-router";
import { nameOf, titleOf } from "../data/names";
import { isPointer } from "../data/rows";
import type { Schema } from "../data/schema";
import type { Format } from "../format/format";
import { Avatar } from "../parts/Avatar";
import { Icon } from "../parts/Icon";
import { pathTo } from "../parts/RecordLink";
import { texts } from "../texts";
import styles from "./board.module.css";
import { type Card, daysBetween } from "./cards";
import { useCardDrag } from "./dragging";
import { MoveMenu } from "./MoveMenu";
import { numberOf, type Pipeline } from "./pipeline";

export interface CardItemProps {
  schema: Schema;
  pipeline: Pipeline;
  format: Format;
  card: Card;
  /** Pixels from the top of its column. */
  top: number;
  /** Which one it is, of how many. */
  place: number;
  of: number;
  onMove: (card: Card, to: string | null) => void;
  /** Told which one it is, from 0. */
  onKeyDown: (event: KeyboardEvent, at: number, card: Card) => void;
}

/** A record on the board. While the board is scrolled, those that stay are not drawn anew. */
export const CardItem = memo(function CardItem(props: CardItemProps) {
  const { schema, pipeline, format, card, top, place, of, onMove, onKeyDown } = props;
  const { row } = card;
  const title = titleOf(schema, row);
  const { dragProps, isDragging } = useCardDrag(row.id, title);
  const owner = pipeline.owner && row.values[pipeline.owner.name];
  const buyer = pipeline.buyer && nameOf(schema, row.values[pipeline.buyer.name]);
  return (
    <li
      className={styles.place}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={of}
      aria-posinset={place}
      data-card={row.id}
    >
      <article {...dragProps} className={isDragging ? `${styles.card} ${styles.dragged}` : styles.card}>
        <h3 className={styles.title}>
          <Link
            to={pathTo(schema, row.cls, row.id) ?? ""}
            draggable={false}
            onKeyDown={(event) => onKeyDown(event, place - 1, card)}
            title={title}
          >
            {title}
          </Link>
        </h3>
        <p className={styles.buyer}>
          <span>{buyer}</span>
          {isPointer(owner) && (
            <span className={styles.owner} title={titleOf(schema, owner)}>
              <Avatar name={titleOf(schema, owner)} />
              <span className="only-heard">{texts.board.card.owner(titleOf(schema, owner))}</span>
            </span>
          )}
        </p>
        <Foot pipeline={pipeline} format={format} card={card} />
        <MoveMenu pipeline={pipeline} title={title} row={row} onMove={(to) => onMove(card, to)} />
      </article>
    </li>
  );
});

type FootProps = Pick<CardItemProps, "pipeline" | "format" | "card">;

const Foot = memo(function Foot({ pipeline, format, card }: FootProps) {
  const words = texts.board.card;
  const { values } = card.row;
  const amount = pipeline.amount && numberOf(values[pipeline.amount.name]);
  const closes = pipeline.closes && values[pipeline.closes.name];
  const days = card.since && daysBetween(card.since, new Date());
  const late = closes instanceof Date && format.daysUntil(closes) < 0;
  return (
    <div className={styles.foot}>
      <span className={styles.amount}>{amount === undefined ? texts.parts.none : format.money(amount)}</span>
      {closes instanceof Date && (
        <span className={late ? styles.late : styles.fact}>
          <Icon name="today" size={12} />
          <time dateTime={closes.toISOString()}>{format.day(closes)}</time>
          {late && <span className="only-heard"> {words.overdue}</span>}
        </span>
      )}
      {days !== undefined && (
        <span className={styles.fact} title={words.inStage(days, format.number(days))}>
          <Icon name="clock" size={12} />
          <span aria-hidden>{words.days(format.number(days))}</span>
          <span className="only-heard">{words.inStage(days, format.number(days))}</span>
        </span>
      )}
    </div>
  );
});
