// The page's program. The words and tables are there without it; it draws the charts, and lets a reader move what
// is assumed. Without a document it is one of its own workers.
import { readBrief } from "./brief";
import { Charts } from "./charts";
import { Controls } from "./controls";
import { openCore } from "./core";
import { work } from "./core/worker";
import { element } from "./dom";
import { View } from "./view";

const WITHOUT_CORE = "Nothing can be moved in this page: the program that wrote it was built without the models for browsers, or this browser cannot unpack them.";

async function addControls(page: Document, charts: Charts, view: View, script: string): Promise<void> {
  if (view.base.venues.length === 0) return;
  const core = await openCore(page, script);
  const before = [...page.querySelectorAll("header ~ figure.chart")].at(-1) ?? page.querySelector("header");
  if (core === null) {
    before?.after(element("p", { class: "chart-reading" }, WITHOUT_CORE));
    return;
  }
  const controls = new Controls(core, view, charts);
  before?.after(controls.root);
  page.documentElement.dataset["controls"] = "there";
}

function start(page: Document): void {
  const brief = readBrief(page);
  const script = page.currentScript?.textContent ?? "";
  if (brief === null) return;
  const charts = new Charts(brief);
  // The answer is to be seen first.
  requestAnimationFrame(() =>
    setTimeout(() => {
      charts.render(page);
      page.documentElement.dataset["charts"] = "drawn";
      void addControls(page, charts, new View(brief), script);
    }),
  );
}

if (typeof document === "undefined") work();
else start(document);
