import { type Class, pathOf } from "../data/schema";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Tag, type Tone } from "../parts/Tag";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import { Link } from "react-router";
import type { Plan, What } from "./plan";
import styles from "./transfer.module.css";

const TONES: Record<What, Tone> = {
  create: "good",
  update: "accent",
  unchanged: "plain",
  duplicate: "warn",
  error: "bad",
};

/** What the first rows would do. */
export function Steps({ cls, plan }: { cls: Class; plan: Plan }) {
  const words = texts.transfer.plan;
  const format = useFormat();
  if (plan.steps.length === 0) return null;
  return (
    <section className={styles.card} aria-label={words.steps}>
      <header>
        <h2>{words.steps}</h2>
        {plan.steps.length < plan.rows && (
          <p className={styles.faint}>{words.stepsLead(format.number(plan.steps.length))}</p>
        )}
      </header>
      <Scroll className={styles.scroll} label={words.steps}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.row}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.fields}</th>
            </tr>
          </thead>
          <tbody>
            {plan.steps.map((step) => (
              <tr key={step.row}>
                <td className={styles.count}>{format.number(step.row)}</td>
                <td>
                  {step.id !== null && !cls.managed ? (
                    <Link to={`/${pathOf(cls)}/${encodeURIComponent(step.id)}`}>{step.name}</Link>
                  ) : (
                    step.name
                  )}
                </td>
                <td>
                  <Tag tone={TONES[step.what]}>{words.deeds[step.what] ?? step.what}</Tag>
                </td>
                <td className={styles.examples}>{step.fields.map(heading).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
