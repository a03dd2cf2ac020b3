import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { type Suggestion, suggestions, titleOf } from "../data/names";
import type { Pointer } from "../data/rows";
import type { Schema } from "../data/schema";
import { texts } from "../texts";
import { FieldFoot, FieldLabel, type FieldProps } from "./fields";
import styles from "./form.module.css";
import { Icon } from "./Icon";
import overlay from "./overlay.module.css";
import { useSettled } from "./settled";

export interface PickerProps extends FieldProps<Pointer | null> {
  schema: Schema;
  /** The classes to choose from. */
  targets: readonly string[];
  placeholder?: string;
}

const keyOf = (one: Pointer) => `${one.cls} ${one.id}`;

/** Chooses a record by typing a piece of its name. Clearing the text takes the value away. */
export function Picker(props: PickerProps) {
  const { schema, targets, label, value, onChange, hint, wrong, required, disabled, hideLabel, placeholder } =
    props;
  const [text, setText] = useState(value ? titleOf(schema, value) : "");
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(value ? titleOf(schema, value) : "");
  }
  const typed = value && text === titleOf(schema, value) ? "" : text;
  const wanted = useSettled(typed, 150);
  const found = useQuery({
    queryKey: ["rows", "suggestions", targets, wanted],
    queryFn: () => suggestions(schema, targets, wanted),
    placeholderData: (before) => before,
    enabled: !disabled,
  });
  const rows = found.data ?? [];

  function pick(key: string | number | null): void {
    const found = rows.find((one) => keyOf(one.pointer) === key);
    if (found) onChange(found.pointer);
    else if (key === null && text === "") onChange(null);
  }

  function type(next: string): void {
    setText(next);
    if (next === "" && value) onChange(null);
  }

  return (
    <ComboBox
      className={styles.field ?? ""}
      items={rows.map((one) => ({ id: keyOf(one.pointer), ...one }))}
      value={value ? keyOf(value) : null}
      onChange={pick}
      inputValue={text}
      onInputChange={type}
      allowsEmptyCollection
      menuTrigger="focus"
      isRequired={!!required}
      isDisabled={!!disabled}
      isInvalid={!!wrong}
      validationBehavior="aria"
      defaultFilter={() => true}
    >
      <FieldLabel label={label} required={!!required} hide={!!hideLabel} />
      <div className={styles.with}>
        <Input className={styles.input ?? ""} placeholder={placeholder ?? texts.parts.picker.placeholder} />
        <span className={styles.inside}>
          <Button className={styles.open ?? ""}>
            <Icon name="down" size={14} />
          </Button>
        </span>
      </div>
      <FieldFoot hint={hint} wrong={wrong} />
      <Popover className={overlay.popover ?? ""} offset={4}>
        <ListBox
          renderEmptyState={() => (
            <p className={overlay.nothing}>
              {found.isFetching ? texts.parts.picker.searching : texts.parts.picker.nothing}
            </p>
          )}
        >
          {({ id, pointer, detail }: Suggestion & { id: string }) => (
            <ListBoxItem id={id} textValue={titleOf(schema, pointer)} className={overlay.option ?? ""}>
              <span className={overlay.shortened}>{titleOf(schema, pointer)}</span>
              <span className={overlay.aside}>
                {targets.length > 1 ? schema.named(pointer.cls)?.word : detail}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
