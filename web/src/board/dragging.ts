import { type DragEvent, useState } from "react";

/** What a dragged card carries: its id, and its name for other programs. */
const CARD = "application/x-parley-card";

/** Lets a card be taken up. Keys and fingers have ways of their own. */
export function useCardDrag(id: string, title: string) {
  const [isDragging, setDragging] = useState(false);
  return {
    isDragging,
    dragProps: {
      draggable: true,
      onDragStart: ({ dataTransfer }: DragEvent) => {
        dataTransfer.setData(CARD, id);
        dataTransfer.setData("text/plain", title);
        dataTransfer.effectAllowed = "move";
        requestAnimationFrame(() => setDragging(true)); // after its picture was taken
      },
      onDragEnd: () => requestAnimationFrame(() => setDragging(false)),
    },
  };
}

const carriesCard = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(CARD);

/** Lets cards be put down on an element. */
export function useCardDrop(onDrop: (id: string) => void) {
  const [isDropTarget, setTarget] = useState(false);
  return {
    isDropTarget,
    dropProps: {
      onDragOver: (event: DragEvent) => {
        if (!carriesCard(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "move";
        setTarget(true);
      },
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setTarget(false);
      },
      onDrop: (event: DragEvent) => {
        if (!carriesCard(event)) return;
        event.preventDefault();
        setTarget(false);
        onDrop(event.dataTransfer.getData(CARD));
      },
    },
  };
}
