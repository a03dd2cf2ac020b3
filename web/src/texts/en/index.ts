import { admin } from "./admin";
import { app } from "./app";
import { board } from "./board";
import { chat } from "./chat";
import { parts } from "./parts";
import { records } from "./records";
import { reports } from "./reports";
import { search } from "./search";
import { today } from "./today";
import { transfer } from "./transfer";

/** English. One section for each folder of pages, so that each is written where its pages are. */
export const en = { admin, app, board, chat, parts, records, reports, search, today, transfer };
