import { type ReactNode, useEffect, useRef } from "react";
import { texts } from "../texts";
import { useFocusIfLost } from "./focus";
import styles from "./page.module.css";

export interface PageProps {
  /** Its name: the heading, and of the browser's tab. */
  title: string;
  /** Beside the heading, small: how many there are. */
  aside?: ReactNode;
  /** Buttons at the right. */
  actions?: ReactNode;
  /** Up to the edges, for tables and boards. */
  flush?: boolean;
  /** Exactly as high as the window; what is in it scrolls by itself. */
  fills?: boolean;
  children: ReactNode;
}

/** A page: a heading with actions, and what it is about. */
export function Page({ title, aside, actions, flush, fills, children }: PageProps) {
  useEffect(() => {
    document.title = `${title.slice(0, 80)} · ${texts.app.name}`;
  }, [title]);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(heading);
  return (
    <div className={fills ? `${styles.page} ${styles.fills}` : styles.page}>
      <header className={styles.head}>
        <h1 ref={heading} className={styles.title} tabIndex={-1}>
          <span>{title}</span>
        </h1>
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={flush ? `${styles.body} ${styles.flush}` : styles.body}>{children}</div>
    </div>
  );
}
