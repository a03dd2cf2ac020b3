/**
 * All words of the pages, a section for each folder of them; a page takes along only those that it says. Another language
 * is another catalogue of the same shape.
 */
export * as texts from "./en";
