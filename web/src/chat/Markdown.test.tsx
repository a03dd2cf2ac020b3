import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { Schema } from "../data/schema";
import { Markdown } from "./Markdown";

const schema = new Schema({ version: "1", preset: "owner", classes: [] });

function shown(text: string, names = new Map<string, string>()): HTMLElement {
  return render(
    <MemoryRouter>
      <Markdown schema={schema} text={text} names={names} />
    </MemoryRouter>,
  ).container;
}

test("tags that somebody wrote are shown as they were written", () => {
  const written = 'A <script>alert(1)</script> & <img src=x onerror="alert(1)"> b';
  const drawn = shown(written);
  expect(drawn.textContent).toBe(written);
  expect(drawn.querySelector("script, img")).toBeNull();
});

test("a link of a program leads nowhere", () => {
  const drawn = shown("[one](javascript:alert(1)) [two](data:text/html,x) [three](//elsewhere.example)");
  expect(drawn.querySelectorAll("a")).toHaveLength(0);
  expect(drawn.textContent).toBe("one two three");
});

test("an image is a link, and asks nobody before it is followed", () => {
  const drawn = shown("![a chart](https://elsewhere.example/a.png)");
  expect(drawn.querySelector("img")).toBeNull();
  expect(drawn.querySelector("a")?.rel).toBe("noreferrer noopener");
});

test("links within the app, and names of records that were changed, lead to their pages", () => {
  const drawn = shown("[Call](/activities/a1) for **Globex**", new Map([["Globex", "/companies/c1"]]));
  const paths = [...drawn.querySelectorAll("a")].map((link) => link.getAttribute("href"));
  expect(paths).toEqual(["/activities/a1", "/companies/c1"]);
});

test("numbers stand at the right of a table", () => {
  shown("| stage | sum |\n| --- | --- |\n| lead | 184,000 |\n| won | — |");
  expect(screen.getByRole("columnheader", { name: "Sum" }).className).toMatch(/number/);
  expect(screen.getByRole("columnheader", { name: "Stage" }).className).not.toMatch(/number/);
});
