import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { texts } from "../texts";
import styles from "./today.module.css";

/** Whether a page is about one's own, or about all that one may see. */
export function Scope({
  everybody,
  onChange,
}: {
  everybody: boolean;
  onChange: (everybody: boolean) => void;
}) {
  const words = texts.today.scope;
  return (
    <ToggleButtonGroup
      className={styles.scope ?? ""}
      aria-label={words.label}
      selectedKeys={[everybody ? "all" : "mine"]}
      disallowEmptySelection
      onSelectionChange={(keys) => onChange(keys.has("all"))}
    >
      <ToggleButton id="mine" className={styles.choice ?? ""}>
        {words.mine}
      </ToggleButton>
      <ToggleButton id="all" className={styles.choice ?? ""}>
        {words.all}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
