import type { Schema } from "../data/schema";
import { Dialog } from "../parts/Dialog";
import { texts } from "../texts";

export interface SearchDialogProps {
  schema: Schema;
  onClose: () => void;
}

/** Opened with Ctrl-K. */
export default function SearchDialog({ onClose }: SearchDialogProps) {
  return (
    <Dialog open onClose={onClose} title={texts.search.title}>
      {texts.search.title}
    </Dialog>
  );
}
