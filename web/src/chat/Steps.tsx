import { Icon } from "../parts/Icon";
import { texts } from "../texts";
import styles from "./chat.module.css";
import type { Step } from "./turn";

/** What the assistant does to find an answer; afterwards it is folded up. */
export function Steps({ steps, working }: { steps: readonly Step[]; working: boolean }) {
  if (steps.length === 0) return null;
  const list = (
    <ul className={styles.steps}>
      {steps.map((step) => (
        <li key={step.call}>
          <Mark step={step} working={working} />
          {step.sentence}
          {step.code && <span className={styles.refused}>{texts.chat.said.refused}</span>}
        </li>
      ))}
    </ul>
  );
  if (working) return list;
  return (
    <details className={styles.done}>
      <summary>
        <Icon name="right" size={12} />
        {texts.chat.said.steps(steps.length)}
      </summary>
      {list}
    </details>
  );
}

function Mark({ step, working }: { step: Step; working: boolean }) {
  if (step.code === undefined && working) return <span className={styles.spinner} aria-hidden />;
  return <Icon name={step.code ? "close" : "check"} size={12} />;
}
