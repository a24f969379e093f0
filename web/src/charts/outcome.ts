// Where it ends: by venue, against the positions of all states on the issue's scale.
import * as Plot from "@observablehq/plot";
import type { Chart, Table } from "../chart";
import type { Issue, Quantity } from "../brief";
import type { View } from "../view";
import { cut, figure, plain, widthOf } from "../words";
import { rowOf, rows, type Head, type Line, type Row } from "./rows";
import { colour, HALO, issueScale, sheet, SMALL, TYPE, words } from "./theme";

interface Group {
  at: number;
  states: Quantity[];
  text: string;
  fill: string;
  strong: boolean;
}

/** The two sides each by themselves; of the others those that want the same together. */
function groups(view: View, issue: Issue): Group[] {
  const byPoint = new Map<string, Quantity[]>();
  for (const position of view.positions(issue)) {
    const side = position.state === issue.state || position.state === issue.against;
    const key = side ? `${position.state}` : String(position.mode);
    byPoint.set(key, [...(byPoint.get(key) ?? []), position]);
  }
  const made = [...byPoint.values()].map((states): Group => {
    const state = states[0]?.state;
    const fill = state === issue.state ? colour.state : state === issue.against ? colour.against : colour.neutral;
    return { at: states[0]?.mode ?? 0, states, text: groupName(view, states), fill, strong: fill !== colour.neutral };
  });
  return made.sort((a, b) => Number(b.strong) - Number(a.strong) || a.at - b.at);
}

/** From where to where a group's marks reach: the ranges of the two sides are drawn. */
function reach({ at, states, strong }: Group): [number, number] {
  return strong ? [states[0]?.low ?? at, states[0]?.high ?? at] : [at, at];
}

function groupName(view: View, states: Quantity[]): string {
  const named = states.slice(0, 3).map(({ state }) => view.state(state));
  const rest = states.length - named.length;
  return named.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

interface PlacedGroup extends Group {
  lane: number;
  anchor: "start" | "end";
}

/** A lane for each group, so that no name runs into another; names turn left where the right edge is near. */
function lanes(list: Group[], x: (value: number) => number, right: number): PlacedGroup[] {
  const taken: [number, number][][] = [];
  return list.map((group) => {
    const text = cut(group.text, 0.55 * right, TYPE);
    const length = widthOf(text, TYPE) + 14;
    const [low, high] = reach(group);
    const anchor = x(high) + length > right ? "end" : "start";
    const from = x(low) - (anchor === "start" ? 6 : length);
    const to = x(high) + (anchor === "start" ? length : 6);
    let lane = taken.findIndex((spans) => spans.every(([start, end]) => to < start || from > end));
    if (lane < 0) lane = taken.push([]) - 1;
    taken[lane]?.push([from, to]);
    return { ...group, text, lane, anchor };
  });
}

const LANE = 18;

/** What each state wants, drawn above the venues on the same scale. */
function positionMarks(view: View, issue: Issue, { x, left, right, top, wide }: Head): { marks: Plot.Markish[]; height: number } {
  const placed = lanes(groups(view, issue), x, right);
  const deepest = Math.max(0, ...placed.map(({ lane }) => lane));
  const first = top + (wide ? 10 : 26);
  const y = (group: PlacedGroup): number => first + LANE * group.lane;
  const height = LANE * (deepest + 1) + (wide ? 12 : 28);
  const ranges = placed.flatMap((group) =>
    group.strong ? group.states.filter(({ low, high }) => low < high).map(({ low, high }) => ({ low, high, y: y(group), fill: group.fill })) : [],
  );
  return {
    marks: [
      heading("What each wants", left, top + 10, wide),
      heading("Where it ends", left, top + height + 4, wide),
      Plot.ruleY(ranges, { x1: "low", x2: "high", y: "y", stroke: "fill", strokeWidth: 5, strokeOpacity: 0.3, strokeLinecap: "round" }),
      Plot.dot(placed, { x: "at", y, r: 4.5, symbol: "diamond", fill: "fill", stroke: colour.paper, title: (group: PlacedGroup) => `${group.states.map(({ state }) => view.state(state)).join(", ")}: ${plain(group.at)}` }),
      ...placed.map((group) =>
        words([{ x: reach(group)[group.anchor === "start" ? 1 : 0], y: y(group), text: group.text }], { ...HALO, textAnchor: group.anchor, dx: group.anchor === "start" ? 9 : -9, fill: group.fill === colour.neutral ? colour.soft : group.fill, fontWeight: group.strong ? 650 : 400 }),
      ),
    ],
    height: height + 16,
  };
}

/** What the lines below are, at the left edge. */
function heading(text: string, left: number, y: number, wide: boolean): Plot.Text {
  return Plot.text([text], { frameAnchor: "left", dx: wide ? -left : 0, y, textAnchor: "start", fontSize: SMALL, fontWeight: 650, fill: colour.soft });
}

function venueRows(view: View, issue: Issue): Row[] {
  const venues = view.venuesOf(issue);
  const alone = venues[0];
  const list: Row[] = [];
  if (alone !== undefined && alone.bilateral.median !== null && issue.state !== null && issue.against !== null) {
    const label = `${view.state(issue.state)} and ${view.state(issue.against)} alone`;
    list.push(rowOf(label, alone.bilateral, { fill: colour.against, text: figure(alone.bilateral.median) }));
  }
  for (const venue of venues) {
    list.push(
      rowOf(view.forum(venue.forum), venue.settled, {
        fill: colour.state,
        strong: venue.forum === view.brief.headline?.forum,
        text: figure(venue.settled.median),
      }),
    );
  }
  return list;
}

function guides(view: View, issue: Issue): Line[] {
  const lines: Line[] = [];
  const now = view.statusQuo(issue);
  if (now !== undefined) lines.push({ at: now.mode, text: "status quo", stroke: colour.ink, dashed: true });
  if (issue.outcome !== null) lines.push({ at: issue.outcome.value, text: "what happened", stroke: colour.second });
  const [first, second] = lines;
  if (first !== undefined && second !== undefined && Math.abs(first.at - second.at) < 1e-9) {
    return [{ ...second, text: "status quo, and what happened", stroke: colour.ink, dashed: true }];
  }
  return lines;
}

function issueTable(view: View, issue: Issue): Table {
  const result: Table = {
    columns: [{ title: "What" }, { title: "Kind" }, { title: "Median", unit: "points" }, { title: "80% from" }, { title: "80% to" }, { title: "95% from" }, { title: "95% to" }],
    rows: [],
  };
  for (const { label, mid, low, high, low95, high95 } of venueRows(view, issue)) {
    result.rows.push([label, "outcome", mid, low ?? mid, high ?? mid, low95 ?? mid, high95 ?? mid]);
  }
  for (const { state, mode, low, high } of view.positions(issue)) {
    result.rows.push([view.state(state), "position (ends of the range)", mode, low, high, low, high]);
  }
  return result;
}

function subject(view: View, variant: string): Issue | undefined {
  return view.issue(variant) ?? view.subject;
}

export const outcome: Chart = {
  id: "outcome",
  place: "top",
  choice: "Issue",
  variants: (view) => {
    const open = new Set(view.base.venues.filter((venue) => venue.open).map(({ issue }) => issue));
    const first = view.subject?.id;
    return view.brief.dossier.issues
      .filter(({ id }) => open.has(id))
      .sort((a, b) => Number(b.id === first) - Number(a.id === first))
      .map(({ id, question }) => ({ id, title: cut(question, 420) }));
  },
  title: (view, variant) => subject(view, variant)?.question ?? "",
  reading: (view, variant) => {
    const issue = subject(view, variant);
    const bound = issue === undefined ? "" : `What each state wants (diamonds), and where it ends in each venue: the median of ${view.brief.draws.toLocaleString("en")} draws, with 80% (thick) and 95% (thin) of them.`;
    return bound;
  },
  table: (view, variant) => {
    const issue = subject(view, variant);
    if (issue === undefined) return null;
    const table = issueTable(view, issue);
    return table.rows.length === 0 ? null : table;
  },
  draw: ({ view, variant, width }) => {
    const issue = subject(view, variant);
    if (issue === undefined) return sheet(width, 1, { domain: [0, 100] }, { left: 0, right: 0 }, []);
    const list = venueRows(view, issue);
    return rows(list, {
      width,
      domain: [0, 100],
      lines: guides(view, issue),
      head: (space) => positionMarks(view, issue, space),
      foot: (top, inner) => issueScale(issue, inner, top),
    });
  },
};
