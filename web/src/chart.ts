// What a chart is: a way to draw some figures of a brief, the table behind it, and its description.
import type { View } from "./view";

export interface Column {
  title: string;
  unit?: string;
}

/** The figures of a chart as they are, unrounded: shown behind it and saved as CSV. */
export interface Table {
  columns: Column[];
  rows: (string | number | null)[][];
}

/** One of several things a chart can be about, for the reader to choose. */
export interface Variant {
  id: string;
  title: string;
}

export interface Drawing {
  view: View;
  /** Id of the chosen variant; "" for a chart without. */
  variant: string;
  /** Pixels the chart may take. */
  width: number;
}

export interface Chart {
  /** Names the figure in the page and the files saved from it. */
  id: string;
  /** Id of the section it belongs to; "top" for right below the answer. */
  place: string;
  title(view: View, variant: string): string;
  /** How to read it, in a sentence or two. */
  reading(view: View, variant: string): string;
  /** What the reader can choose from; the first is shown. */
  variants?(view: View): Variant[];
  /** What the choice is of: "Forum". */
  choice?: string;
  /** The table behind it, or null where there is nothing to show: the chart is then left out. */
  table(view: View, variant: string): Table | null;
  draw(drawing: Drawing): SVGSVGElement;
}
