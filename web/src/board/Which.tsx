import { type Class, pathOf } from "../data/schema";
import { sentence } from "../format/words";
import { Select } from "../parts/Select";
import { texts } from "../texts";
import type { Pipeline } from "./pipeline";

export interface WhichProps {
  pipelines: readonly Pipeline[];
  cls: Class;
  /** Told the address of a class. */
  onChange: (path: string | null) => void;
}

/** Of which class the board is, where several have stages. */
export default function Which({ pipelines, cls, onChange }: WhichProps) {
  return (
    <Select
      label={texts.board.of}
      hideLabel
      value={pathOf(cls)}
      options={pipelines.map((one) => ({ id: pathOf(one.cls), label: sentence(one.cls.plural) }))}
      onChange={onChange}
    />
  );
}
