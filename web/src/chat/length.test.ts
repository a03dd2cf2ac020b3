import { expect, test } from "vitest";
import type { Me } from "../data/session";
import { longest } from "./length";

const page = `Schema:\n1. Machine: name (String, required)${"\n".repeat(20_000)}`;
const who = (...roles: string[]) => ({ roles }) as Me;

test("an admin may paste a whole page that describes classes", () => {
  expect(longest(page, who("rep", "admin"))).toBe(40_000);
});

test("any other message, and anybody else's, is a short one", () => {
  expect(longest("x".repeat(20_000), who("admin"))).toBe(8_000);
  expect(longest(page, who("rep"))).toBe(8_000);
});
