// Voting power against share of capability: whom the rule lifts above their weight.
import * as Plot from "@observablehq/plot";
import type { Chart, Variant } from "../chart";
import type { Seat } from "../brief";
import type { View } from "../view";
import { percent } from "../words";
import { plainScale, roundTicks } from "./rows";
import { colour, sheet, short, SMALL, WIDE, words } from "./theme";

const MOST = 20;
const ROW = 24;

/** Members with both shares, the most capable first; those the question is about are always among them. */
function members(view: View, forum: string): Seat[] {
  const seats = (view.forumFigures(forum)?.seats ?? []).filter(({ status, shapley_shubik }) => status === "member" && shapley_shubik !== null);
  const ordered = [...seats].sort((a, b) => (b.capability_share ?? 0) - (a.capability_share ?? 0) || (b.shapley_shubik ?? 0) - (a.shapley_shubik ?? 0));
  const asked = view.brief.dossier.question;
  return ordered.filter(({ state }, at) => at < MOST || state === asked?.state || state === asked?.against);
}

/** Forums with voting power, the question's first. */
export function forumsWithPower(view: View): Variant[] {
  const asked = view.forumAsked;
  return view.brief.dossier.forums
    .filter(({ id }) => members(view, id).length > 1)
    .sort((a, b) => Number(b.id === asked) - Number(a.id === asked))
    .map(({ id, name }) => ({ id, title: short(name, 420) }));
}

function tint(view: View, state: string): string {
  const asked = view.brief.dossier.question;
  return state === asked?.state ? colour.state : state === asked?.against ? colour.against : colour.ink;
}

interface Dumbbell extends Seat {
  y: number;
}

function marksOf(view: View, list: Dumbbell[], left: number): Plot.Markish[] {
  const both = list.filter(({ capability_share }) => capability_share !== null);
  return [
    Plot.ruleY(list, { y: "y", stroke: colour.line, strokeDasharray: "1 3" }),
    Plot.ruleY(both, { x1: "capability_share", x2: "shapley_shubik", y: "y", stroke: colour.soft, strokeWidth: 2 }),
    Plot.dot(both, { x: "capability_share", y: "y", r: 5, fill: colour.paper, stroke: (row: Dumbbell) => tint(view, row.state), strokeWidth: 2, title: (row: Dumbbell) => `${view.state(row.state)}: ${percent(row.capability_share)} of capability` }),
    Plot.dot(list, { x: "shapley_shubik", y: "y", r: 5.5, fill: (row: Dumbbell) => tint(view, row.state), stroke: colour.paper, title: (row: Dumbbell) => `${view.state(row.state)}: ${percent(row.shapley_shubik)} of voting power` }),
    ...list.map((row) =>
      Plot.text([row], { frameAnchor: "left", dx: -left, y: row.y, text: () => short(view.state(row.state), left - 14), textAnchor: "start", fill: tint(view, row.state), fontWeight: tint(view, row.state) === colour.ink ? 400 : 650 }),
    ),
  ];
}

/** The two kinds of dot, named at the first row where they stand apart, else above it. */
function names(list: Dumbbell[], domain: [number, number]): Plot.Markish[] {
  const first = list[0];
  if (first === undefined || first.capability_share === null || first.shapley_shubik === null) return [];
  const capabilityRight = first.capability_share > first.shapley_shubik;
  const name = (x: number, text: string, right: boolean): Plot.Text =>
    words([{ x, y: 10, text }], { textAnchor: right ? (x > 0.6 * domain[1] ? "end" : "start") : x < 0.25 * domain[1] ? "start" : "end", fontSize: SMALL, fontWeight: 600, fill: colour.soft });
  const apart = Math.abs(first.capability_share - first.shapley_shubik) > 0.45 * domain[1];
  if (!apart) return [Plot.text(["\u25cb capability   \u25cf voting power"], { frameAnchor: "left", y: 10, textAnchor: "start", fontSize: SMALL, fontWeight: 600, fill: colour.soft })];
  return [name(first.capability_share, "\u25cb capability", capabilityRight), name(first.shapley_shubik, "\u25cf voting power", !capabilityRight)];
}

function hasCapability(view: View, forum: string): boolean {
  return members(view, forum).some(({ capability_share }) => capability_share !== null);
}

/** Which of the members are shown; nothing where all are. */
function selection(view: View, forum: string): string {
  const shown = members(view, forum).length;
  const all = view.forumFigures(forum)?.members ?? shown;
  return all > shown ? ` The ${shown} most ${hasCapability(view, forum) ? "capable" : "powerful"} of ${all}.` : "";
}

export const power: Chart = {
  id: "power",
  place: "say",
  choice: "Forum",
  variants: forumsWithPower,
  title: (view, variant) => (hasCapability(view, variant) ? "Voting power against capability" : "Voting power"),
  reading: (view, variant) => {
    const shares = hasCapability(view, variant) ? "share of the members\u2019 capability, and of voting power" : "share of voting power";
    const rule = short(view.forumFigures(variant)?.rule ?? "", 900);
    return `Each member\u2019s ${shares} (Shapley-Shubik) under the rule: ${rule}${rule.endsWith("\u2026") ? "" : "."}${selection(view, variant)}`;
  },
  table: (view, variant) => {
    const list = members(view, variant);
    if (list.length < 2) return null;
    return {
      columns: [{ title: "Member" }, { title: "Share of capability" }, { title: "Shapley-Shubik" }, { title: "Banzhaf" }],
      rows: list.map((seat) => [view.state(seat.state), seat.capability_share, seat.shapley_shubik, seat.banzhaf]),
    };
  },
  draw: ({ view, variant, width }) => {
    const list = members(view, variant).map((seat, at): Dumbbell => ({ ...seat, y: 34 + ROW * at }));
    const largest = Math.max(0.02, ...list.flatMap(({ capability_share, shapley_shubik }) => [capability_share ?? 0, shapley_shubik ?? 0]));
    const domain: [number, number] = [0, Math.min(1, 1.05 * largest)];
    const left = width >= WIDE ? 190 : 110;
    const bottom = 34 + ROW * list.length - 8;
    const foot = plainScale(roundTicks(domain, width < 500 ? 4 : 8), (tick) => percent(tick), "share of all members")(bottom, width);
    return sheet(width, bottom + foot.height, { domain }, { left, right: 18 }, [...marksOf(view, list, left), ...names(list, domain), ...foot.marks]);
  },
};
