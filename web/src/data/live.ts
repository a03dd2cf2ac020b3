import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { parse, rowOf } from "./parse";
import { queryOf } from "./records";
import type { Row, Where } from "./rows";
import type { Class } from "./schema";
import type { SdkObject, Subscription } from "./sdk";
import { session } from "./session";

/**
 * What happened to a record that matches a condition, or did: made, changed, or come to match (`there`), or deleted,
 * given away or changed so that it does not any more (`gone`). `again` comes when listening begins or begins anew:
 * what happened before was not heard, so read again.
 */
export type Happened = { what: "there" | "gone"; row: Row } | { what: "again" };

/** Listen to the records of a class that match; returns what stops it. */
export function listen(cls: Class, where: Where, heard: (happened: Happened) => void): () => void {
  let stopped = false;
  let subscription: Subscription | undefined;
  const start = async () => {
    const Parse = await parse();
    const opened = await queryOf(Parse, cls, { where, include: [], long: true }).subscribe(session.token());
    if (stopped) return void opened.unsubscribe();
    subscription = opened;
    const tell = (what: "there" | "gone") => (object: SdkObject) => heard({ what, row: rowOf(object) });
    for (const event of ["create", "update", "enter"]) opened.on(event, tell("there"));
    for (const event of ["leave", "delete"]) opened.on(event, tell("gone"));
    opened.on("open", () => heard({ what: "again" }));
    heard({ what: "again" });
  };
  start().catch(() => undefined); // without it pages read again when they are looked at
  return () => {
    stopped = true;
    void subscription?.unsubscribe();
  };
}

/** Listen for as long as the component is shown. */
export function useLive(cls: Class, where: Where, heard: (happened: Happened) => void): void {
  const tell = useEffectEvent(heard);
  const condition = JSON.stringify(where);
  useEffect(
    () => listen(cls, JSON.parse(condition) as Where, (happened) => tell(happened)),
    [cls, condition],
  );
}

const SOON = 150;
const due = new Set<string>();

/** Let what is kept of a class be read again soon; several happenings are one reading. */
export function refreshSoon(client: QueryClient, cls: Class): void {
  if (due.has(cls.name)) return;
  due.add(cls.name);
  setTimeout(() => {
    due.delete(cls.name);
    void client.invalidateQueries({ queryKey: ["rows", cls.name] });
  }, SOON);
}

/** Read what is shown of a class again whenever something happens to records that match. */
export function useRefresh(cls: Class, where: Where = {}): void {
  const client = useQueryClient();
  useLive(cls, where, () => refreshSoon(client, cls));
}
