import { useId } from "react";
import { Link } from "react-router";
import { nameOf, titleOf } from "../data/names";
import type { Row } from "../data/rows";
import type { Schema } from "../data/schema";
import type { Format } from "../format/format";
import { pathTo } from "../parts/RecordLink";
import { ValueTag } from "../parts/Tag";
import { texts } from "../texts";
import styles from "./board.module.css";
import type { Card } from "./cards";
import { useCardDrag, useCardDrop } from "./dragging";
import { MoveMenu } from "./MoveMenu";
import { numberOf, type Pipeline } from "./pipeline";
import type { End } from "./reading";

export interface EndsProps {
  schema: Schema;
  pipeline: Pipeline;
  format: Format;
  ends: readonly End[] | undefined;
  linkTo: (value: string) => string;
  onDrop: (id: string, to: string) => void;
  onMove: (card: Card, to: string) => void;
}

/** What has ended, folded up: how many, how much, and the latest. Cards can be put down there. */
export function Ends({ ends, pipeline, ...rest }: EndsProps) {
  return (
    <div className={styles.ends}>
      {pipeline.ends.map((value) => (
        <EndBox
          key={value}
          {...rest}
          pipeline={pipeline}
          value={value}
          end={ends?.find((one) => one.value === value)}
        />
      ))}
    </div>
  );
}

interface EndBoxProps extends Omit<EndsProps, "ends"> {
  value: string;
  end: End | undefined;
}

function EndBox({ schema, pipeline, format, value, end, linkTo, onDrop, onMove }: EndBoxProps) {
  const heading = useId();
  const { dropProps, isDropTarget } = useCardDrop((id) => onDrop(id, value));
  const count = end?.count ?? 0;
  return (
    <section
      {...dropProps}
      className={isDropTarget ? `${styles.end} ${styles.over}` : styles.end}
      aria-labelledby={heading}
      data-stage={value}
    >
      <header className={styles.head}>
        <h2 id={heading}>
          <Link to={linkTo(value)} title={texts.board.list(value)}>
            <ValueTag field={pipeline.stage} value={value} />{" "}
            <span className={styles.count}>{format.number(count)}</span>
          </Link>
        </h2>
        {pipeline.amount && <span className={styles.sum}>{format.shortMoney(end?.sum ?? 0)}</span>}
      </header>
      <ul className={styles.recent}>
        {end?.recent.map((row) => (
          <Recent
            key={row.id}
            schema={schema}
            pipeline={pipeline}
            format={format}
            row={row}
            onMove={onMove}
          />
        ))}
      </ul>
      {end && count > end.recent.length && (
        <Link className={styles.all} to={linkTo(value)}>
          {texts.board.allOf(format.number(count))}
        </Link>
      )}
    </section>
  );
}

interface RecentProps {
  schema: Schema;
  pipeline: Pipeline;
  format: Format;
  row: Row;
  onMove: (card: Card, to: string) => void;
}

function Recent({ schema, pipeline, format, row, onMove }: RecentProps) {
  const title = titleOf(schema, row);
  const { dragProps, isDragging } = useCardDrag(row.id, title);
  const amount = pipeline.amount && numberOf(row.values[pipeline.amount.name]);
  const buyer = pipeline.buyer && nameOf(schema, row.values[pipeline.buyer.name]);
  return (
    <li
      {...dragProps}
      className={isDragging ? `${styles.line} ${styles.dragged}` : styles.line}
      data-card={row.id}
    >
      <span className={styles.names}>
        <Link to={pathTo(schema, row.cls, row.id) ?? ""} draggable={false} title={title}>
          {title}
        </Link>
        <span className={styles.aside}>
          {[amount !== undefined && format.shortMoney(amount), buyer].filter(Boolean).join(" · ")}
        </span>
      </span>
      <MoveMenu
        pipeline={pipeline}
        title={title}
        row={row}
        onMove={(to) => onMove({ row, since: undefined }, to)}
      />
    </li>
  );
}
