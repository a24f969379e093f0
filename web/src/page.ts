// The page's program. The words and tables are there without it; it draws the charts.
import { readBrief } from "./brief";

const brief = readBrief(document);
if (brief !== null) {
  document.documentElement.dataset["charts"] = "none";
}
