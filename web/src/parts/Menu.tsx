import { cloneElement, lazy, type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import type { IconName } from "./Icon";
import { Spared } from "./Spared";

export interface Choice {
  id: string;
  label: string;
  icon?: IconName;
  /** Said small at the end, as a key. */
  aside?: string;
  danger?: boolean;
  disabled?: boolean;
  onPick: () => void;
}

export interface MenuProps {
  /** The button that opens it. */
  button: ReactElement;
  label: string;
  choices: readonly Choice[];
  /** Marked as the present one. */
  selected?: string;
}

const loaded = () => import("./MenuList");
const MenuList = lazy(loaded);

/** Things to choose from, behind a button. What it takes is loaded when somebody comes near the button. */
export function Menu({ button, ...rest }: MenuProps) {
  const trigger = useRef<HTMLElement>(null);
  const [from, setFrom] = useState<"first" | "last" | null>(null);
  const near = () => void loaded();
  const opening = {
    ref: trigger,
    "aria-haspopup": "menu",
    "aria-expanded": from !== null,
    onPress: () => setFrom("first"),
    onHoverStart: near,
    onFocus: near,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "ArrowDown") setFrom("first");
      if (event.key === "ArrowUp") setFrom("last");
    },
  };
  return (
    <>
      {cloneElement(button, opening)}
      {from && (
        <Spared>
          <MenuList {...rest} trigger={trigger} from={from} onClose={() => setFrom(null)} />
        </Spared>
      )}
    </>
  );
}
