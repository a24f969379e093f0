// Who may take part in an operation, who may lead it: a grid of answers.
import * as Plot from "@observablehq/plot";
import type { Chart } from "../chart";
import type { Mandate } from "../brief";
import type { View } from "../view";
import { percent, wrap } from "../words";
import { colour, sheet, short, SMALL, TYPE, WIDE } from "./theme";

const ANSWERS: { [may in Mandate["may"]]: { sign: string; fill: string; words: string } } = {
  yes: { sign: "\u2713", fill: "var(--chart-blue)", words: "may" },
  no: { sign: "\u2715", fill: "var(--chart-grey-light)", words: "may not" },
  unknown: { sign: "?", fill: "var(--chart-ochre)", words: "unknown" },
};

const ROLES: { [role in Mandate["role"]]: string } = { deploy: "take part", lead: "lead" };

interface Question {
  operation: string;
  role: Mandate["role"];
}

function mandates(view: View): Mandate[] {
  return view.base.mandates ?? [];
}

function questions(view: View): Question[] {
  const seen = new Map<string, Question>();
  for (const { operation, role } of mandates(view)) seen.set(`${operation} ${role}`, { operation, role });
  return [...seen.values()];
}

/** Words of what stands in the way, up to three. */
function obstacles({ obstacles: list, impossible }: Mandate): string {
  if (impossible) return "nothing can mend it";
  const words = ({ label, within }: { label: string | null; within: string | null }) => (within === null ? "" : `${within}: `) + (label ?? "a condition");
  const named = list.slice(0, 3).map((obstacle) => (obstacle.must_fail ? `must cease: ${words(obstacle)}` : words(obstacle)));
  return named.join("; ") + (list.length > 3 ? "; \u2026" : "");
}

interface Cell extends Mandate {
  column: number;
  y: number;
}

const ROW = 26;

export const mandatesChart: Chart = {
  id: "mandates",
  place: "mandates",
  title: () => "Who may, and who may not",
  reading: () => "With every figure at its most likely value; the share of draws in which the answer is yes where that is between. What stands in the way is in the table below.",
  table: (view) => {
    const list = mandates(view);
    if (view.moved || list.length === 0) return null;
    return {
      columns: [{ title: "State" }, { title: "Operation" }, { title: "Role" }, { title: "Answer" }, { title: "Allowed in", unit: "share of draws" }, { title: "What stands in the way" }],
      rows: list.map((mandate) => [view.state(mandate.state), view.operation(mandate.operation), ROLES[mandate.role], ANSWERS[mandate.may].words, mandate.allowed.value, obstacles(mandate)]),
    };
  },
  draw: ({ view, width }) => {
    const columns = questions(view);
    const states = [...new Set(mandates(view).map(({ state }) => state))];
    const left = width >= WIDE ? 200 : 104;
    const size = (width - left) / Math.max(1, columns.length);
    const heads = columns.map(({ operation, role }) => [...wrap(view.operation(operation), size - 10, 3, SMALL), ROLES[role]]);
    const top = 14 * Math.max(1, ...heads.map(({ length }) => length)) + 12;
    const cells = mandates(view).map((mandate): Cell => ({
      ...mandate,
      column: columns.findIndex(({ operation, role }) => operation === mandate.operation && role === mandate.role),
      y: top + ROW * states.indexOf(mandate.state) + ROW / 2,
    }));
    const between = (cell: Cell): boolean => (cell.allowed.value ?? 0) > 0 && (cell.allowed.value ?? 0) < 1;
    return sheet(width, top + ROW * states.length + 4, { domain: [0, columns.length] }, { left, right: 0 }, [
      ...heads.map((lines, at) =>
        Plot.text([lines.join("\n")], { x: [at], y: top - 8, dx: 2, textAnchor: "start", lineAnchor: "bottom", lineHeight: 1.2, fontSize: SMALL, fontWeight: 650, fill: colour.soft }),
      ),
      Plot.rect(cells, { x1: "column", x2: (cell: Cell) => cell.column + 1, y1: (cell: Cell) => cell.y - ROW / 2, y2: (cell: Cell) => cell.y + ROW / 2, inset: 1.5, fill: (cell: Cell) => ANSWERS[cell.may].fill, title: (cell: Cell) => `${view.state(cell.state)} ${ANSWERS[cell.may].words} ${ROLES[cell.role]}${cell.may === "yes" ? "" : `: ${obstacles(cell)}`}` }),
      Plot.text(cells, { x: "column", dx: 10, y: "y", textAnchor: "start", text: (cell: Cell) => `${ANSWERS[cell.may].sign} ${between(cell) ? percent(cell.allowed.value) : ANSWERS[cell.may].words}`, fontSize: TYPE, fill: (cell: Cell) => (cell.may === "yes" ? colour.paper : colour.ink) }),
      ...states.map((state, at) =>
        Plot.text([short(view.state(state), left - 10)], { frameAnchor: "left", dx: -left, y: top + ROW * at + ROW / 2, textAnchor: "start", fill: colour.ink }),
      ),
    ]);
  },
};
