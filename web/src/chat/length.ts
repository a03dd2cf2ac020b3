import { hasRole, type Me } from "../data/session";

const MESSAGE = 8_000;
const DESCRIPTION = 40_000;
const DESCRIBES = /\b(?:schema|data model|erDiagram|className)\b/i;

/** How many characters a message may have; a description of classes that an admin pastes may be a whole page. */
export const longest = (text: string, me: Me): number =>
  text.length > MESSAGE && hasRole(me, "admin") && DESCRIBES.test(text) ? DESCRIPTION : MESSAGE;
