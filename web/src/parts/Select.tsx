import {
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from "react-aria-components";
import { FieldFoot, FieldLabel, type FieldProps } from "./fields";
import styles from "./form.module.css";
import { Icon } from "./Icon";
import overlay from "./overlay.module.css";

export interface SelectProps extends FieldProps<string | null> {
  options: readonly { id: string; label: string }[];
  placeholder?: string;
  /** A choice for no value, with this label. */
  none?: string;
}

const NONE = "\0none";

/** One of a few values. */
export function Select(props: SelectProps) {
  const { label, value, onChange, options, hint, wrong, required, disabled, hideLabel, placeholder, none } =
    props;
  const all = none === undefined ? options : [{ id: NONE, label: none }, ...options];
  return (
    <AriaSelect
      className={styles.field ?? ""}
      value={value ?? (none === undefined ? null : NONE)}
      onChange={(key) => onChange(key === null || key === NONE ? null : String(key))}
      placeholder={placeholder ?? ""}
      isRequired={!!required}
      isDisabled={!!disabled}
      isInvalid={!!wrong}
      validationBehavior="aria"
    >
      <FieldLabel label={label} required={!!required} hide={!!hideLabel} />
      <Button className={`${styles.input} ${styles.select}`}>
        <SelectValue className={overlay.shortened ?? ""} />
        <Icon name="down" size={14} />
      </Button>
      <FieldFoot hint={hint} wrong={wrong} />
      <Popover className={overlay.popover ?? ""} offset={4}>
        <ListBox items={all}>
          {(one) => (
            <ListBoxItem id={one.id} textValue={one.label} className={overlay.option ?? ""}>
              <span className={overlay.shortened}>{one.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
