import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { refreshSoon } from "../data/live";
import { undoRun } from "../data/runs";
import type { Schema } from "../data/schema";
import { Button } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";

/** Takes back all that was changed in one go, as by an import. */
export function UndoRun({ schema, run }: { schema: Schema; run: string }) {
  const words = texts.admin.audit;
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const undoing = useMutation({
    mutationFn: () => undoRun(run),
    onSuccess: () => {
      toast({ text: texts.parts.undone, tone: "good" });
      for (const cls of schema.classes) refreshSoon(client, cls);
      void client.invalidateQueries({ queryKey: ["admin", "changes"] });
    },
    onError: (error) => toast({ text: reasonOf(error), tone: "bad" }),
    onSettled: () => setAsked(false),
  });
  return (
    <>
      <Button icon="undo" onPress={() => setAsked(true)}>
        {words.undo}
      </Button>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.undoTitle}
        action={texts.parts.undo}
        danger
        pending={undoing.isPending}
        onConfirm={() => undoing.mutate()}
      >
        <p>{words.undoLead}</p>
      </Confirm>
    </>
  );
}
