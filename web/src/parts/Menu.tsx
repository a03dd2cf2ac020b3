import type { ReactElement } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Icon, type IconName } from "./Icon";
import styles from "./overlay.module.css";

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

/** Things to choose from, behind a button. */
export function Menu({ button, label, choices, selected }: MenuProps) {
  return (
    <MenuTrigger>
      {button}
      <Popover className={styles.popover ?? ""} placement="bottom end" offset={4}>
        <AriaMenu
          aria-label={label}
          selectionMode={selected === undefined ? "none" : "single"}
          selectedKeys={selected === undefined ? [] : [selected]}
          disabledKeys={choices.filter((one) => one.disabled).map((one) => one.id)}
        >
          {choices.map((choice) => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              textValue={choice.label}
              className={choice.danger ? `${styles.option} ${styles.bad}` : (styles.option ?? "")}
              onAction={choice.onPick}
            >
              {choice.icon && <Icon name={choice.icon} />}
              <span className={styles.shortened}>{choice.label}</span>
              {choice.aside && <span className={styles.aside}>{choice.aside}</span>}
              {choice.id === selected && (
                <span className={styles.aside}>
                  <Icon name="check" />
                </span>
              )}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
