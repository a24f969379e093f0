// Rows of dots with intervals: one line a thing, its name, its range, its figure.
import * as Plot from "@observablehq/plot";
import type { Summary } from "../brief";
import { figure, widthOf, wrap } from "../words";
import { colour, HALO, sheet, SMALL, TYPE, WIDE, words } from "./theme";

export interface Row {
  label: string;
  /** Beside the label, softer. */
  note?: string;
  /** The dot. A row without is a heading, or says in `text` why there is none. */
  mid: number | null;
  /** Ends of the thick line, and of the thin one. */
  low?: number | null;
  high?: number | null;
  low95?: number | null;
  high95?: number | null;
  /** The figure in words, at the end of the row. */
  text?: string;
  fill?: string;
  strong?: boolean;
  heading?: boolean;
  /** A second, hollow dot. */
  other?: number | null;
}

export interface Line {
  at: number;
  text: string;
  stroke: string;
  dashed?: boolean;
}

export interface Head {
  /** Pixels of a value. */
  x: (value: number) => number;
  left: number;
  right: number;
  top: number;
  wide: boolean;
}

export interface RowsOptions {
  width: number;
  domain: [number, number];
  lines: Line[];
  /** Pixels for labels beside the rows, where they stand there, and the most lines of one. */
  labels?: { width: number; lines: number };
  /** Marks above the rows, on the same scale, and their height. */
  head?: (space: Head) => { marks: Plot.Markish[]; height: number };
  /** Marks below the rows, from the y given on, and their height. */
  foot: (top: number, inner: number) => { marks: Plot.Markish[]; height: number };
}

/** A row from a distribution. */
export function rowOf(label: string, summary: Summary, rest: Partial<Row> = {}): Row {
  const { median, low80, high80, low95, high95, constant } = summary;
  const range = constant ? {} : { low: low80, high: high80, low95, high95 };
  return { label, mid: median, ...range, ...rest };
}

interface Placed extends Row {
  y: number;
  labelY: number;
  lines: string[];
}

/** Ticks at round steps, for scales that have no words of their own. */
export function plainScale(
  ticks: number[],
  name: (tick: number) => string,
  title: string,
): RowsOptions["foot"] {
  return (top) => {
    const items = ticks.map((tick) => ({ x: tick, y: top + 6, text: name(tick) }));
    return {
      marks: [
        Plot.ruleX(ticks, { y1: top, y2: top + 4, stroke: colour.soft }),
        words(items, { lineAnchor: "top", fontSize: SMALL, fill: colour.soft }),
        Plot.text([title], { frameAnchor: "left", y: top + 24, textAnchor: "start", lineAnchor: "top", fontSize: SMALL, fill: colour.soft }),
      ],
      height: 42,
    };
  };
}

/** Round ticks that cover a domain. */
export function roundTicks([low, high]: [number, number], most = 6): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + 1e-9; tick += step) ticks.push(Number(tick.toFixed(9)));
  return ticks;
}

/** A domain around values, with zero in it and room at both ends. */
export function domainAround(values: (number | null | undefined)[]): [number, number] {
  const known = values.filter((value): value is number => typeof value === "number");
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const room = 0.06 * (high - low || 1);
  return [low < 0 ? low - room : 0, high > 0 ? high + room : room];
}

const HEADING = 30;
const BESIDE = 28;

function place(rows: Row[], top: number, wide: boolean, left: number, width: number, most: number): { placed: Placed[]; bottom: number } {
  let y = top;
  const placed = rows.map((row): Placed => {
    const beside = wide && row.heading !== true;
    const room = beside ? left - 18 : width - widthOf(row.text ?? "", TYPE) - 30;
    const lines = wrap(row.note === undefined || row.note === "" ? row.label : `${row.label} \u00b7 ${row.note}`, room, row.heading ? 1 : most, TYPE);
    const start = y;
    if (row.heading) {
      y += HEADING;
      return { ...row, lines, y: start + 20, labelY: start + 20 };
    }
    if (wide) {
      y += BESIDE + Math.max(0, lines.length - 1) * 11;
      return { ...row, lines, y: (start + y) / 2, labelY: (start + y) / 2 };
    }
    y += 20 + lines.length * 15;
    return { ...row, lines, y: y - 10, labelY: start + 4 + (lines.length * 15) / 2 };
  });
  return { placed, bottom: y + 6 };
}

/** Labels at the left edge: beside the rows where there is room, above them on narrow screens. */
function labels(placed: Placed[], wide: boolean, left: number): Plot.Markish[] {
  return placed.map((row) =>
    Plot.text([row], {
      frameAnchor: "left",
      dx: wide ? -left : 0,
      y: row.labelY,
      text: () => row.lines.join("\n"),
      textAnchor: "start",
      lineHeight: 1.15,
      fontSize: row.heading ? SMALL : TYPE,
      ...(row.heading === true ? HALO : {}),
      fontWeight: row.strong === true || row.heading === true ? 650 : 400,
      fill: row.heading === true ? colour.soft : colour.ink,
    }),
  );
}

/** The figure of each row: at the right edge beside the label on narrow screens, else after the range. */
function figures(placed: Placed[], wide: boolean, right: number): Plot.Markish[] {
  return placed
    .filter((row) => row.text !== undefined)
    .map((row) =>
      Plot.text([row], {
        frameAnchor: "right",
        dx: wide ? right : 0,
        y: wide ? row.y : row.labelY,
        text: "text",
        textAnchor: "end",
        fontWeight: row.strong === true ? 650 : 500,
        fill: row.mid === null ? colour.soft : colour.ink,
        fontVariant: "tabular-nums",
      }),
    );
}

function guides(lines: Line[], top: number, bottom: number): Plot.Markish[] {
  return lines.map((line) =>
    Plot.ruleX([line.at], {
      y1: top,
      y2: bottom,
      stroke: line.stroke,
      strokeWidth: 1.25,
      ...(line.dashed === true ? { strokeDasharray: "4 3" } : {}),
    }),
  );
}

/** Names of the guides above the rows, one line each where they would meet. */
function guideNames(lines: Line[], x: (value: number) => number, width: number): { marks: Plot.Markish[]; height: number } {
  const ordered = [...lines].filter(({ text }) => text !== "").sort((a, b) => a.at - b.at);
  const ends: number[] = [];
  const marks = ordered.map((line) => {
    const half = widthOf(line.text, SMALL) / 2;
    const centre = x(line.at);
    const anchor = centre - half < 0 ? "start" : centre + half > width ? "end" : "middle";
    const start = anchor === "start" ? centre : anchor === "end" ? centre - 2 * half : centre - half;
    let lane = ends.findIndex((end) => end + 8 < start);
    if (lane < 0) lane = ends.length;
    ends[lane] = start + 2 * half;
    return words([{ x: line.at, y: 9 + 15 * lane, text: line.text }], { textAnchor: anchor, fontSize: SMALL, fill: line.stroke, fontWeight: 600 });
  });
  return { marks, height: 15 * ends.length };
}

/** The widest figure decides what is kept free at the right. */
export function rows(list: Row[], { width, domain, lines, labels: beside, head, foot }: RowsOptions): SVGSVGElement {
  const wide = width >= WIDE;
  const left = wide ? Math.min(beside?.width ?? 250, 0.38 * width) : 8;
  const right = wide ? 14 + Math.max(0, ...list.map((row) => widthOf(row.text ?? "", TYPE))) : 8;
  const inner = width - left - right;
  const x = (value: number): number => left + ((value - domain[0]) / (domain[1] - domain[0])) * inner;
  const names = guideNames(lines, x, width);
  const above = head?.({ x, left, right: width, top: names.height + 6, wide }) ?? { marks: [], height: 0 };
  const top = names.height + 6 + above.height;
  const { placed, bottom } = place(list, top, wide, left, width, beside?.lines ?? 2);
  const below = foot(bottom, inner);
  const dots = placed.filter((row) => row.mid !== null);
  const ranges = dots.filter((row) => row.low !== undefined && row.low !== null);
  return sheet(width, bottom + below.height, { domain }, { left, right }, [
    Plot.ruleY(dots, { y: "y", x1: domain[0], x2: domain[1], stroke: colour.line, strokeDasharray: "1 3" }),
    ...guides(lines, names.height + 2, bottom),
    ...above.marks,
    Plot.ruleY(ranges, { x1: "low95", x2: "high95", y: "y", stroke: (row: Placed) => row.fill ?? colour.neutral, strokeWidth: 1.5 }),
    Plot.ruleY(ranges, { x1: "low", x2: "high", y: "y", stroke: (row: Placed) => row.fill ?? colour.neutral, strokeWidth: 5, strokeOpacity: 0.55, strokeLinecap: "round" }),
    Plot.dot(dots.filter((row) => typeof row.other === "number"), { x: "other", y: "y", r: 4, fill: colour.paper, stroke: (row: Placed) => row.fill ?? colour.neutral, strokeWidth: 1.5 }),
    Plot.dot(dots, {
      x: "mid",
      y: "y",
      r: (row: Placed) => (row.strong === true ? 6 : 5),
      fill: (row: Placed) => row.fill ?? colour.neutral,
      stroke: colour.paper,
      strokeWidth: 1.5,
      title: (row: Placed) => `${row.label}: ${row.text ?? figure(row.mid)}`,
    }),
    ...names.marks,
    ...labels(placed, wide, left),
    ...figures(placed, wide, right),
    ...below.marks,
  ]);
}
