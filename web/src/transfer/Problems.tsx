import { useFormat } from "../format/format";
import { Icon } from "../parts/Icon";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import type { Plan } from "./plan";
import styles from "./transfer.module.css";

/** Which rows cannot be taken in, and why. */
export function Problems({ plan }: { plan: Plan }) {
  const words = texts.transfer.plan;
  const format = useFormat();
  const title = words.problems(format.number(plan.problemCount), plan.problemCount === 1);
  return (
    <div className={styles.problems}>
      <h2>
        <Icon name="warning" />
        {title}
      </h2>
      <Scroll className={styles.scroll} label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.row}</th>
              <th scope="col">{words.deeds["error"]}</th>
            </tr>
          </thead>
          <tbody>
            {plan.problems.map((one) => (
              <tr key={`${one.row} ${one.error}`}>
                <td className={styles.count}>{format.number(one.row)}</td>
                <td>{one.error}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {plan.problems.length < plan.problemCount && (
        <p className={styles.faint}>{words.problemsMore(format.number(plan.problems.length))}</p>
      )}
    </div>
  );
}
