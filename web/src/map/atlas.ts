// The outlines of states, and where the dots of small ones go.
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Feature, Geometry } from "geojson";
import topology from "world-atlas/countries-110m.json";
import { places } from "./places_table";

/** Antarctica holds no state, and would take a quarter of the map. */
const ANTARCTICA = "010";

const atlas = topology as unknown as Topology<{ countries: GeometryCollection }>;

/** Outlines at scale 1:110 million (Natural Earth), without Antarctica. */
export function outlines(): Feature<Geometry>[] {
  return feature(atlas, atlas.objects.countries).features.filter(({ id }) => id !== ANTARCTICA);
}

/** The state's code in the atlas; undefined for what is no state of ISO 3166-1. */
export function codeOf(state: string): string | undefined {
  return places[state]?.[0];
}

/** Longitude and latitude of a state's largest part. */
export function pointOf(state: string): [number, number] | undefined {
  const place = places[state];
  return place === undefined ? undefined : [place[1], place[2]];
}
