import type { TextDropItem } from "@react-types/shared";
import type { RefObject } from "react";
import { useDrag } from "react-aria/useDrag";
import { useDrop } from "react-aria/useDrop";

/** What a dragged card carries: its id, and its name for other programs. */
const CARD = "application/x-parley-card";

/** Lets a card be taken up. Keys have ways of their own, so nothing else starts it. */
export function useCardDrag(id: string, title: string) {
  return useDrag({
    getItems: () => [{ [CARD]: id, "text/plain": title }],
    getAllowedDropOperations: () => ["move"],
    hasDragButton: true,
  });
}

/** Lets cards be put down on an element. */
export function useCardDrop(ref: RefObject<HTMLElement | null>, onDrop: (id: string) => void) {
  return useDrop({
    ref,
    getDropOperation: (types) => (types.has(CARD) ? "move" : "cancel"),
    onDrop: ({ items }) => {
      const text = items.find((item): item is TextDropItem => item.kind === "text" && item.types.has(CARD));
      void text?.getText(CARD).then(onDrop);
    },
  });
}
