// Who belongs to a forum, who chairs it, and how it decides.
import type { Forum } from "../brief";
import type { Changes, Rule, Standing, Words } from "../core";
import { element } from "../dom";

const STANDINGS: Standing[] = ["member", "observer", "partner", "absent"];
const AS_IS = "";

export type Step = (next: Changes, label: string) => void;

function chooser(label: string, options: [string, string][], chosen: string, choose: (value: string) => void): HTMLElement {
  const select = element("select", {}, ...options.map(([value, words]) => element("option", { value }, words)));
  select.value = chosen;
  select.addEventListener("change", () => choose(select.value));
  return element("label", { class: "choice" }, element("span", {}, label), select);
}

/** Leaves out an entry of a record. */
function without<Value>(record: { readonly [key: string]: Value }, key: string): { [key: string]: Value } {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** What a state is in a forum by the dossier. */
export function standingIn(forum: Forum | undefined, state: string): Standing {
  return forum?.seats?.find((seat) => seat.state === state)?.status ?? "absent";
}

export class ForumControls {
  readonly root = element("div", { class: "forum-controls" });

  constructor(
    private readonly words: Words,
    private readonly forums: readonly Forum[],
    private readonly step: Step,
    private chosen: string,
  ) {}

  /** Shows the chosen forum under the changes. */
  show(changes: Changes): void {
    const focused = document.activeElement instanceof HTMLSelectElement && this.root.contains(document.activeElement) ? [...this.root.querySelectorAll("select")].indexOf(document.activeElement) : -1;
    this.root.replaceChildren(this.forumChoice(changes), this.chairChoice(changes), this.ruleChoice(changes), this.seats(changes));
    if (focused >= 0) this.root.querySelectorAll("select")[focused]?.focus();
  }

  private get forum(): Forum | undefined {
    return this.forums.find(({ forum }) => forum === this.chosen);
  }

  private name(state: string): string {
    return this.words.states.find(({ id }) => id === state)?.name ?? state;
  }

  private standing(changes: Changes, state: string): Standing {
    return changes.seats[this.chosen]?.[state] ?? standingIn(this.forum, state);
  }

  private forumChoice(changes: Changes): HTMLElement {
    const options = this.words.forums.map(({ id, name }): [string, string] => [id, name]);
    return chooser("Forum", options, this.chosen, (forum) => {
      this.chosen = forum;
      this.show(changes);
    });
  }

  private chairChoice(changes: Changes): HTMLElement {
    const members = this.words.states.filter(({ id }) => this.standing(changes, id) === "member");
    const own = this.forum?.chair ?? null;
    const options: [string, string][] = [[AS_IS, own === null ? "nobody, as in the dossier" : `${this.name(own)}, as in the dossier`]];
    options.push(...members.map(({ id, name }): [string, string] => [id, name]));
    return chooser("In the chair", options, changes.chairs[this.chosen] ?? AS_IS, (state) => {
      const chairs = state === AS_IS ? without(changes.chairs, this.chosen) : { ...changes.chairs, [this.chosen]: state };
      this.step({ ...changes, chairs }, `chair ${this.chosen}`);
    });
  }

  private ruleChoice(changes: Changes): HTMLElement {
    const rule = changes.rules[this.chosen];
    const place = this.words.forums.find(({ id }) => id === this.chosen);
    const members = this.words.states.filter(({ id }) => this.standing(changes, id) === "member").length;
    const options: [string, string][] = [[AS_IS, `${place?.rule ?? ""} (as in the dossier)`], ["consensus", "no member objects"], ["majority", "more than half agree"]];
    for (let count = 1; count <= Math.min(members, 60); count++) options.push([`count ${count}`, `at least ${count} of ${members} agree`]);
    const chosen = rule === undefined ? AS_IS : rule.is === "count" ? `count ${rule.count}` : rule.is;
    return chooser("It decides when", options, chosen, (value) => {
      const [is, count] = value.split(" ");
      const next: Rule | null = is === "consensus" || is === "majority" ? { is } : is === "count" ? { is, count: Number(count) } : null;
      const rules = next === null ? without(changes.rules, this.chosen) : { ...changes.rules, [this.chosen]: next };
      this.step({ ...changes, rules }, `rule ${this.chosen}`);
    });
  }

  private seats(changes: Changes): HTMLElement {
    const list = element("div", { class: "seats" });
    for (const { id, name } of this.words.states) {
      const own = standingIn(this.forum, id);
      const options = STANDINGS.map((standing): [string, string] => [standing, standing === "absent" ? "not in it" : standing]);
      const choice = chooser(name, options, this.standing(changes, id), (value) => this.step(this.seated(changes, id, value as Standing, own), `seat ${this.chosen} ${id}`));
      choice.classList.toggle("changed", this.standing(changes, id) !== own);
      list.append(choice);
    }
    return list;
  }

  /** A seat changed; the dossier's own is no change, and who leaves the members leaves the chair. */
  private seated(changes: Changes, state: string, standing: Standing, own: Standing): Changes {
    const kept = without(changes.seats[this.chosen] ?? {}, state);
    const here = standing === own ? kept : { ...kept, [state]: standing };
    const seats = Object.keys(here).length === 0 ? without(changes.seats, this.chosen) : { ...changes.seats, [this.chosen]: here };
    const chairs = changes.chairs[this.chosen] === state && standing !== "member" ? without(changes.chairs, this.chosen) : changes.chairs;
    return { ...changes, seats, chairs };
  }
}
