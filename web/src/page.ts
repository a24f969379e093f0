// The page's program. The words and tables are there without it; it draws the charts.
import { readBrief } from "./brief";
import { Charts } from "./charts";

const brief = readBrief(document);
if (brief !== null) {
  const charts = new Charts(brief);
  // The answer is to be seen first.
  requestAnimationFrame(() =>
    setTimeout(() => {
      charts.render(document);
      document.documentElement.dataset["charts"] = "drawn";
    }),
  );
}
