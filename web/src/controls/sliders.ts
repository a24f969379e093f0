// All numbers of the dossier that the question hangs on, grouped; those that matter most first.
import type { Changes, Range, Words } from "../core";
import { element } from "../dom";
import type { Step } from "./forum";
import { Slider } from "./slider";

const FOREMOST = 6;

interface Group {
  title: string;
  measures: string[];
}

const GROUPS: Group[] = [
  { title: "What each state wants", measures: ["position", "status_quo"] },
  { title: "How much it matters to each", measures: ["salience"] },
  { title: "Who depends on whom", measures: ["dependence"] },
  { title: "Forums: the cost of going around, formality, the chair's power, voices", measures: ["bypass_cost", "formality", "agenda_power", "voice"] },
  { title: "Capability", measures: ["capability"] },
];

export class Sliders {
  readonly root = element("div", { class: "sliders" });
  private readonly sliders = new Map<string, Slider>();
  private changes: Changes | null = null;

  /** `foremost`: paths in the order in which they matter; `name` says a path in words. */
  constructor(
    words: Words,
    ranges: readonly Range[],
    foremost: readonly string[],
    name: (path: string) => string,
    private readonly step: Step,
  ) {
    const chosen = words.quantities.map((quantity, at) => ({ quantity, own: ranges[at] ?? ([0, 0, 0] as const) })).filter(({ quantity }) => quantity.what_if === null);
    for (const { quantity, own } of chosen) {
      const source = quantity.source === null ? "" : (words.sources[quantity.source] ?? "");
      const slider = new Slider(quantity, name(quantity.path), own, source, (range) => this.moved(quantity.path, range));
      this.sliders.set(quantity.path, slider);
    }
    const first = foremost.filter((path) => this.sliders.has(path)).slice(0, FOREMOST);
    this.root.append(this.search(), ...this.group("What matters most", first, true));
    for (const { title, measures } of GROUPS) {
      const paths = chosen.filter(({ quantity }) => measures.includes(quantity.measure) && !first.includes(quantity.path)).map(({ quantity }) => quantity.path);
      this.root.append(...this.group(title, paths, false));
    }
  }

  show(changes: Changes): void {
    this.changes = changes;
    for (const [path, slider] of this.sliders) slider.show(changes.ranges[path] ?? null);
  }

  private moved(path: string, range: Range | null): void {
    if (this.changes === null) return;
    const { [path]: _, ...others } = this.changes.ranges;
    this.step({ ...this.changes, ranges: range === null ? others : { ...others, [path]: range } }, `range ${path}`);
  }

  private group(title: string, paths: readonly string[], open: boolean): HTMLElement[] {
    const sliders = paths.flatMap((path) => this.sliders.get(path)?.root ?? []);
    if (sliders.length === 0) return [];
    const details = element("details", open ? { open: "" } : {}, element("summary", {}, `${title} (${sliders.length})`), ...sliders);
    return [details];
  }

  /** Shows only the numbers whose names hold what is typed. */
  private search(): HTMLElement {
    const input = element("input", { type: "search", placeholder: "Russia, dependence, ..." });
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const { root, title } of this.sliders.values()) root.hidden = !title.toLowerCase().includes(wanted);
      for (const details of this.root.querySelectorAll("details")) {
        const some = details.querySelector("fieldset:not([hidden])") !== null;
        details.hidden = !some;
        if (wanted !== "" && some) details.open = true;
      }
    });
    return element("label", { class: "search" }, "Find a number ", input);
  }
}
