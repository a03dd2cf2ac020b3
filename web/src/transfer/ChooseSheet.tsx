import { useState } from "react";
import { DropZone, FileTrigger, isFileDropItem } from "react-aria-components";
import { newRun } from "../data/runs";
import { type Class, pathOf } from "../data/schema";
import { sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { TextField } from "../parts/fields";
import { Icon } from "../parts/Icon";
import { Select } from "../parts/Select";
import { Notice } from "../parts/states";
import { texts } from "../texts";
import { read, type Source } from "./plan";
import styles from "./transfer.module.css";

const MOST = 10 * 1024 * 1024 * 0.74; // base64 makes a file a third longer, and the request has at most 10 MiB

export interface ChooseSheetProps {
  classes: readonly Class[];
  cls: Class;
  onClass: (path: string) => void;
  source: Source | null;
  onSource: (source: Source | null) => void;
}

/** Which sheet, and what its rows are. */
export function ChooseSheet({ classes, cls, onClass, source, onSource }: ChooseSheetProps) {
  const words = texts.transfer.source;
  const [pasted, setPasted] = useState("");
  const [wrong, setWrong] = useState("");

  async function take(file: File | undefined): Promise<void> {
    setWrong("");
    if (!file) return;
    if (file.size > MOST) {
      setWrong(words.tooLarge);
      return;
    }
    const content = await read(file).catch(() => null);
    if (content === null) setWrong(words.unread);
    else onSource({ key: newRun(), name: file.name, sheet: { content } });
  }

  return (
    <Card title={words.title} lead={words.lead}>
      <div className={styles.narrow}>
        <Select
          label={words.of}
          value={pathOf(cls)}
          options={classes.map((one) => ({ id: pathOf(one), label: sentence(one.plural) }))}
          onChange={(path) => path !== null && onClass(path)}
        />
      </div>
      {source ? (
        <p className={styles.chosen}>
          <Icon name="record" />
          <b>{source.name ?? words.pasted}</b>
          <Button look="quiet" small onPress={() => onSource(null)}>
            {words.another}
          </Button>
        </p>
      ) : (
        <div className={styles.sources}>
          <DropZone
            className={styles.drop ?? ""}
            aria-label={words.drop}
            onDrop={(event) => {
              const [item] = event.items.filter(isFileDropItem);
              void item?.getFile().then(take);
            }}
          >
            <Icon name="upload" size={22} />
            <span>{words.drop}</span>
            <FileTrigger
              acceptedFileTypes={[".csv", ".tsv", ".txt", "text/csv"]}
              onSelect={(files) => void take(files?.[0])}
            >
              <Button look="accent">{words.choose}</Button>
            </FileTrigger>
          </DropZone>
          <form
            className={styles.paste}
            onSubmit={(event) => {
              event.preventDefault();
              onSource({ key: newRun(), name: null, sheet: { text: pasted } });
            }}
          >
            <TextField
              label={words.paste}
              hint={words.pasteHint}
              long
              value={pasted}
              onChange={setPasted}
              placeholder={words.or}
            />
            <Button type="submit" isDisabled={pasted.trim() === ""}>
              {words.check}
            </Button>
          </form>
        </div>
      )}
      {wrong && <Notice tone="bad">{wrong}</Notice>}
    </Card>
  );
}
