import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { settingsQuery } from "../data/settings";
import { MeContext } from "../data/session";
import { Mapping } from "./Mapping";
import type { Plan, Reading } from "./plan";

const me = { id: "u", username: "Ada", email: "a@example.com", roles: [], timeZone: "UTC", locale: "en_GB" };
const plan = {
  rows: 2,
  encoding: "utf-8",
  delimiter: ";",
  fields: ["name", "industry"],
  columns: [
    { title: "Firma", field: "name", examples: ["Basalt", "Slate"] },
    { title: "Branche", field: null, examples: ["Food"] },
  ],
} as unknown as Plan;
const rest = { mapping: { Ort: null }, existing: "skip" as const, locale: null };
const reading: Reading = { cls: "Company", ...rest };

function shown() {
  const onReading = vi.fn();
  const client = new QueryClient();
  client.setQueryData(settingsQuery.queryKey, undefined);
  render(
    <QueryClientProvider client={client}>
      <MeContext value={me}>
        <Mapping plan={plan} reading={reading} onReading={onReading} />
      </MeContext>
    </QueryClientProvider>,
  );
  /** Choose as browsers without a popover do, as when they fill in a form. */
  const choose = (place: number, option: string) => {
    const select = document.querySelectorAll("select")[place] as HTMLSelectElement;
    fireEvent.change(select, { target: { value: option } });
  };
  return { onReading, choose };
}

afterEach(cleanup);

it("shows what each column is taken for, with examples", () => {
  shown();
  const row = screen.getByRole("row", { name: /Firma/ });
  expect(within(row).getByRole("button").textContent).toContain("Name");
  expect(row.textContent).toContain("Basalt · Slate");
  expect(screen.getByText(/columns parted by semicolons/)).toBeTruthy();
});

it("says what is taken for something else, and leaves the rest as it was said", () => {
  const { onReading, choose } = shown();
  choose(3, "industry");
  expect(onReading).toHaveBeenLastCalledWith({ ...rest, mapping: { Ort: null, Branche: "industry" } });
  choose(0, "update");
  expect(onReading).toHaveBeenLastCalledWith({ ...rest, existing: "update" });
  choose(1, "de-DE");
  expect(onReading).toHaveBeenLastCalledWith({ ...rest, locale: "de-DE" });
});
