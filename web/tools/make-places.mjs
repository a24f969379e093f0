// Writes src/map/places_table.ts: the code of each state in the atlas and where its dot goes.
//
// Usage: node tools/make-places.mjs iso_3166-1.json > src/map/places_table.ts
//
// The codes are those of ISO 3166-1, read from Debian's package iso-codes; the points are the centroids of
// each state's largest part in the atlas of scale 1:10 million (1:50 million where that lacks it).
import { geoArea, geoCentroid } from "d3-geo";
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";

const [, , codes] = process.argv;
if (codes === undefined) throw new Error("make-places.mjs: name the list of codes");

function shapes(scale) {
  const atlas = JSON.parse(readFileSync(new URL(`../node_modules/world-atlas/countries-${scale}.json`, import.meta.url)));
  return new Map(feature(atlas, atlas.objects.countries).features.map((shape) => [shape.id, shape.geometry]));
}

function largestPart({ type, coordinates }) {
  const parts = (type === "Polygon" ? [coordinates] : coordinates).map((rings) => ({ type: "Polygon", coordinates: rings }));
  return parts.reduce((largest, part) => (geoArea(part) > geoArea(largest) ? part : largest));
}

const fine = shapes("10m");
const coarse = shapes("50m");
const lines = [];
for (const { alpha_3, numeric } of JSON.parse(readFileSync(codes, "utf8"))["3166-1"]) {
  const shape = fine.get(numeric) ?? coarse.get(numeric);
  if (shape === undefined) continue;
  const [longitude, latitude] = geoCentroid(largestPart(shape)).map((degrees) => Number(degrees.toFixed(1)));
  lines.push(`  ${alpha_3}: ["${numeric}", ${longitude}, ${latitude}],`);
}
console.log("// Code in the atlas (ISO 3166-1 numeric), longitude and latitude of the largest part; by ISO 3166-1 alpha-3.");
console.log("// Made by tools/make-places.mjs.");
console.log("export const places: { [state: string]: [code: string, longitude: number, latitude: number] } = {");
console.log(`${lines.sort().join("\n")}\n};`);
