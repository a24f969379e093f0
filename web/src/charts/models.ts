// The outcome models side by side, with how far each was off on decisions that were really taken.
import type { Chart } from "../chart";
import type { VenueModel } from "../brief";
import type { View } from "../view";
import { figure } from "../words";
import record from "../record.json";
import { rowOf, rows, type Line } from "./rows";
import { colour, issueScale } from "./theme";

interface Record {
  mean_error: number;
}

/** The record of a model on past decisions, where one is published. */
function recordOf(id: string): Record | undefined {
  return (record.models as { [id: string]: Record })[id];
}

function models(view: View): VenueModel[] {
  const list = (view.headline?.models ?? []).filter(({ settled }) => settled.median !== null);
  return list.sort((a, b) => (a.settled.median ?? 0) - (b.settled.median ?? 0));
}

function title(view: View, id: string): string {
  return view.brief.models.find((model) => model.id === id)?.title ?? id;
}

export const modelsChart: Chart = {
  id: "models",
  place: "models",
  title: () => "What each model says, and how far it has been off",
  reading: () =>
    `Where the issue ends at the forum by each outcome model: settled there (solid, with 80% and 95% of draws) and the bare forecast (hollow). \u2018Off by\u2019: mean error, in points, on ${record.decisions} decisions of the European Union (${record.source}); models without a figure were not scored.`,
  table: (view) => {
    const list = models(view);
    if (list.length === 0) return null;
    return {
      columns: [{ title: "Model" }, { title: "Settled, median", unit: "points" }, { title: "80% from" }, { title: "80% to" }, { title: "Forecast, median" }, { title: "Mean error on past decisions" }],
      rows: list.map(({ id, settled, forecast }) => [title(view, id), settled.median, settled.low80, settled.high80, forecast.median, recordOf(id)?.mean_error ?? null]),
    };
  },
  draw: ({ view, width }) => {
    const issue = view.subject;
    const now = issue === undefined ? undefined : view.statusQuo(issue);
    const lines: Line[] = now === undefined ? [] : [{ at: now.mode, text: "status quo", stroke: colour.ink, dashed: true }];
    const list = models(view).map(({ id, settled, forecast }) => {
      const error = recordOf(id)?.mean_error;
      return rowOf(title(view, id), settled, {
        other: forecast.median,
        strong: id === view.brief.model,
        fill: id === view.brief.model ? colour.state : colour.neutral,
        text: figure(settled.median) + (error === undefined ? "" : `, off by ${error.toFixed(1)}`),
        ...(id === view.brief.model ? { note: "used here" } : {}),
      });
    });
    return rows(list, { width, domain: [0, 100], lines, foot: (top, inner) => (issue === undefined ? { marks: [], height: 0 } : issueScale(issue, inner, top)) });
  },
};

