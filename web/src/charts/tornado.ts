// What the answer hangs on: each uncertain figure moved alone from end to end of its range.
import * as Plot from "@observablehq/plot";
import type { Chart, Column } from "../chart";
import type { Driver } from "../brief";
import type { View } from "../view";
import { plain, signed, widthOf, wrap } from "../words";
import { domainAround, plainScale, roundTicks } from "./rows";
import { colour, sheet, SMALL, TYPE, WIDE, words } from "./theme";

interface Bar {
  name: string;
  driver: Driver;
  base: number;
  y: number;
  lines: string[];
  labelY: number;
}

const MOST = 12;
/** A swing below this is not seen in the figures shown. */
const NOTHING = 0.05;

const DRAWN = "drawn";

/** Where the bars start from: the gain with every quantity at its most likely value, or the mean over all draws. */
function baseGain(view: View, variant: string): number | null {
  const state = view.subject?.state ?? null;
  if (view.headline === undefined || state === null) return null;
  if (variant === DRAWN) return view.headline.gain.mean;
  return view.participant(view.headline, state)?.gain ?? view.headline.gain.median;
}

/** What each end of the range gives. */
function gains(driver: Driver, variant: string): [number | null, number | null] {
  if (variant !== DRAWN) return [driver.gain_at_low, driver.gain_at_high];
  return [driver.drawn_at_low?.mean.value ?? null, driver.drawn_at_high?.mean.value ?? null];
}

function swing(driver: Driver, variant: string): number {
  const [low, high] = gains(driver, variant);
  return variant === DRAWN ? Math.abs((high ?? 0) - (low ?? 0)) : (driver.swing ?? 0);
}

function shown(view: View, variant: string): Driver[] {
  const list = view.brief.drivers.filter((driver) => swing(driver, variant) >= NOTHING);
  const part = (driver: Driver): number => driver.shares?.gain.total.value ?? 0;
  if (variant === DRAWN) list.sort((a, b) => part(b) - part(a));
  return list.slice(0, MOST);
}

const MEASURES: { [measure: string]: (view: View, state: string, on: string, forum: string) => string } = {
  position: (_, state) => `position of ${state}`,
  salience: (_, state) => `salience to ${state}`,
  capability: (_, state) => `capability of ${state}`,
  dependence: (_, state, on) => `dependence of ${state} on ${on}`,
  status_quo: () => "status quo",
  bypass_cost: (_, __, ___, forum) => `cost of going around the ${forum}`,
  formality: (_, __, ___, forum) => `formality of the ${forum}`,
  agenda_power: (_, __, ___, forum) => `agenda power of the chair of the ${forum}`,
  voice: (_, state, __, forum) => `voice of ${state} in the ${forum}`,
};

/** A quantity in words, by its path in the dossier. */
export function quantityName(view: View, path: string): string {
  const quantity = view.quantity(path);
  if (quantity === undefined) return path;
  const name = MEASURES[quantity.measure];
  const forum = quantity.forum === null ? "" : view.forum(quantity.forum);
  return name === undefined ? path : name(view, view.state(quantity.state), view.state(quantity.on), forum);
}

/** What stands beside a bar: where the gain flips, or how much of its variance the figure has a part in. */
function remark({ flip_at, shares }: Driver, variant: string): string {
  if (variant !== DRAWN) return flip_at === null ? "" : `flips at ${plain(flip_at)}`;
  const share = shares?.gain.total.value ?? null;
  return share === null ? "" : `${Math.round(100 * Math.max(0, share))}% of variance`;
}

function bars(view: View, variant: string, base: number, left: number, width: number, wide: boolean): { list: Bar[]; bottom: number } {
  let y = 22;
  const list = shown(view, variant).map((driver): Bar => {
    const name = quantityName(view, driver.quantity);
    const lines = wrap(name.charAt(0).toUpperCase() + name.slice(1), wide ? left - 18 : width - 110, 3, TYPE);
    const start = y;
    y += wide ? 30 + 8 * (lines.length - 1) : 28 + 15 * lines.length;
    const middle = wide ? (start + y) / 2 : y - 16;
    return { name, driver, base, lines, y: middle, labelY: wide ? middle : start + 2 + (15 * lines.length) / 2 };
  });
  return { list, bottom: y + 4 };
}

interface End {
  x1: number;
  x2: number;
  y: number;
  text: string;
  high: boolean;
}

/** From the base to what each end of the range gives; the value at that end stands at the tip. */
function ends(list: Bar[], variant: string): End[] {
  return list.flatMap(({ driver, base, y }) => {
    const made: End[] = [];
    const [atLow, atHigh] = gains(driver, variant);
    if (atLow !== null) made.push({ x1: base, x2: atLow, y, text: plain(driver.low), high: false });
    if (atHigh !== null) made.push({ x1: base, x2: atHigh, y, text: plain(driver.high), high: true });
    return made;
  });
}

/** Bars that leave the base on the same side: the longer below, the shorter above it. */
function byLength(list: End[]): End[] {
  return [...list].sort((a, b) => Math.abs(b.x2 - b.x1) - Math.abs(a.x2 - a.x1));
}

/** Whether another bar of the same row leaves the base on the same side and reaches further. */
function isInner(end: End, list: End[]): boolean {
  const length = ({ x1, x2 }: End): number => Math.abs(x2 - x1);
  return list.some((other) => other !== end && other.y === end.y && (other.x2 - other.x1) * (end.x2 - end.x1) >= 0 && length(other) > length(end));
}

/** Pixels a bar needs to hold a value. */
const ROOM = 36;

/** The values at the tips. An inner bar holds its own where there is room; else it stands across the base. */
function tipMarks(list: End[], scale: number): Plot.Markish[] {
  return list.map((end) => {
    const inner = isInner(end, list);
    const held = inner && Math.abs(end.x2 - end.x1) * scale >= ROOM;
    const sibling = list.find((other) => other !== end && other.y === end.y);
    const away = inner ? Math.sign((sibling?.x2 ?? 0) - end.x1) : Math.sign(end.x2 - end.x1);
    const rightward = away === 0 ? end.high : inner ? away < 0 : away > 0;
    return words([{ x: inner && !held ? end.x1 : end.x2, y: end.y, text: end.text }], {
      textAnchor: rightward ? "start" : "end",
      dx: rightward ? 5 : -5,
      fontSize: SMALL,
      fill: held && end.high ? colour.paper : colour.ink,
      fontVariant: "tabular-nums",
    });
  });
}

/** The figures behind the chart, of both ways to hold the others. */
function row(view: View, driver: Driver): (string | number | null)[] {
  const { low, high, gain_at_low, gain_at_high, flip_at, drawn_at_low, drawn_at_high, shares } = driver;
  const drawn = [drawn_at_low?.mean.value ?? null, drawn_at_high?.mean.value ?? null];
  const parts = [shares?.gain.first, shares?.gain.total].map((share) => share?.value ?? null);
  return [quantityName(view, driver.quantity), low, high, gain_at_low, gain_at_high, driver.swing, flip_at, ...drawn, ...parts];
}

const COLUMNS: Column[] = [
  { title: "Figure" },
  { title: "Low end" },
  { title: "High end" },
  { title: "Gain at the low end", unit: "points" },
  { title: "Gain at the high end", unit: "points" },
  { title: "Swing", unit: "points" },
  { title: "Gain is lost or won at" },
  { title: "Mean gain at the low end, others drawn", unit: "points" },
  { title: "Mean gain at the high end, others drawn", unit: "points" },
  { title: "Share of variance alone" },
  { title: "Share of variance with others" },
];

const READINGS: { [variant: string]: string } = {
  modes:
    "The gain in points when one figure alone moves to the low end (pale) or the high end (strong) of its range, the others at their most likely values; the value at each end stands at the tip. Where the gain is lost or won within the range, it says at which value it flips.",
  [DRAWN]:
    "The mean gain in points with one figure held at the low end (pale) or the high end (strong) of its range and all others drawn; beside it, how much of the variance of the gain the figure has a part in, alone and together with others (Sobol’s total share).",
};

export const tornado: Chart = {
  id: "tornado",
  place: "drivers",
  title: () => "What the gain hangs on",
  choice: "All others",
  variants: (view) => {
    const modes = { id: "modes", title: "at their most likely values" };
    const drawn = view.brief.drivers.some((driver) => driver.drawn_at_low != null);
    return drawn ? [modes, { id: DRAWN, title: "drawn from their ranges" }] : [modes];
  },
  reading: (_, variant) => READINGS[variant] ?? "",
  table: (view, variant) => {
    const list = shown(view, variant);
    if (view.moved || list.length === 0 || baseGain(view, variant) === null) return null;
    return { columns: COLUMNS, rows: list.map((driver) => row(view, driver)) };
  },
  draw: ({ view, variant, width }) => {
    const base = baseGain(view, variant) ?? 0;
    const wide = width >= WIDE;
    const remarks = shown(view, variant).map((driver) => remark(driver, variant));
    const left = wide ? Math.min(250, 0.34 * width) : 30;
    const right = wide ? 24 + Math.max(20, ...remarks.map((text) => widthOf(text, SMALL))) : 30;
    const { list, bottom } = bars(view, variant, base, left, width, wide);
    const tips = byLength(ends(list, variant));
    const domain = domainAround([base, ...tips.map(({ x2 }) => x2)]);
    const foot = plainScale(roundTicks(domain, width < 500 ? 4 : 7), (tick) => signed(tick, tick % 1 === 0 ? 0 : 1), "gain in points")(bottom, width);
    const start = `${signed(base)} ${variant === DRAWN ? "on average" : "at the most likely values"}`;
    return sheet(width, bottom + foot.height, { domain }, { left, right }, [
      Plot.ruleX([base], { y1: 16, y2: bottom, stroke: colour.soft, strokeDasharray: "4 3" }),
      Plot.rect(tips, { x1: "x1", x2: "x2", y1: (end: End) => end.y - 8, y2: (end: End) => end.y + 8, fill: (end: End) => (end.high ? colour.state : "var(--chart-blue-light)") }),
      Plot.ruleX([0], { y1: 16, y2: bottom, stroke: colour.ink, strokeWidth: 1.25 }),
      words([{ x: base, y: 8, text: start }], { textAnchor: base > 0.5 * (domain[0] + domain[1]) ? "end" : "start", fontSize: SMALL, fill: colour.soft, fontWeight: 600 }),
      ...tipMarks(tips, (width - left - right) / (domain[1] - domain[0])),
      ...list.map((bar) =>
        Plot.text([bar], { frameAnchor: "left", dx: -left, y: bar.labelY, text: () => bar.lines.join("\n"), textAnchor: "start", lineHeight: 1.15, fill: colour.ink }),
      ),
      ...list.map((bar) =>
        Plot.text([remark(bar.driver, variant)], {
          frameAnchor: "right",
          dx: right,
          y: wide ? bar.y : bar.labelY,
          textAnchor: "end",
          fontSize: SMALL,
          fill: variant === DRAWN ? colour.soft : colour.against,
          fontWeight: 600,
        }),
      ),
      ...foot.marks,
    ]);
  },
};
