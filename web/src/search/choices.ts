import { iconOf } from "../app/Rail";
import { talk } from "../app/talk";
import { choose } from "../app/theme";
import { pathOf, type Schema } from "../data/schema";
import { sentence } from "../format/words";
import type { IconName } from "../parts/Icon";
import { pathTo } from "../parts/RecordLink";
import { texts } from "../texts";
import type { Named, Passage, Suggested } from "./finding";

/** Something that can be picked. */
export interface Choice {
  id: string;
  label: string;
  /** What tells it from others, small. */
  detail?: string;
  icon: IconName;
  /** Where it leads, or what it does. */
  to?: string;
  act?: () => void;
}

export interface Group {
  id: string;
  title: string;
  choices: Choice[];
}

/** Records as choices; those that have no page, as users, are left out. */
export const recordChoices = (schema: Schema, records: readonly Suggested[]): Choice[] =>
  records.flatMap((one) => {
    const to = pathTo(schema, one.class, one.id);
    const cls = schema.named(one.class);
    if (to === undefined || !cls) return [];
    const detail = [cls.word, one.detail].filter(Boolean).join(" · ");
    return [{ id: `record-${one.class}-${one.id}`, label: one.name, detail, icon: iconOf(cls), to }];
  });

/** Passages as choices: each leads to whom or what it is about, or else to where it stands. */
export const quoteChoices = (schema: Schema, passages: readonly Passage[]): Choice[] =>
  passages.flatMap((one, at) => {
    const to = pathOfNamed(schema, one.record);
    const about = one.about ?? one.record;
    return to === undefined
      ? []
      : [{ id: `quote-${at}`, label: one.quote, detail: about.name, icon: "note" as const, to }];
  });

export const pathOfNamed = (schema: Schema, one: Named): string | undefined =>
  pathTo(schema, one.class, one.id);

/** The pages, as the rail has them. */
export function pageChoices(schema: Schema): Choice[] {
  const rail = texts.app.rail;
  const words = texts.search;
  return [
    page("/pipeline", rail.pipeline, "pipeline"),
    page("/today", rail.today, "today"),
    ...schema.classes
      .filter((cls) => !cls.managed)
      .map((cls) => page(`/${pathOf(cls)}`, sentence(cls.plural), iconOf(cls))),
    page("/reports", rail.reports, "reports"),
    page("/transfer", rail.transfer, "transfer"),
    page("/transfer/export", words.export, "download"),
    page("/admin/profile", words.settings, "contact"),
    page("/admin", rail.admin, "admin"),
  ];
}

const page = (to: string, label: string, icon: IconName): Choice => ({ id: `page${to}`, label, icon, to });

/** What can be done from anywhere. */
export function actionChoices(schema: Schema): Choice[] {
  const words = texts.search;
  const classes = schema.classes.filter((cls) => !cls.managed);
  return [
    ...classes.map((cls) => ({
      id: `new-${cls.name}`,
      label: words.new(cls.word),
      icon: "plus" as const,
      to: `/${pathOf(cls)}/new`,
    })),
    { id: "talk", label: words.talk, icon: "chat", act: talk.open },
    { id: "light", label: words.theme.light, icon: "sun", act: () => choose("light") },
    { id: "dark", label: words.theme.dark, icon: "sun", act: () => choose("dark") },
  ];
}

/** The choices whose words begin with what was typed, each word of it. */
export function matching(choices: readonly Choice[], text: string): Choice[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ label }) => {
    const words = label.toLowerCase().split(/\s+/);
    return typed.every((piece) => words.some((word) => word.startsWith(piece)));
  });
}

const isQuestion = (text: string) => /\?\s*$/.test(text) || text.trim().split(/\s+/).length > 3;

/**
 * Everything that may be meant, in groups. What is asked in words comes before pages of similar names: a question first of
 * all, anything else after the records.
 */
export function groupsOf(
  schema: Schema,
  text: string,
  records: readonly Suggested[],
  passages: readonly Passage[],
): Group[] {
  const words = texts.search;
  const named = recordChoices(schema, records);
  const pages = { id: "pages", title: words.groups.pages, choices: matching(pageChoices(schema), text) };
  const actions = {
    id: "actions",
    title: words.groups.actions,
    choices: matching(actionChoices(schema), text),
  };
  if (text === "") {
    const recent = { id: "recent", title: words.groups.recent, choices: named.slice(0, 5) };
    return filled([recent, actions, pages]);
  }
  const ask: Choice = { id: "ask", label: words.ask(text), icon: "chat", act: () => talk.say(text) };
  const all: Choice = {
    id: "everything",
    label: words.everything(text),
    icon: "search",
    to: `/search?text=${encodeURIComponent(text)}`,
  };
  const groups = [
    { id: "records", title: words.groups.records, choices: named },
    pages,
    actions,
    { id: "written", title: words.groups.written, choices: [...quoteChoices(schema, passages), all] },
  ];
  const asking = { id: "asking", title: words.groups.ask, choices: [ask] };
  groups.splice(isQuestion(text) ? 0 : 3, 0, asking);
  return filled(groups);
}

const filled = (groups: Group[]): Group[] => groups.filter(({ choices }) => choices.length > 0);
