import { useRef } from "react";
import { Link } from "react-router";
import type { Bar } from "./figures";
import styles from "./reports.module.css";
import { useWidth } from "./useWidth";

const ROW = 44;
const NAMES = 132;
const SAID = 92;

/** Lying bars, one below the other, each of which leads to its records. */
export function Rows({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const most = Math.max(...bars.map((bar) => bar.value), 1);
  const room = Math.max(width - NAMES - SAID, 40);
  return (
    <div ref={frame} className={styles.frame}>
      <svg className={styles.chart} width={width} height={bars.length * ROW} role="group" aria-label={label}>
        {bars.map((bar, at) => (
          <g key={bar.id} transform={`translate(0 ${at * ROW})`}>
            <Link to={bar.to} aria-label={`${bar.name}: ${bar.said}, ${bar.aside}`}>
              <rect className={styles.hit} width={width} height={ROW} rx={6} />
              <rect className={styles.rail} x={NAMES} y={ROW / 2 - 7} width={room} height={14} rx={4} />
              <rect
                className={styles.bar}
                x={NAMES}
                y={ROW / 2 - 7}
                width={bar.value > 0 ? Math.max((bar.value / most) * room, 3) : 0}
                height={14}
                rx={4}
              />
            </Link>
            <g className={styles.words} aria-hidden>
              <text className={styles.name} x={8} y={ROW / 2 - 1}>
                {shortened(bar.name)}
              </text>
              <text className={styles.small} x={8} y={ROW / 2 + 14}>
                {bar.aside}
              </text>
              <text className={styles.said} x={width - 8} y={ROW / 2 + 4} textAnchor="end">
                {bar.said}
              </text>
            </g>
          </g>
        ))}
      </svg>
    </div>
  );
}

const LONGEST = 17;

const shortened = (name: string) =>
  name.length > LONGEST
    ? `${Array.from(name)
        .slice(0, LONGEST - 1)
        .join("")}…`
    : name;
