import { type ReactNode, useId, useRef } from "react";
import { useFocusIfLost } from "./focus";
import styles from "./card.module.css";

export interface CardProps {
  title: string;
  /** Below the title: what it is about. */
  lead?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** As wide as text is read well. */
  narrow?: boolean;
  busy?: boolean;
  /** Takes the focus when it appears, if what had it has gone. */
  follows?: boolean;
  children?: ReactNode;
}

/** A part of a page: a heading, and what belongs together below it. */
export function Card({ title, lead, actions, narrow, busy, follows, children }: CardProps) {
  const heading = useId();
  const shown = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(shown, !!follows);
  return (
    <section
      className={narrow ? `${styles.card} ${styles.narrow}` : styles.card}
      aria-labelledby={heading}
      aria-busy={busy}
    >
      <header className={styles.head}>
        <div>
          <h2 ref={shown} id={heading} tabIndex={follows ? -1 : undefined}>
            {title}
          </h2>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Cards below each other. */
export const Cards = ({ children }: { children: ReactNode }) => (
  <div className={styles.cards}>{children}</div>
);
