/** `expectedCloseDate` → `Expected close date`. */
export function heading(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/_/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first letter of a sentence made great. */
export const sentence = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);

/** `1 deal`, `3 deals` */
export const counted = (count: number, one: string, many: string, written = String(count)): string =>
  `${written} ${count === 1 ? one : many}`;
