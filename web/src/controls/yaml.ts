// The reader's changes as a what-if of the dossier, to be pasted under what_ifs.
import type { Changes, InputWords, Range, Rule, Words } from "../core";

/** One line of the list of changes. */
type Line = string;

function idOf(list: readonly { id: string }[], place: number | null): string {
  return JSON.stringify(list[place ?? -1]?.id ?? "");
}

function number([low, mode, high]: Range): string {
  return low === high ? String(mode) : `[${low}, ${mode}, ${high}]`;
}

/** What a change of a number is called, by its measure. */
function numberLine(words: Words, quantity: InputWords, range: Range): Line {
  const state = idOf(words.states, quantity.state);
  const issue = idOf(words.issues, quantity.issue);
  const forum = idOf(words.forums, quantity.forum);
  const is = `is: ${number(range)}`;
  switch (quantity.measure) {
    case "position":
    case "salience":
      return `{${quantity.measure}: ${state}, issue: ${issue}, ${is}}`;
    case "status_quo":
      return `{status_quo: ${issue}, ${is}}`;
    case "capability":
      return `{capability: ${state}, ${is}}`;
    case "dependence":
      return `{tie: ${state}, on: ${idOf(words.states, quantity.on)}, ${is}}`;
    default:
      return `{${quantity.measure}: ${forum}, ${is}}`;
  }
}

function seatLine(forum: string, state: string, standing: string, before: string): Line {
  const [at, who] = [JSON.stringify(forum), JSON.stringify(state)];
  if (standing === "absent") return `{leave: ${at}, states: [${who}]}`;
  const as = standing === "member" && before === "absent" ? "" : `, as: ${standing}`;
  return `{${before === "absent" ? "join" : "status"}: ${at}, states: [${who}]${as}}`;
}

function ruleLine(forum: string, rule: Rule): Line {
  const is = rule.is === "count" ? `{count: ${rule.count}}` : rule.is;
  return `{rule: ${JSON.stringify(forum)}, is: ${is}}`;
}

/** `standingOf`: what a state is in a forum without the changes. Chairs and rules come after seats. Changes that
 *  began from a what-if are only the lines that come on top of it: what it does itself is in the dossier. */
export function whatIf(changes: Changes, words: Words, standingOf: (forum: string, state: string) => string): string {
  const quantities = new Map(words.quantities.map((quantity) => [quantity.path, quantity]));
  const lines: Line[] = [];
  for (const [forum, seats] of Object.entries(changes.seats)) {
    for (const [state, standing] of Object.entries(seats)) {
      lines.push(seatLine(forum, state, standing, standingOf(forum, state)));
    }
  }
  for (const [forum, state] of Object.entries(changes.chairs)) {
    lines.push(`{chair: ${JSON.stringify(forum)}, state: ${JSON.stringify(state)}}`);
  }
  for (const [forum, rule] of Object.entries(changes.rules)) lines.push(ruleLine(forum, rule));
  for (const [path, range] of Object.entries(changes.ranges)) {
    const quantity = quantities.get(path);
    if (quantity !== undefined) lines.push(numberLine(words, quantity, range));
  }
  const remarks: string[] = [];
  if (changes.start !== null) remarks.push(`    # To be added to the changes of a copy of the what-if ${JSON.stringify(changes.start)}, from which this began.`);
  if (changes.model !== null) remarks.push(`    # Seen by the outcome model ${JSON.stringify(changes.model)}, which a what-if cannot choose.`);
  const changed = lines.map((line) => `      - ${line}`);
  if (changes.start !== null) return [...remarks, ...changed, ""].join("\n");
  if (lines.length === 0) return remarks.join("\n");
  return ["  as-changed-on-the-page:", '    title: "As changed on the page"', ...remarks, "    changes:", ...changed, ""].join("\n");
}
