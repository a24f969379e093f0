// What all charts share: colours by meaning, type sizes, the scale of an issue.
import * as Plot from "@observablehq/plot";
import type { Issue } from "../brief";
import { cut, wrap } from "../words";

/** Colours are the page's, so that both themes and print have their own. */
export const colour = {
  ink: "var(--ink)",
  soft: "var(--soft)",
  line: "var(--line)",
  paper: "var(--paper)",
  wash: "var(--wash)",
  /** The state under pressure, and what it gains. */
  state: "var(--chart-blue)",
  /** The pressing state. */
  against: "var(--chart-red)",
  /** Figures of nobody in particular. */
  neutral: "var(--chart-grey)",
  /** Where neither sign nor side matters. */
  second: "var(--chart-ochre)",
} as const;

export const TYPE = 12.5;
export const SMALL = 11.5;

/** From this width on, labels stand beside their rows, not above them. */
export const WIDE = 620;

/** A drawing in pixels both ways but for the x scale given; no axes of Plot's own. */
export function sheet(
  width: number,
  height: number,
  x: Plot.ScaleOptions,
  margins: { left: number; right: number },
  marks: Plot.Markish[],
): SVGSVGElement {
  const drawn = Plot.plot({
    width,
    height,
    marginTop: 0,
    marginBottom: 0,
    marginLeft: margins.left,
    marginRight: margins.right,
    style: { fontSize: `${TYPE}px`, background: "none" },
    x: { axis: null, ...x },
    y: { type: "identity", axis: null },
    r: { type: "identity" },
    marks,
  });
  if (!(drawn instanceof SVGSVGElement)) throw new Error("a chart without legend is one drawing");
  return drawn;
}

export interface At {
  x: number;
  y: number;
}

/** Keeps a text legible where lines run behind it. */
export const HALO = { stroke: colour.paper, strokeWidth: 4, paintOrder: "stroke" } as const;

/** Text at points of the sheet. */
export function words(
  items: (At & { text: string })[],
  options: Omit<Plot.TextOptions, "x" | "y" | "text"> = {},
): Plot.Text {
  return Plot.text(items, { x: "x", y: "y", text: "text", fill: colour.ink, lineHeight: 1.2, ...options });
}

/** The scale of an issue below a sheet: ticks at its anchors, words at its ends. Returns marks from `top` on
 * and how high they are. */
export function issueScale(issue: Issue, width: number, top: number): { marks: Plot.Markish[]; height: number } {
  const points = [...new Set([0, 100, ...issue.scale.map(({ point }) => point)])].sort((a, b) => a - b);
  const said = (point: number): string => issue.scale.find((anchor) => anchor.point === point)?.words ?? "";
  const low = wrap(said(0), 0.42 * width, 3, SMALL);
  const high = wrap(said(100), 0.42 * width, 3, SMALL);
  const ends = [
    { x: 0, y: top + 25, text: low.join("\n"), end: "start" as const },
    { x: 100, y: top + 25, text: high.join("\n"), end: "end" as const },
  ];
  const ticks = points.map((point) => ({ x: point, y: top + 6, text: String(point) }));
  return {
    marks: [
      Plot.ruleY([top], { x1: 0, x2: 100, stroke: colour.soft }),
      Plot.ruleX(ticks, { x: "x", y1: top, y2: top + 4, stroke: colour.soft }),
      words(ticks, { lineAnchor: "top", fontSize: SMALL, fill: colour.soft }),
      ...ends.map((item) =>
        words([item], { textAnchor: item.end, lineAnchor: "top", fontSize: SMALL, fill: colour.soft }),
      ),
    ],
    height: 30 + 14 * Math.max(low.length, high.length, 1),
  };
}

/** A name cut to what a chart has room for. */
export function short(name: string, pixels: number): string {
  return cut(name, pixels, TYPE);
}
