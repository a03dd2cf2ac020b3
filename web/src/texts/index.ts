import { en } from "./en";

/** All words of the pages. Another language is another catalogue of the same shape. */
export type Texts = typeof en;
export const texts: Texts = en;
