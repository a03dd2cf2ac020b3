import { queryOptions, keepPreviousData } from "@tanstack/react-query";
import { api } from "../data/api";

export type Existing = "skip" | "update";
export type What = "create" | "update" | "unchanged" | "duplicate" | "error";

/** A sheet that somebody chose or pasted. */
export interface Source {
  /** Tells it from every other one. */
  key: string;
  /** The file's name; nothing for pasted rows. */
  name: string | null;
  /** What the server takes: text, or a file in base64. */
  sheet: { text: string } | { content: string };
}

/** How a sheet is to be understood. */
export interface Reading {
  cls: string;
  mapping: Readonly<Record<string, string | null>>;
  existing: Existing;
  /** Nothing for the user's own. */
  locale: string | null;
}

export interface Numbers {
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number[];
  problems: { row: number; error: string }[];
  problemCount: number;
}

export interface Plan extends Numbers {
  rows: number;
  encoding: string;
  delimiter: string;
  columns: { title: string; field: string | null; examples: string[] }[];
  fields: string[];
  steps: { row: number; what: What; name: string; id: string | null; fields: string[] }[];
}

export interface Done extends Numbers {
  run: string | null;
}

/** What the server is asked, to try it or to do it. */
export const bodyOf = (source: Source, reading: Reading) => ({
  class: reading.cls,
  mapping: reading.mapping,
  existing: reading.existing,
  ...(reading.locale !== null && { locale: reading.locale }),
  ...source.sheet,
});

/** What a sheet would do; asked again when it is to be understood otherwise. */
export const planQuery = (source: Source, reading: Reading) =>
  queryOptions({
    queryKey: ["transfer", "plan", source.key, reading],
    queryFn: ({ signal }) => api<Plan>("POST", "/api/import/plan", { body: bodyOf(source, reading), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });

/** Bring it in; the key says that it is the same attempt when it is sent again. */
export const apply = (source: Source, reading: Reading, skipProblems: boolean, key: string): Promise<Done> =>
  api("POST", "/api/import/apply", {
    body: { ...bodyOf(source, reading), skipProblems },
    headers: { "Idempotency-Key": key },
  });

/** A file as the server takes it. */
export async function read(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}
