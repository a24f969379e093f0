// The frame around a chart: title, how to read it, the drawing, what can be saved, the table behind.
import type { Chart, Table } from "./chart";
import { button, element } from "./dom";
import { saveCsv, savePng, saveSvg } from "./save";
import type { View } from "./view";
import { figure as number } from "./words";

const NARROWEST = 280;
const WIDEST = 960;

function cellOf(value: string | number | null, heads: boolean): HTMLTableCellElement {
  const words = typeof value === "number" ? number(value, Number.isInteger(value) ? 0 : 3) : (value ?? "");
  if (heads) return element("th", { scope: "row" }, words);
  return element("td", typeof value === "number" ? { class: "figure" } : {}, words);
}

function tableElement(table: Table, caption: string): HTMLTableElement {
  const isNumber = (at: number): boolean => table.rows.some((row) => typeof row[at] === "number");
  const head = element("tr");
  for (const [at, { title, unit }] of table.columns.entries()) {
    const cell = element("th", isNumber(at) ? { scope: "col", class: "figure" } : { scope: "col" }, title);
    if (unit !== undefined) cell.append(" ", element("span", { class: "unit" }, unit));
    head.append(cell);
  }
  const body = element("tbody");
  for (const row of table.rows) body.append(element("tr", {}, ...row.map((value, at) => cellOf(value, at === 0))));
  return element("table", {}, element("caption", {}, caption), element("thead", {}, head), body);
}

/** One chart on the page. */
export class Figure {
  readonly root: HTMLElement;
  private readonly title = element("p", { class: "chart-title", dir: "auto" });
  private readonly reading = element("p", { class: "chart-reading", dir: "auto" });
  private readonly canvas = element("div", { class: "chart-canvas" });
  private readonly behind = element("div", { class: "table", role: "region", tabindex: "0" });
  private readonly details: HTMLDetailsElement;
  private variant = "";
  private width = 0;

  constructor(
    private readonly chart: Chart,
    private view: View,
  ) {
    const caption = element("figcaption", {}, this.title, this.reading);
    this.details = element("details", { class: "behind" }, element("summary", {}, "Figures"), this.behind);
    this.root = element("figure", { class: "chart", id: `chart-${chart.id}` }, caption);
    this.root.append(...this.chooser(), this.canvas, element("div", { class: "chart-foot" }, this.details, this.savers()));
    this.details.addEventListener("toggle", () => this.fillTable());
    new ResizeObserver(() => this.resized()).observe(this.canvas);
  }

  /** Shows other figures. */
  show(view: View): void {
    this.view = view;
    this.redraw();
  }

  /** Draws in the width there is; does nothing where there is none yet. */
  redraw(): void {
    const table = this.table();
    this.root.hidden = table === null;
    this.root.classList.toggle("moved", this.view.moved);
    const width = Math.min(WIDEST, this.canvas.clientWidth);
    if (table === null || width === 0) return;
    this.width = width;
    this.title.textContent = this.chart.title(this.view, this.variant);
    this.reading.textContent = this.chart.reading(this.view, this.variant);
    this.canvas.replaceChildren(this.drawing(Math.max(NARROWEST, width)));
    if (this.details.open) this.fillTable();
  }

  /** One image to a screen reader, described in words; the table behind has the rest. */
  private drawing(width: number): SVGSVGElement {
    const svg = this.chart.draw({ view: this.view, variant: this.variant, width });
    for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${this.title.textContent}. ${this.reading.textContent}`);
    return svg;
  }

  private table(): Table | null {
    return this.chart.table(this.view, this.variant);
  }

  private resized(): void {
    if (Math.abs(Math.min(WIDEST, this.canvas.clientWidth) - this.width) >= 1) this.redraw();
  }

  private fillTable(): void {
    const table = this.table();
    const caption = this.title.textContent;
    this.behind.setAttribute("aria-label", `Figures: ${caption}`);
    if (table !== null && this.details.open) this.behind.replaceChildren(tableElement(table, caption));
  }

  private chooser(): HTMLElement[] {
    const variants = this.chart.variants?.(this.view) ?? [];
    this.variant = variants[0]?.id ?? "";
    if (variants.length < 2) return [];
    const select = element("select", {}, ...variants.map(({ id, title }) => element("option", { value: id }, title)));
    select.addEventListener("change", () => {
      this.variant = select.value;
      this.redraw();
    });
    return [element("label", { class: "chart-choice" }, `${this.chart.choice ?? "Show"} `, select)];
  }

  private savers(): HTMLElement {
    const name = `counterweight-${this.chart.id}`;
    const svg = (): SVGSVGElement | null => this.canvas.querySelector("svg");
    const save = (kind: string, action: () => void): HTMLButtonElement =>
      button(kind, `Save this chart as ${kind}`, action);
    return element(
      "div",
      { class: "savers" },
      save("SVG", () => {
        const drawn = svg();
        if (drawn !== null) saveSvg(name, drawn);
      }),
      save("PNG", () => {
        const drawn = svg();
        if (drawn !== null) void savePng(name, drawn);
      }),
      save("CSV", () => {
        const table = this.table();
        if (table !== null) saveCsv(name, table);
      }),
    );
  }
}
