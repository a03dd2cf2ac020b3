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
    try {
      await navigator.clipboard.writeText(secret);
      toast({ text: words.copied, tone: "good" });
    } catch {
      toast({ text: words.notCopied, tone: "bad" });
    }
  }
  return (
    <div className={styles.secret}>
      <p role="status">{lead}</p>
      <TextField label={label} code value={secret} onChange={() => undefined} hint={hint} autoFocus />
      <div className={styles.row}>
        <Button icon="copy" onPress={() => void copy()}>
          {words.copy}
        </Button>
        <Button icon="check" look="accent" onPress={onDone}>
          {words.done}
        </Button>
      </div>
    </div>
  );
}
