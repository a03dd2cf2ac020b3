import type { RefObject } from "react";
import { Menu as AriaMenu, MenuItem, Popover } from "react-aria-components";
import { afterwards } from "./focus";
import { Icon } from "./Icon";
import type { Choice, MenuProps } from "./Menu";
import styles from "./overlay.module.css";

export interface MenuListProps extends Omit<MenuProps, "button"> {
  /** Its button. */
  trigger: RefObject<HTMLElement | null>;
  /** Where the focus begins. */
  from: "first" | "last";
  onClose: () => void;
}

/** An open menu. */
export default function MenuList({ label, choices, selected, trigger, from, onClose }: MenuListProps) {
  return (
    <Popover
      className={styles.popover ?? ""}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom end"
      offset={4}
    >
      <AriaMenu
        aria-label={label}
        autoFocus={from}
        onClose={onClose}
        selectionMode={selected === undefined ? "none" : "single"}
        selectedKeys={selected === undefined ? [] : [selected]}
        disabledKeys={choices.filter((one) => one.disabled).map((one) => one.id)}
      >
        {choices.map((choice) => (
          <Item
            key={choice.id}
            choice={choice}
            selected={choice.id === selected}
            onPick={() => afterwards(choice.onPick, trigger)}
          />
        ))}
      </AriaMenu>
    </Popover>
  );
}

function Item({ choice, selected, onPick }: { choice: Choice; selected: boolean; onPick: () => void }) {
  return (
    <MenuItem
      id={choice.id}
      textValue={choice.label}
      className={choice.danger ? `${styles.option} ${styles.bad}` : (styles.option ?? "")}
      onAction={onPick}
    >
      {choice.icon && <Icon name={choice.icon} />}
      <span className={styles.shortened}>{choice.label}</span>
      {choice.aside && <span className={styles.aside}>{choice.aside}</span>}
      {selected && (
        <span className={styles.aside}>
          <Icon name="check" />
        </span>
      )}
    </MenuItem>
  );
}
