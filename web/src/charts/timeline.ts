// Members, chairs and concentration of a forum over the years, one below the other on the same years.
import * as Plot from "@observablehq/plot";
import type { Chart } from "../chart";
import type { ForumEntry, Term, Year } from "../brief";
import type { View } from "../view";
import { percent } from "../words";
import { colour, HALO, sheet, short, SMALL, WIDE, words } from "./theme";

/** Forums of more members than this are shown by their number alone. */
const MOST_NAMED = 40;
const ROW = 19;
const PANEL = 110;

interface Span {
  row: number;
  from: number;
  to: number;
  kind: "member" | "observer" | "partner" | "chair";
  title: string;
}

function yearsOf(view: View, forum: string): Year[] {
  return view.brief.timelines.find((line) => line.forum === forum)?.years ?? [];
}

function entry(view: View, forum: string): ForumEntry | undefined {
  return view.brief.dossier.forums.find(({ id }) => id === forum);
}

/** A date as a year with its fraction. */
function moment(date: string): number {
  const [year, month, day] = date.split("-").map(Number);
  return (year ?? 0) + ((month ?? 1) - 1) / 12 + ((day ?? 1) - 1) / 365;
}

interface Extent {
  from: number;
  to: number;
}

/** The years told, and a chair whose term begins soon after; no further than ten years beyond the dossier's date. */
function extent(view: View, forum: string): Extent {
  const years = yearsOf(view, forum).map(({ year }) => year);
  const now = moment(view.brief.dossier.as_of);
  const terms = (entry(view, forum)?.chairs ?? []).flatMap(({ since }) => (since === null ? [] : [moment(since)]));
  const latest = Math.max(now, ...terms.filter((year) => year < now + 10));
  return { from: Math.min(...years), to: Math.max(...years.map((year) => year + 1), latest + 0.9) };
}

function clip({ since, until }: Term, { from, to }: Extent): { from: number; to: number } {
  return { from: Math.max(from, since === null ? from : moment(since)), to: Math.min(to, until === null ? to : moment(until)) };
}

/** States in order of accession, each with its terms. */
function memberRows(view: View, forum: string): string[] {
  const terms = [...(entry(view, forum)?.memberships ?? [])].sort((a, b) => (a.since ?? "").localeCompare(b.since ?? ""));
  const members = terms.filter(({ status }) => status === "member").map(({ state }) => state);
  const others = terms.map(({ state }) => state);
  return [...new Set([...members, ...others])];
}

function spans(view: View, forum: string, order: string[], years: Extent): Span[] {
  const of = entry(view, forum);
  const when = (term: Term): string => `${term.since ?? "since the beginning"} to ${term.until ?? "now"}`;
  const memberships = (of?.memberships ?? []).map((term): Span => ({ row: order.indexOf(term.state), ...clip(term, years), kind: term.status, title: `${view.state(term.state)}, ${term.status}, ${when(term)}` }));
  const chairs = (of?.chairs ?? []).map((term): Span => ({ row: order.indexOf(term.state), ...clip(term, years), kind: "chair", title: `${view.state(term.state)} in the chair, ${when(term)}` }));
  return [...memberships, ...chairs].filter(({ row, from, to }) => row >= 0 && to > from);
}

function tint(view: View, state: string): string {
  const asked = view.brief.dossier.question;
  return state === asked?.state ? colour.state : state === asked?.against ? colour.against : colour.ink;
}

function memberPanel(view: View, forum: string, years: Extent, left: number, top: number): { marks: Plot.Markish[]; bottom: number } {
  const order = memberRows(view, forum);
  if (order.length > MOST_NAMED) return numberPanel(view, forum, left, top);
  const y = (row: number): number => top + 12 + ROW * row;
  const all = spans(view, forum, order, years);
  const fill: { [kind in Span["kind"]]: string } = { member: "var(--chart-grey-light)", observer: colour.paper, partner: colour.paper, chair: colour.ink };
  const bar = (kinds: Span["kind"][], half: number): Plot.Rect =>
    Plot.rect(
      all.filter(({ kind }) => kinds.includes(kind)),
      { x1: "from", x2: "to", y1: (span: Span) => y(span.row) - half, y2: (span: Span) => y(span.row) + half, fill: (span: Span) => fill[span.kind], stroke: (span: Span) => (span.kind === "observer" || span.kind === "partner" ? colour.soft : "none"), title: "title" },
    );
  return {
    marks: [
      bar(["member", "observer", "partner"], 6),
      bar(["chair"], 3.5),
      ...order.map((state, row) =>
        Plot.text([short(view.state(state), left - 12)], { frameAnchor: "left", dx: -left, y: y(row), textAnchor: "start", fill: tint(view, state), fontWeight: tint(view, state) === colour.ink ? 400 : 650 }),
      ),
    ],
    bottom: y(order.length - 1) + 16,
  };
}

/** A line in a panel of its own: the largest value at its top, zero at its foot. */
function linePanel(years: Year[], series: Series[], most: number, name: (value: number) => string, left: number, top: number, title: string): { marks: Plot.Markish[]; bottom: number } {
  const foot = top + 18 + PANEL;
  const y = (value: number): number => foot - (value / most) * PANEL;
  const grid = [0, 0.5 * most, most].map((value) => ({ y: y(value), text: name(value) }));
  return {
    marks: [
      Plot.ruleY(grid, { y: "y", stroke: colour.line }),
      Plot.text(grid, { frameAnchor: "left", dx: -8, y: "y", text: "text", textAnchor: "end", fontSize: SMALL, fill: colour.soft }),
      Plot.text([title], { frameAnchor: "left", dx: -left, y: top + 2, textAnchor: "start", fontSize: SMALL, fontWeight: 650, fill: colour.soft }),
      ...series.flatMap((line) => lineMarks(years, line, y)),
    ],
    bottom: foot + 8,
  };
}

interface Series {
  of: (year: Year) => number | null;
  name: string;
  stroke: string;
  dashed?: boolean;
  /** Its name stands below the line. */
  below?: boolean;
}

function lineMarks(years: Year[], { of, name, stroke, dashed, below }: Series, y: (value: number) => number): Plot.Markish[] {
  const known = years.filter((year) => of(year) !== null);
  const last = known.at(-1);
  if (last === undefined) return [];
  return [
    Plot.line(known, { x: (year: Year) => year.year + 1, y: (year: Year) => y(of(year) ?? 0), stroke, strokeWidth: 2, ...(dashed === true ? { strokeDasharray: "5 3" } : {}) }),
    words([{ x: last.year + 1, y: y(of(last) ?? 0) + (below === true ? 12 : -9), text: name }], { ...HALO, textAnchor: "end", fill: stroke, fontSize: SMALL, fontWeight: 650 }),
  ];
}

function numberPanel(view: View, forum: string, left: number, top: number): { marks: Plot.Markish[]; bottom: number } {
  const years = yearsOf(view, forum);
  const most = Math.max(1, ...years.map(({ members }) => members));
  return linePanel(years, [{ of: ({ members }) => members, name: "members", stroke: colour.ink }], most, (value) => String(Math.round(value)), left, top, "Members");
}

function concentrationPanel(view: View, forum: string, left: number, top: number): { marks: Plot.Markish[]; bottom: number } {
  const years = yearsOf(view, forum).filter(({ figures }) => figures > 1);
  if (years.length < 2) return { marks: [], bottom: top };
  const leaders = new Set(years.map(({ concentration }) => concentration.leader));
  const leader = leaders.size === 1 ? view.state([...leaders][0] ?? null) : "the most capable";
  const series: Series[] = [
    { of: ({ concentration }) => concentration.leader_share, name: `share of ${short(leader, 130)}`, stroke: colour.against },
    { of: ({ concentration }) => concentration.hhi, name: "HHI", stroke: colour.soft, dashed: true, below: true },
  ];
  return linePanel(years, series, 1, percent, left, top + 14, "Concentration of capability");
}

function yearTicks({ from, to }: Extent, width: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((candidate) => ((to - from) / candidate) * 44 <= width) ?? 50;
  const ticks: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  return ticks;
}

export const timeline: Chart = {
  id: "timeline",
  place: "say",
  choice: "Forum",
  variants: (view) => {
    const asked = view.forumAsked;
    return view.brief.dossier.forums
      .filter(({ id }) => yearsOf(view, id).length > 1)
      .sort((a, b) => Number(b.id === asked) - Number(a.id === asked))
      .map(({ id, name }) => ({ id, title: short(name, 420) }));
  },
  title: () => "Members, chairs and concentration over the years",
  reading: (view, variant) => {
    const long = memberRows(view, variant).length > MOST_NAMED ? "How many members." : "Membership (grey bars; outlined: observers and partners) and terms in the chair (dark).";
    const known = yearsOf(view, variant).filter(({ figures }) => figures > 1).length >= 2;
    return known ? `${long} Below, how concentrated the members\u2019 capability is: the share of the most capable, and the Herfindahl-Hirschman index (1: one has all).` : long;
  },
  table: (view, variant) => {
    const years = yearsOf(view, variant);
    if (view.moved || years.length < 2) return null;
    return {
      columns: [{ title: "Year" }, { title: "Members" }, { title: "Chair" }, { title: "Most capable" }, { title: "Its share" }, { title: "HHI" }, { title: "CON" }],
      rows: years.map(({ year, members, chair, concentration }) => [String(year), members, view.state(chair), view.state(concentration.leader), concentration.leader_share, concentration.hhi, concentration.con]),
    };
  },
  draw: ({ view, variant, width }) => {
    const left = width >= WIDE ? 150 : 96;
    const right = 16;
    const years = extent(view, variant);
    const members = memberPanel(view, variant, years, left, 18);
    const concentration = concentrationPanel(view, variant, left, members.bottom);
    const ticks = yearTicks(years, width - left - right).map((year) => ({ x: year, y: concentration.bottom + 6, text: String(year) }));
    const now = moment(view.brief.dossier.as_of);
    return sheet(width, concentration.bottom + 24, { domain: [years.from, years.to] }, { left, right }, [
      Plot.ruleX(ticks, { x: "x", y1: 16, y2: concentration.bottom, stroke: colour.line }),
      ...members.marks,
      Plot.ruleX([now], { y1: 14, y2: concentration.bottom, stroke: colour.second, strokeWidth: 1.5 }),
      ...concentration.marks,
      words([{ x: now, y: 7, text: "this dossier" }], { textAnchor: now > (years.from + years.to) / 2 ? "end" : "start", fontSize: SMALL, fontWeight: 650, fill: colour.second }),
      words(ticks, { lineAnchor: "top", fontSize: SMALL, fill: colour.soft }),
    ]);
  },
};
