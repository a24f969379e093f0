// The claims that were put to the test: in how many draws each holds.
import type { Chart } from "../chart";
import type { Claim } from "../brief";
import type { View } from "../view";
import { percent } from "../words";
import { plainScale, rows, type Row } from "./rows";
import { colour } from "./theme";

const VERDICTS: { [verdict: string]: { words: string; fill: string } } = {
  borne_out: { words: "borne out", fill: colour.state },
  not_borne_out: { words: "not borne out", fill: colour.against },
  depends: { words: "depends", fill: colour.second },
};

function tested(view: View): Claim[] {
  const known = view.brief.claims.filter(({ verdict, holds }) => verdict in VERDICTS && typeof holds?.value === "number");
  return known.sort((a, b) => (b.holds?.value ?? 0) - (a.holds?.value ?? 0));
}

/** With a decimal near the bounds of the verdicts, where a rounded figure would seem to contradict them. */
function share(value: number): string {
  const near = [0.1, 0.9].some((bound) => value !== bound && Math.abs(value - bound) < 0.005);
  return near ? `${(100 * value).toFixed(1)}%` : percent(value);
}

function rowFrom({ text, verdict, holds }: Claim): Row {
  const said = VERDICTS[verdict];
  return { label: text, mid: 100 * (holds?.value ?? 0), text: `${share(holds?.value ?? 0)}, ${said?.words ?? ""}`, fill: said?.fill ?? colour.neutral };
}

export const claims: Chart = {
  id: "claims",
  place: "claims",
  title: () => "Claims put to the test",
  reading: () => "Share of draws in which the comparison that a claim rests on holds: borne out from 90% on, not borne out up to 10%, between them it depends.",
  table: (view) => {
    const list = tested(view);
    if (view.moved || list.length < 2) return null;
    return {
      columns: [{ title: "Claim" }, { title: "Verdict" }, { title: "Holds in", unit: "share of draws" }],
      rows: list.map(({ text, verdict, holds }) => [text, VERDICTS[verdict]?.words ?? verdict, holds?.value ?? null]),
    };
  },
  draw: ({ view, width }) =>
    rows(tested(view).map(rowFrom), {
      width,
      domain: [0, 100],
      labels: { width: 380, lines: 3 },
      lines: [
        { at: 10, text: "", stroke: colour.line },
        { at: 90, text: "", stroke: colour.line },
      ],
      foot: plainScale([0, 10, 50, 90, 100], (tick) => `${tick}%`, "of draws"),
    }),
};
