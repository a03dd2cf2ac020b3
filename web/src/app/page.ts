import { useOutletContext } from "react-router";
import type { Schema } from "../data/schema";

/** The schema, for pages; what is below them gets it as a prop. */
export const usePageSchema = (): Schema => useOutletContext<Schema>();
