// The map: members, observers and partners of the forums.
import * as Plot from "@observablehq/plot";
import { geoArea, geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import type { Chart, Variant } from "../chart";
import type { Seat } from "../brief";
import type { View } from "../view";
import { colour, short, SMALL } from "../charts/theme";
import { widthOf } from "../words";
import { codeOf, outlines, pointOf } from "./atlas";

/** Told apart by readers who see red and green alike: red, blue, then others as far apart as can be. */
const FORUM_COLOURS = ["var(--chart-red)", "var(--chart-blue)", "var(--chart-ochre)", "var(--chart-green)"];

/** States whose outline is smaller than this on the map are drawn as dots, in square pixels. */
const SMALLEST = 22;

const STATUS_WORDS: { [status in Seat["status"]]: string } = { member: "member", observer: "observer", partner: "partner" };

interface Standing {
  forum: string;
  status: Seat["status"];
  fill: string;
}

function members(view: View, forum: string): string[] {
  return (view.forumFigures(forum)?.seats ?? []).filter(({ status }) => status === "member").map(({ state }) => state);
}

/** Forums that can be seen on a map: with at least one seat whose holder is on it. */
function forumsOnMap(view: View): string[] {
  const asked = view.forumAsked;
  return view.brief.dossier.forums
    .map(({ id }) => id)
    .filter((id) => (view.forumFigures(id)?.seats ?? []).some(({ state }) => codeOf(state) !== undefined))
    .sort((a, b) => Number(b === asked) - Number(a === asked));
}

/** The forum asked about beside those that share no member with it or each other: the blocs of a map. */
function blocs(view: View): string[] {
  const chosen: string[] = [];
  const taken = new Set<string>();
  for (const forum of forumsOnMap(view)) {
    const own = members(view, forum);
    if (own.some((state) => taken.has(state)) || chosen.length === FORUM_COLOURS.length) continue;
    own.forEach((state) => taken.add(state));
    chosen.push(forum);
  }
  return chosen;
}

const BLOCS = "blocs";

function shown(view: View, variant: string): string[] {
  return variant === BLOCS || variant === "" ? blocs(view) : [variant];
}

/** What each state is in the forums shown; the first forum that seats it gives the colour. */
function standings(view: View, forums: string[]): Map<string, Standing> {
  const found = new Map<string, Standing>();
  const rank: Seat["status"][] = ["member", "observer", "partner"];
  for (const wanted of rank) {
    for (const [at, forum] of forums.entries()) {
      for (const { state, status } of view.forumFigures(forum)?.seats ?? []) {
        if (status === wanted && !found.has(state)) found.set(state, { forum, status, fill: FORUM_COLOURS[at] ?? colour.neutral });
      }
    }
  }
  return found;
}

interface Shape {
  outline: Feature<Geometry>;
  state: string | undefined;
  standing: Standing | undefined;
}

interface Drawn {
  shapes: Shape[];
  dots: { state: string; standing: Standing; point: [number, number] }[];
}

function drawn(found: Map<string, Standing>, projection: GeoProjection): Drawn {
  const path = geoPath(projection);
  const byCode = new Map([...found.keys()].map((state) => [codeOf(state), state]));
  const shapes = outlines().map((outline): Shape => {
    const state = typeof outline.id === "string" ? byCode.get(outline.id) : undefined;
    return { outline, state, standing: state === undefined ? undefined : found.get(state) };
  });
  const seen = new Set(shapes.filter(({ state, outline }) => state !== undefined && path.area(outline) >= SMALLEST).map(({ state }) => state));
  const dots = [...found].flatMap(([state, standing]) => {
    const point = pointOf(state);
    return point === undefined || seen.has(state) ? [] : [{ state, standing, point }];
  });
  return { shapes, dots };
}

/** Outlines of what is coloured, or of the world where that is most of it. */
function projectionFor(width: number, found: Map<string, Standing>): { projection: GeoProjection; height: number } {
  const codes = new Set([...found.keys()].map(codeOf));
  const coloured = outlines().filter(({ id }) => typeof id === "string" && codes.has(id));
  // Turned by 11 degrees, the cut runs through the Bering Strait and leaves Russia whole.
  const projection = geoEqualEarth().rotate([-11, 0]);
  const everything = { type: "FeatureCollection" as const, features: outlines() };
  const part = { type: "FeatureCollection" as const, features: coloured };
  const area = geoArea(part);
  projection.fitWidth(width, area === 0 || area > 2.2 ? everything : part);
  const [[, top], [, bottom]] = geoPath(projection).bounds(area === 0 || area > 2.2 ? everything : part);
  const height = Math.min(0.62 * width, bottom - top + 0.06 * width);
  const [x, y] = projection.translate();
  projection.translate([x, y - top + (height - (bottom - top)) / 2]);
  projection.clipExtent([[0, 0], [width, height]]);
  return { projection, height };
}

/** Hatching, for observers: told apart from members without colour too. */
function hatching(fills: string[]): () => SVGElement {
  return () => {
    const make = (name: string, attributes: { [name: string]: string }): SVGElement => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return made;
    };
    const holder = make("defs", {});
    for (const [at, fill] of fills.entries()) {
      const pattern = make("pattern", { id: `hatch-${at}`, width: "5", height: "5", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      pattern.append(make("rect", { width: "5", height: "5", fill: "var(--map-land)" }), make("rect", { width: "2.4", height: "5", fill }));
      holder.append(pattern);
    }
    return holder;
  };
}

function fillOf(standing: Standing | undefined): string {
  if (standing === undefined) return "var(--map-land)";
  return standing.status === "member" ? standing.fill : `url(#hatch-${FORUM_COLOURS.indexOf(standing.fill)})`;
}

function titleOf(view: View, state: string, { forum, status }: Standing): string {
  return `${view.state(state)}: ${STATUS_WORDS[status]} of ${view.forum(forum)}`;
}

/** Names of the forums in their colours, below the map; hatched squares where it seats others than members. */
function legend(view: View, forums: string[], found: Map<string, Standing>, width: number, top: number): { marks: Plot.Markish[]; height: number } {
  const all = [...found.values()];
  const items = forums.flatMap((forum, at) => {
    const fill = FORUM_COLOURS[at] ?? colour.neutral;
    const others = all.some((standing) => standing.forum === forum && standing.status !== "member");
    const name = short(view.forum(forum), width - 40);
    const list = [{ fill, text: name }];
    return others ? [...list, { fill: `url(#hatch-${at})`, text: `its observers and partners` }] : list;
  });
  let x = 0;
  let y = top + 10;
  const placed = items.map((item) => {
    const wide = widthOf(item.text, SMALL) + 34;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += 20;
    }
    const at = { ...item, x, y };
    x += wide;
    return at;
  });
  return {
    marks: placed.flatMap((item) => [
      Plot.dot([item], { frameAnchor: "top-left", dx: item.x + 6, dy: item.y, r: 6, symbol: "square", fill: item.fill, stroke: colour.soft, strokeWidth: 0.5 }),
      Plot.text([item.text], { frameAnchor: "top-left", dx: item.x + 18, dy: item.y, textAnchor: "start", lineAnchor: "middle", fontSize: SMALL, fill: colour.ink }),
    ]),
    height: y - top + 14,
  };
}

export const map: Chart = {
  id: "map",
  place: "say",
  choice: "Show",
  variants: (view) => {
    const all = forumsOnMap(view);
    const apart = blocs(view);
    const named = all.map((id): Variant => ({ id, title: short(view.forum(id), 420) }));
    return apart.length > 1 ? [{ id: BLOCS, title: "forums that share no member" }, ...named] : named;
  },
  title: () => "Members, observers and partners on the map",
  reading: () =>
    "Members in full colour, observers and partners hatched, small states as dots. Borders are drawn as Natural Earth has them, which follows who holds a place, not whose it is by law; they say nothing about disputed territory.",
  table: (view, variant) => {
    const found = [...standings(view, shown(view, variant))].filter(([state]) => codeOf(state) !== undefined);
    if (found.length === 0) return null;
    return {
      columns: [{ title: "State" }, { title: "Forum" }, { title: "Status" }],
      rows: found.map(([state, { forum, status }]) => [view.state(state), view.forum(forum), STATUS_WORDS[status]]),
    };
  },
  draw: ({ view, variant, width }) => {
    const forums = shown(view, variant);
    const found = standings(view, forums);
    const { projection, height } = projectionFor(width, found);
    const { shapes, dots } = drawn(found, projection);
    const key = legend(view, forums, found, width, height + 6);
    const svg = Plot.plot({
      width,
      height: height + 6 + key.height,
      margin: 0,
      style: { background: "none" },
      projection: () => projection,
      marks: [
        hatching(FORUM_COLOURS),
        Plot.geo(shapes, { geometry: "outline", fill: ({ standing }: Shape) => fillOf(standing), stroke: "var(--map-border)", strokeWidth: 0.6, title: ({ state, standing }: Shape) => (state === undefined || standing === undefined ? "" : titleOf(view, state, standing)) }),
        Plot.dot(dots, { x: ({ point }) => point[0], y: ({ point }) => point[1], r: 3.5, fill: ({ standing }) => fillOf(standing), stroke: colour.paper, strokeWidth: 1, title: ({ state, standing }) => titleOf(view, state, standing) }),
        ...key.marks,
      ],
    });
    if (!(svg instanceof SVGSVGElement)) throw new Error("a map without legend is one drawing");
    return svg;
  },
};
