// What is gained: in each forum, and in the forum asked about under each what-if.
import type { Chart, Table } from "../chart";
import type { Case, Summary } from "../brief";
import type { View } from "../view";
import { signed } from "../words";
import { domainAround, plainScale, rowOf, roundTicks, rows, type Row } from "./rows";
import { colour } from "./theme";

interface Entry {
  label: string;
  gain: Summary | null;
  change: number | null;
  group: "forum" | "what-if";
  strong: boolean;
  closed: string;
}

function forumEntries(view: View): Entry[] {
  const asked = view.brief.headline;
  return view.base.venues
    .filter(({ issue, open, gain }) => issue === asked?.issue && open && gain.median !== null)
    .sort((a, b) => (b.gain.median ?? 0) - (a.gain.median ?? 0))
    .map((venue) => ({
      label: view.forum(venue.forum),
      gain: venue.gain,
      change: null,
      group: "forum",
      strong: venue.forum === asked?.forum,
      closed: "",
    }));
}

function whatIfEntry(view: View, which: Case): Entry {
  const venue = view.headlineIn(which);
  const known = venue !== undefined && venue.gain.median !== null;
  return {
    label: which.title,
    gain: known ? venue.gain : null,
    change: known ? venue.gain_change.median : null,
    group: "what-if",
    strong: false,
    closed: known ? "" : "not open",
  };
}

function entries(view: View): Entry[] {
  if (view.headline === undefined || view.headline.gain.median === null) return [];
  const whatIfs = view.moved ? [] : view.brief.cases.slice(1).map((which) => whatIfEntry(view, which));
  whatIfs.sort((a, b) => (b.change ?? -1e9) - (a.change ?? -1e9));
  return [...forumEntries(view), ...whatIfs];
}

/** A change below this is shown as none. */
const NOTHING = 0.05;

function rowFrom(entry: Entry): Row {
  if (entry.gain === null) return { label: entry.label, mid: null, text: entry.closed };
  const changed = entry.change !== null && Math.abs(entry.change) >= NOTHING ? ` (${signed(entry.change)})` : "";
  const fill = entry.group === "forum" ? colour.state : changed === "" ? colour.neutral : (entry.change ?? 0) > 0 ? colour.state : colour.against;
  return rowOf(entry.label, entry.gain, { text: signed(entry.gain.median) + changed, fill, strong: entry.strong });
}

function grouped(view: View, list: Entry[]): Row[] {
  const asked = view.forum(view.brief.headline?.forum ?? "");
  const forums = list.filter(({ group }) => group === "forum").map(rowFrom);
  const whatIfs = list.filter(({ group }) => group === "what-if").map(rowFrom);
  if (whatIfs.length === 0) return forums;
  return [
    { label: "In each forum", mid: null, heading: true },
    ...forums,
    { label: `In the ${asked}, what if \u2026`, mid: null, heading: true },
    ...whatIfs,
  ];
}

function gainTable(list: Entry[]): Table {
  return {
    columns: [{ title: "Forum or what-if" }, { title: "Gain, median", unit: "points" }, { title: "80% from" }, { title: "80% to" }, { title: "Change, median", unit: "points" }],
    rows: list.map(({ label, gain, change }) => [label, gain?.median ?? null, gain?.low80 ?? null, gain?.high80 ?? null, change]),
  };
}

export const gain: Chart = {
  id: "gain",
  place: "forums",
  title: (view) => `What ${view.state(view.subject?.state ?? null)} gains by taking it to a forum`,
  reading: (view) =>
    `Points of the scale, against settling it with ${view.state(view.subject?.against ?? null)} alone. Median and 80% (thick) and 95% (thin) of draws; in brackets the median change from the base case, draw by draw.`,
  table: (view) => {
    const list = entries(view);
    return list.length === 0 ? null : gainTable(list);
  },
  draw: ({ view, width }) => {
    const list = entries(view);
    const domain = domainAround(list.flatMap(({ gain: of }) => [of?.low95, of?.high95]));
    const base = view.headline?.gain.median ?? 0;
    return rows(grouped(view, list), {
      width,
      domain,
      labels: { width: 250, lines: 3 },
      lines: [
        { at: 0, text: "no gain", stroke: colour.ink },
        ...(Math.abs(base) > NOTHING && !view.moved ? [{ at: base, text: "base case", stroke: colour.soft, dashed: true }] : []),
      ],
      foot: plainScale(roundTicks(domain, width < 500 ? 4 : 7), (tick) => signed(tick, tick % 1 === 0 ? 0 : 1), "points of 100"),
    });
  },
};
