import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const KEY = "parley.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function read(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

function paint(): void {
  const theme = read();
  document.documentElement.dataset["theme"] =
    theme === "system" ? (system.matches ? "dark" : "light") : theme;
  listeners.forEach((listener) => listener());
}

system.addEventListener("change", paint);
addEventListener("storage", (event) => {
  if (event.key === KEY) paint();
});

/** Let the pages be light, dark, or as the system is; kept in this browser. */
export function choose(theme: Theme): void {
  if (theme === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  paint();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTheme = (): Theme => useSyncExternalStore(listen, read);
