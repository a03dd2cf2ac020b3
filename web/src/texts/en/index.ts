/** English. One section for each folder of pages, so that each is written where its pages are. */
export { admin } from "./admin";
export { app } from "./app";
export { board } from "./board";
export { chat } from "./chat";
export { parts } from "./parts";
export { records } from "./records";
export { reports } from "./reports";
export { search } from "./search";
export { today } from "./today";
export { transfer } from "./transfer";
