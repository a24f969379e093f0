// One number of the dossier: a slider for its most likely value, fields for the ends of its range.
import type { InputWords, Range } from "../core";
import { button, element } from "../dom";
import { plain } from "../words";
import { type Bounds, boundsOf, withEnd, withMode } from "./bounds";

const DIGITS = 6;

function field(words: string, bounds: Bounds, value: number): { label: HTMLLabelElement; input: HTMLInputElement } {
  const input = element("input", { type: "number", min: String(bounds.least), max: String(bounds.most), step: "any", value: String(value) });
  return { label: element("label", { class: "end" }, `${words} `, input), input };
}

export class Slider {
  readonly root: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly band = element("div", { class: "band" });
  private readonly low: HTMLInputElement;
  private readonly mode: HTMLInputElement;
  private readonly high: HTMLInputElement;
  private readonly reset: HTMLButtonElement;
  private readonly bounds: Bounds;
  private range: Range;

  /** `moved` is called with the new range, or with null where the dossier's own is wanted back. */
  constructor(
    readonly quantity: InputWords,
    readonly title: string,
    private readonly own: Range,
    source: string,
    private readonly moved: (range: Range | null) => void,
  ) {
    this.range = own;
    this.bounds = boundsOf(quantity, own);
    const { least, most, step, unit } = this.bounds;
    this.slider = element("input", { type: "range", min: String(least), max: String(most), step: String(step), "aria-label": `${title}: most likely value, ${unit}` });
    const [low, mode, high] = [field("from", this.bounds, own[0]), field("most likely", this.bounds, own[1]), field("to", this.bounds, own[2])];
    [this.low, this.mode, this.high] = [low.input, mode.input, high.input];
    this.reset = button("Reset", `${title}: back to the dossier's range`, () => this.moved(null));
    const legend = element("legend", {}, title);
    const track = element("div", { class: "track" }, this.band, this.slider);
    const foot = element("div", { class: "ends" }, low.label, mode.label, high.label, element("span", { class: "unit" }, unit), this.reset);
    this.root = element("fieldset", { class: "slider" }, legend, track, foot, element("p", { class: "from" }, `Dossier: ${own.map(plain).join(", ")}. ${source}`));
    this.listen();
    this.show(own);
  }

  /** Shows another range, or the dossier's own. */
  show(range: Range | null): void {
    this.range = range ?? this.own;
    const [low, mode, high] = this.range;
    const { least, most } = this.bounds;
    const percent = (value: number): string => `${(100 * (value - least)) / (most - least)}%`;
    this.slider.value = String(mode);
    for (const [input, value] of [[this.low, low], [this.mode, mode], [this.high, high]] as const) {
      if (document.activeElement !== input) input.value = String(Number(value.toPrecision(DIGITS)));
      input.setCustomValidity("");
    }
    this.band.style.setProperty("left", percent(low));
    this.band.style.setProperty("width", percent(least + high - low));
    this.reset.disabled = range === null;
    this.root.classList.toggle("changed", range !== null);
  }

  private listen(): void {
    this.slider.addEventListener("input", () => this.moved(withMode(this.range, Number(this.slider.value))));
    this.take(this.mode, (value) => withMode(this.range, value));
    this.take(this.low, (value) => withEnd(this.range, "low", value));
    this.take(this.high, (value) => withEnd(this.range, "high", value));
  }

  /** A typed number; one that is none, or off the bounds, is said to be so and not taken. */
  private take(input: HTMLInputElement, change: (value: number) => Range): void {
    input.addEventListener("change", () => {
      const value = Number(input.value);
      const { least, most } = this.bounds;
      if (input.value === "" || !(value >= least && value <= most)) {
        input.setCustomValidity(`A number from ${plain(least)} to ${plain(most)}`);
        input.reportValidity();
      } else {
        this.moved(change(value));
      }
    });
  }
}
