import type { Row } from "../data/rows";
import { sentence } from "../format/words";
import { IconButton } from "../parts/Button";
import { Menu } from "../parts/Menu";
import { texts } from "../texts";
import styles from "./board.module.css";
import { stageOf } from "./cards";
import type { Pipeline } from "./pipeline";

export interface MoveMenuProps {
  pipeline: Pipeline;
  title: string;
  row: Row;
  onMove: (to: string) => void;
}

/** Moves a card without dragging, as on phones. */
export function MoveMenu({ pipeline, title, row, onMove }: MoveMenuProps) {
  return (
    <span className={styles.more}>
      <Menu
        label={texts.board.card.actions(title)}
        button={<IconButton small icon="more" label={texts.board.card.actions(title)} />}
        selected={stageOf(pipeline, row) ?? ""}
        choices={pipeline.stage.values.map((value) => ({
          id: value,
          label: sentence(value),
          onPick: () => onMove(value),
        }))}
      />
    </span>
  );
}
