import { Button } from "../parts/Button";
import { TextField } from "../parts/fields";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import styles from "./admin.module.css";

export interface SecretProps {
  label: string;
  secret: string;
  /** What to do with it. */
  lead: string;
  hint?: string;
  onDone: () => void;
}

/** Something that is shown only now. */
export function Secret({ label, secret, lead, hint, onDone }: SecretProps) {
  const words = texts.admin.secret;
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(secret).catch(() => undefined); // it can be selected, too
    toast({ text: words.copied, tone: "good" });
  }
  return (
    <div className={styles.secret}>
      <p role="status">{lead}</p>
      <TextField label={label} value={secret} onChange={() => undefined} hint={hint} autoFocus />
      <div className={styles.row}>
        <Button icon="check" look="accent" onPress={onDone}>
          {words.done}
        </Button>
        <Button onPress={() => void copy()}>{words.copy}</Button>
      </div>
    </div>
  );
}
