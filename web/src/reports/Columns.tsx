import { useRef } from "react";
import { Link } from "react-router";
import { type Bar, ticks } from "./figures";
import styles from "./reports.module.css";
import { useWidth } from "./useWidth";

const HEIGHT = 240;
const TOP = 22;
const FOOT = 24;
const AXIS = 52;
/** Pixels after the last column, for what is written above it. */
const END = 14;
/** Pixels that words of a column take; where there are fewer, some are left out. */
const NAME = 58;
const WIDEST = 44;

export interface ColumnsProps {
  label: string;
  bars: readonly Bar[];
  /** How the axis writes a number. */
  write: (value: number) => string;
}

/** Standing bars beside each other, each of which leads to its records. */
export function Columns({ label, bars, write }: ColumnsProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const largest = Math.max(...bars.map((bar) => bar.value), 0);
  const marks = ticks(largest);
  const most = marks[marks.length - 1] ?? 1;
  const room = Math.max(width - AXIS - END, 40);
  const step = room / Math.max(bars.length, 1);
  const thick = Math.min(step * 0.64, WIDEST);
  const height = HEIGHT - TOP - FOOT;
  const every = Math.ceil(NAME / step);
  const y = (value: number) => TOP + height - (value / most) * height;
  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.chart} width={width} height={HEIGHT} role="group" aria-label={label}>
        {marks.map((mark) => (
          <g key={mark} aria-hidden>
            <line className={styles.grid} x1={AXIS} x2={width} y1={y(mark)} y2={y(mark)} />
            <text className={styles.small} x={AXIS - 8} y={y(mark) + 4} textAnchor="end">
              {write(mark)}
            </text>
          </g>
        ))}
        {bars.map((bar, at) => (
          <g key={bar.id} transform={`translate(${AXIS + at * step} 0)`}>
            <Link to={bar.to} aria-label={`${bar.name}: ${bar.said}, ${bar.aside}`}>
              <rect className={styles.hit} y={TOP - 20} width={step} height={height + FOOT + 20} rx={6} />
              {bar.value > 0 && (
                <rect
                  className={styles.bar}
                  x={(step - thick) / 2}
                  y={y(bar.value)}
                  width={thick}
                  height={Math.max(TOP + height - y(bar.value), 2)}
                  rx={4}
                />
              )}
            </Link>
            <g className={styles.words} aria-hidden>
              {bar.value > 0 && (step > NAME || bar.value === largest) && (
                <text className={styles.said} x={step / 2} y={y(bar.value) - 6} textAnchor="middle">
                  {write(bar.value)}
                </text>
              )}
              {(bars.length - 1 - at) % every === 0 && (
                <text className={styles.small} x={step / 2} y={HEIGHT - 6} textAnchor="middle">
                  {bar.name}
                </text>
              )}
            </g>
          </g>
        ))}
      </svg>
    </div>
  );
}
