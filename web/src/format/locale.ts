import { useSettings } from "../data/settings";
import { useSession } from "../data/session";

export interface Locale {
  /** A language tag, as `en-GB`. */
  tag: string;
  /** An IANA zone, as `Europe/Berlin`. */
  timeZone: string;
  /** Of all amounts, if the workspace has one. */
  currency: string | null;
}

/** A tag that Intl takes: underscores are told as hyphens, what it does not know as English. */
export function tagOf(said: string): string {
  try {
    return Intl.getCanonicalLocales(said.replace("_", "-"))[0] ?? "en";
  } catch {
    return "en";
  }
}

/** A zone that this browser knows. */
export function zoneOf(said: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: said }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** How the signed-in user reads numbers and dates. */
export function useLocale(): Locale {
  const settings = useSettings();
  const user = useSession().session?.user;
  return {
    tag: tagOf(user?.locale ?? settings?.locale ?? "en"),
    timeZone: zoneOf(user?.timeZone ?? settings?.timeZone ?? "UTC"),
    currency: settings?.currency ?? null,
  };
}
