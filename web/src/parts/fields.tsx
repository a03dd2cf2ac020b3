import type { KeyboardEvent, ReactNode } from "react";
import {
  CheckboxButton,
  CheckboxField,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
} from "react-aria-components";
import styles from "./form.module.css";
import { Icon } from "./Icon";

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
  /** For programs: letters of one width. */
  code?: boolean;
  name?: string;
  /** What Enter does, instead of sending the form. */
  onEnter?: () => void;
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
    code,
    onEnter,
    placeholder,
    type = "text",
    ...rest
  } = props;
  const input = `${styles.input} ${code ? styles.code : ""}`;
  return (
    <AriaTextField
      {...rest}
      {...(onEnter && { onKeyDown: (event: KeyboardEvent) => entered(event, onEnter) })}
      type={type}
      className={styles.field ?? ""}
      isRequired={!!required}
      isDisabled={!!disabled}
      isInvalid={!!wrong}
      validationBehavior="aria"
    >
      <FieldLabel label={label} required={!!required} hide={!!hideLabel} />
      {long ? (
        <TextArea className={input} placeholder={placeholder ?? ""} spellCheck={!code} />
      ) : (
        <Input className={input} placeholder={placeholder ?? ""} />
      )}
      <FieldFoot hint={hint} wrong={wrong} />
    </AriaTextField>
  );
}

function entered(event: KeyboardEvent, then: () => void): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  then();
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
