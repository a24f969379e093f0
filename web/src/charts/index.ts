// All charts of the page, in the order in which they stand within their sections.
import type { Brief, Forum, Venue } from "../brief";
import type { Chart } from "../chart";
import { Figure } from "../figure";
import { map } from "../map/map";
import { View } from "../view";
import { claims } from "./claims";
import { gain } from "./gain";
import { mandatesChart } from "./mandates";
import { modelsChart } from "./models";
import { outcome } from "./outcome";
import { power } from "./power";
import { timeline } from "./timeline";
import { tornado } from "./tornado";

const CHARTS: Chart[] = [outcome, gain, tornado, map, power, timeline, mandatesChart, claims, modelsChart];

/** Figures computed anew, of the base case as a reader has changed it; what is absent stays as it was. */
export interface Moved {
  venues: Venue[];
  forums?: Forum[];
}

/** The charts of one page. */
export class Charts {
  private readonly figures: Figure[] = [];

  constructor(private readonly brief: Brief) {}

  /** Puts each chart that has something to show at the head of its section. */
  render(page: Document): void {
    const view = new View(this.brief);
    const lastIn = new Map<string, Element>();
    for (const chart of CHARTS.filter((candidate) => hasFigures(candidate, view))) {
      const before = lastIn.get(chart.place) ?? headOf(page, chart.place);
      if (before === null) continue;
      const figure = new Figure(chart, view);
      before.after(figure.root);
      lastIn.set(chart.place, figure.root);
      this.figures.push(figure);
      figure.redraw();
    }
  }

  /** Draws what a reader's change gives; null: the dossier's own figures again. */
  update(moved: Moved | null): void {
    const view = moved === null ? new View(this.brief) : new View(this.changed(moved), true);
    for (const figure of this.figures) figure.show(view);
  }

  private changed({ venues, forums }: Moved): Brief {
    const [base, ...rest] = this.brief.cases;
    if (base === undefined) return this.brief;
    const key = ({ issue, forum }: Venue): string => JSON.stringify([issue, forum]);
    const fresh = new Map(venues.map((venue) => [key(venue), venue]));
    const freshForums = new Map((forums ?? []).map((forum) => [forum.forum, forum]));
    const changed = {
      ...base,
      venues: base.venues.map((venue) => fresh.get(key(venue)) ?? venue),
      forums: (base.forums ?? []).map((forum) => freshForums.get(forum.forum) ?? forum),
    };
    return { ...this.brief, cases: [changed, ...rest] };
  }
}

function hasFigures(chart: Chart, view: View): boolean {
  const variants = chart.variants?.(view) ?? [{ id: "", title: "" }];
  const first = variants[0];
  return first !== undefined && chart.table(view, first.id) !== null;
}

/** What the first chart of a place stands behind. */
function headOf(page: Document, place: string): Element | null {
  if (place === "top") return page.querySelector("header");
  return page.getElementById(`${place}-heading`);
}
