// Saving a chart: SVG, PNG or CSV, without leaving the page.
import type { Table } from "./chart";

const PNG_SCALE = 3;

/** A copy of a drawing that stands alone: colours as they are on the page, the page's font. */
function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const colours = getComputedStyle(svg);
  const resolve = (value: string): string =>
    value.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colours.getPropertyValue(name).trim());
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of element.attributes) {
      if (value.includes("var(")) element.setAttribute(name, resolve(value));
    }
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("font-family", colours.fontFamily);
  copy.setAttribute("color", colours.color);
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", colours.getPropertyValue("--paper").trim());
  copy.prepend(paper);
  return copy;
}

function svgText(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(standalone(svg));
}

function hand(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** RFC 4180; a text that a spreadsheet would take for a formula is led by an apostrophe. */
export function csv(table: Table): string {
  const field = (value: string | number | null): string => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const head = table.columns.map(({ title, unit }) => (unit === undefined ? title : `${title} (${unit})`));
  return [head, ...table.rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

export function saveCsv(name: string, table: Table): void {
  hand(`${name}.csv`, new Blob([csv(table)], { type: "text/csv;charset=utf-8" }));
}

export function saveSvg(name: string, svg: SVGSVGElement): void {
  hand(`${name}.svg`, new Blob([svgText(svg)], { type: "image/svg+xml" }));
}

/** Draws the SVG into a canvas, three pixels to one. */
export async function savePng(name: string, svg: SVGSVGElement): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = PNG_SCALE * svg.width.baseVal.value;
  canvas.height = PNG_SCALE * svg.height.baseVal.value;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const content = await new Promise<Blob | null>((settle) => canvas.toBlob(settle, "image/png"));
  if (content !== null) hand(`${name}.png`, content);
}
