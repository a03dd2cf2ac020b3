import type { ReactNode } from "react";
import { Refused, Unreachable } from "../data/refusals";
import { texts } from "../texts";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";
import styles from "./states.module.css";

export interface StateProps {
  icon: IconName;
  title: string;
  /** A sentence or two. */
  children?: ReactNode;
  /** Buttons or links: what to do about it. */
  actions?: ReactNode;
}

/** Fills the place of something that is not there: nothing yet, nothing found. */
export function Empty({ icon, title, children, actions }: StateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.drawing}>
        <Icon name={icon} size={22} />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles.more}>{actions}</div>}
    </div>
  );
}

/** Fills the place of something that could not be loaded, and says why. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title={texts.parts.failed.title}
        actions={onRetry && <Button onPress={onRetry}>{texts.parts.retry}</Button>}
      >
        {reasonOf(error)}
      </Empty>
    </div>
  );
}

const TONES = { bad: styles.bad, warn: styles.warn, good: styles.good };

/** A sentence that matters, on a coloured ground. What went wrong is read out at once, what went well in its turn. */
export function Notice({ tone, children }: { tone: "bad" | "warn" | "good"; children: ReactNode }) {
  return (
    <p className={`${styles.notice} ${TONES[tone]}`} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </p>
  );
}

/** Says in place why something was not done; nothing where there is no error. */
export const Refusal = ({ error }: { error: unknown }) =>
  error ? <Notice tone="bad">{reasonOf(error)}</Notice> : null;

/** Why something failed, in a sentence for people. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unreachable) return texts.parts.failed.unreachable;
  if (error instanceof Refused) return error.status === 404 ? texts.parts.failed.gone : error.message;
  return texts.app.broken.lead;
}

const WIDTHS = [styles.long, styles.middle, styles.short];

/** Stands where lines of text will be. */
export function Skeleton({ lines = 6 }: { lines?: number }) {
  return (
    <div className={styles.bones} role="status" aria-label={texts.parts.loading}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`${styles.bone} ${WIDTHS[line % WIDTHS.length]}`} />
      ))}
    </div>
  );
}
