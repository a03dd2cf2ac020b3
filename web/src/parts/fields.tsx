import type { ReactNode } from "react";
import {
  Button,
  CheckboxButton,
  CheckboxField,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
  TextArea,
  TextField as AriaTextField,
} from "react-aria-components";
import styles from "./form.module.css";
import { Icon } from "./Icon";
import overlay from "./overlay.module.css";

/** What all fields of a form share. */
export interface FieldProps<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  /** Small, below it. */
  hint?: ReactNode;
  /** Why the value cannot be taken; shown instead of the hint, and read out. */
  wrong?: string | undefined;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  /** Names it to those who hear only, as in a table. */
  hideLabel?: boolean;
}

export function FieldLabel({ label, required, hide }: { label: string; required?: boolean; hide?: boolean }) {
  return (
    <Label className={hide ? "only-heard" : (styles.label ?? "")}>
      {label}
      {required && (
        <span className={styles.needed} aria-hidden>
          {" *"}
        </span>
      )}
    </Label>
  );
}

export function FieldFoot({ hint, wrong }: { hint?: ReactNode; wrong?: string | undefined }) {
  if (wrong) return <FieldError className={styles.wrong ?? ""}>{wrong}</FieldError>;
  return hint ? (
    <Text slot="description" className={styles.hint ?? ""}>
      {hint}
    </Text>
  ) : null;
}

export interface TextFieldProps extends FieldProps<string> {
  /** As browsers know them; `date` and `datetime-local` take `2026-03-18` and `2026-03-18T09:30`. */
  type?: "text" | "email" | "password" | "date" | "time" | "datetime-local" | "search" | "tel" | "url";
  inputMode?: "decimal" | "numeric";
  placeholder?: string;
  autoComplete?: string;
  maxLength?: number;
  /** Several lines. */
  long?: boolean;
  name?: string;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    wrong,
    required,
    disabled,
    hideLabel,
    long,
    placeholder,
    type = "text",
    ...rest
  } = props;
  return (
    <AriaTextField
      {...rest}
      type={type}
      className={styles.field ?? ""}
      isRequired={!!required}
      isDisabled={!!disabled}
      isInvalid={!!wrong}
      validationBehavior="aria"
    >
      <FieldLabel label={label} required={!!required} hide={!!hideLabel} />
      {long ? (
        <TextArea className={styles.input ?? ""} placeholder={placeholder ?? ""} />
      ) : (
        <Input className={styles.input ?? ""} placeholder={placeholder ?? ""} />
      )}
      <FieldFoot hint={hint} wrong={wrong} />
    </AriaTextField>
  );
}

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

export interface CheckboxProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
}

export function Checkbox({ label, value, onChange, disabled }: CheckboxProps) {
  return (
    <CheckboxField isSelected={value} onChange={onChange} isDisabled={!!disabled}>
      <CheckboxButton className={styles.check ?? ""}>
        <span className={styles.box}>
          <Icon name="check" size={14} />
        </span>
        {label}
      </CheckboxButton>
    </CheckboxField>
  );
}
