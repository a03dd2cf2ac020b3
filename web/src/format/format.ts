import { useMemo } from "react";
import { type Locale, useLocale } from "./locale";

const DAY = 86_400_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["week", 7 * DAY],
  ["day", DAY],
  ["hour", DAY / 24],
  ["minute", DAY / 1440],
];

/** Writes values as the user's language and zone have it. */
export class Format {
  readonly locale: Locale;
  readonly #number: Intl.NumberFormat;
  readonly #money: Intl.NumberFormat;
  readonly #short: Intl.NumberFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #both: Intl.DateTimeFormat;
  readonly #ago: Intl.RelativeTimeFormat;
  readonly #parts: Intl.DateTimeFormat;
  readonly #plural: Intl.PluralRules;
  readonly #clock: Intl.DateTimeFormat;
  readonly #plain: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #weekday: Intl.DateTimeFormat;
  readonly #month: Intl.DateTimeFormat;
  readonly #signs: { group: string; decimal: string; digits: string[] };

  constructor(locale: Locale) {
    const { tag, timeZone, currency } = locale;
    const money: Intl.NumberFormatOptions = currency ? { style: "currency", currency } : {};
    this.locale = locale;
    this.#number = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
    this.#money = new Intl.NumberFormat(tag, {
      ...money,
      maximumFractionDigits: 2,
      trailingZeroDisplay: "stripIfInteger",
    });
    this.#short = new Intl.NumberFormat(tag, { ...money, notation: "compact", maximumFractionDigits: 1 });
    this.#date = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: "medium" });
    this.#day = new Intl.DateTimeFormat(tag, { timeZone, day: "numeric", month: "short" });
    this.#time = new Intl.DateTimeFormat(tag, { timeZone, timeStyle: "short" });
    this.#both = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: "medium", timeStyle: "short" });
    this.#ago = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
    this.#parts = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    this.#clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    this.#plain = new Intl.NumberFormat(tag, { useGrouping: false, maximumFractionDigits: 12 });
    this.#percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
    this.#weekday = new Intl.DateTimeFormat(tag, {
      timeZone,
      weekday: "long",
      day: "numeric",
      month: "long",
    });
    this.#month = new Intl.DateTimeFormat(tag, { timeZone: "UTC", month: "short", year: "numeric" });
    this.#plural = new Intl.PluralRules(tag);
    const parts = this.#number.formatToParts(1234567.8);
    const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "";
    const group = sign("group").trim(); // a space between thousands is left out of what was typed
    const digits = Array.from(this.#plain.format(9876543210)).reverse();
    this.#signs = { group: group === "’" ? "" : group, decimal: sign("decimal"), digits };
  }

  /** `1,234.5` */
  number = (value: number): string => this.#number.format(value);
  /** `€1,234`; without a currency of the workspace, the number alone. */
  money = (value: number): string => this.#money.format(value);
  /** `€1.2M` */
  shortMoney = (value: number): string => this.#short.format(value);
  /** `18 Mar 2026` */
  date = (at: Date): string => this.#date.format(at);
  /** `18 Mar` */
  day = (at: Date): string => this.#day.format(at);
  /** `09:30` */
  time = (at: Date): string => this.#time.format(at);
  /** `18 Mar 2026, 09:30` */
  moment = (at: Date): string => this.#both.format(at);
  /** `2026-03-18`: the day in the user's zone, as inputs of dates take it. */
  isoDay = (at: Date): string => this.#parts.format(at);
  /** `09:30`, as inputs of times take it. */
  isoTime = (at: Date): string => this.#clock.format(at);
  /** A number as somebody may type it again: with the locale's sign for decimals, and no other. */
  plainNumber = (value: number): string => this.#plain.format(value);
  /** `one`, `other`…: which form a number takes. */
  form = (count: number): Intl.LDMLPluralRule => this.#plural.select(count);

  /**
   * A number as people of this locale type it, in its digits or in 0 to 9, also with its signs for thousands; nothing
   * when it is none. A sign for thousands that stands where no thousand ends is none either: `1,5` may mean 1.5.
   */
  readNumber(said: string): number | null {
    const { group, decimal, digits } = this.#signs;
    const bare = Array.from(said.replace(/[\s\u00a0\u202f\u200e\u200f\u061c'’]/g, ""))
      .map((sign) => (digits.includes(sign) ? String(digits.indexOf(sign)) : sign === "\u2212" ? "-" : sign))
      .join("");
    const [whole = "", part = "", ...more] = bare.split(decimal);
    const steps = group === "" ? [whole] : whole.split(group);
    const [first = "", ...rest] = steps;
    const last = rest[rest.length - 1];
    const thousands =
      last === undefined ||
      (last.length === 3 && /^[+-]?\d{1,3}$/.test(first) && rest.every((step) => /^\d{2,3}$/.test(step)));
    if (more.length > 0 || !thousands) return null;
    const plain = `${steps.join("")}.${part}`;
    return /^[+-]?(\d+\.\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
  }

  /** `yesterday`, `in 3 days`, `2 hours ago` */
  ago(at: Date, now = new Date()): string {
    const passed = at.getTime() - now.getTime();
    const [unit, length] = STEPS.find(([, step]) => Math.abs(passed) >= step) ?? ["second", 1_000];
    return this.#ago.format(unit === "second" ? 0 : Math.round(passed / length), unit);
  }

  /** `34%` of 0.34 */
  percent = (part: number): string => this.#percent.format(part);
  /** `today`, `yesterday`, `in 3 days` */
  inDays = (days: number): string => this.#ago.format(days, "day");
  /** `Wednesday 18 March` */
  weekday = (at: Date): string => this.#weekday.format(at);
  /** `Mar 2026` of a month as `2026-03` */
  month = (said: string): string => this.#month.format(Date.parse(`${said}-15T12:00Z`));

  /** Days from today until that day in the user's zone; negative when it has passed. */
  daysUntil(at: Date, now = new Date()): number {
    return Math.round((Date.parse(this.isoDay(at)) - Date.parse(this.isoDay(now))) / DAY);
  }

  isPast = (at: Date): boolean => at.getTime() < Date.now();

  /** The moment at which a day, or a minute as `2026-03-18T09:30`, begins in the user's zone. */
  parse(said: string): Date | null {
    const wanted = Date.parse(`${said.length <= 10 ? `${said}T00:00` : said}Z`);
    if (Number.isNaN(wanted)) return null;
    const first = wanted - this.#offset(wanted);
    return new Date(wanted - this.#offset(first));
  }

  /** Milliseconds that the user's zone is ahead of UTC at a moment. */
  #offset(at: number): number {
    const told = new Intl.DateTimeFormat("en-US", {
      timeZone: this.locale.timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    }).formatToParts(at);
    const part = (type: Intl.DateTimeFormatPartTypes) => Number(told.find((one) => one.type === type)?.value);
    const there = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return there - Math.floor(at / 1_000) * 1_000;
  }
}

/** How values are written for the signed-in user. */
export function useFormat(): Format {
  const { tag, timeZone, currency } = useLocale();
  return useMemo(() => new Format({ tag, timeZone, currency }), [tag, timeZone, currency]);
}
