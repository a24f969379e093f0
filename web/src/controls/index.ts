// The panel in which a reader moves what is assumed, and sees the answer and the charts follow.
import type { Venue } from "../brief";
import type { Charts } from "../charts";
import { quantityName } from "../charts/tornado";
import { type Changes, type Core, isUnchanged, type Pair, type Run, UNCHANGED } from "../core";
import { button, element } from "../dom";
import type { View } from "../view";
import { figure, percent, signed } from "../words";
import { ForumControls, standingIn } from "./forum";
import { History } from "./history";
import { fromHash, toHash } from "./link";
import { Sliders } from "./sliders";
import { whatIf } from "./yaml";

/** Draws for each change: enough for the charts, few enough to follow a hand. */
const DRAWS = 2000;
const AS_IS = "";

export class Controls {
  readonly root = element("section", { id: "controls", "aria-labelledby": "controls-heading" });
  private readonly history = new History();
  private readonly said = element("p", { class: "live-answer", role: "status", "aria-live": "polite" });
  private readonly sliders: Sliders;
  private readonly forums: ForumControls;
  private readonly start: HTMLSelectElement;
  private readonly model: HTMLSelectElement;
  private readonly undo = button("Undo", "Take the last change back", () => this.travel("undo"));
  private readonly redo = button("Redo", "Make the change again", () => this.travel("redo"));
  private readonly reset = button("Reset all", "Back to the dossier", () => this.step(UNCHANGED, "reset"));
  private readonly foremost: Pair[];
  private readonly others: Pair[];
  private readonly seed: bigint;
  private order = 0;

  constructor(
    private readonly core: Core,
    private readonly view: View,
    private readonly charts: Charts,
  ) {
    const { words } = core;
    const step = (next: Changes, label: string): void => this.step(next, label);
    const name = (path: string): string => this.nameOf(path);
    this.seed = BigInt(view.brief.seed);
    this.sliders = new Sliders(words, core.ranges, view.brief.drivers.map(({ quantity }) => quantity), name, step);
    this.forums = new ForumControls(words, view.base.forums ?? [], step, view.forumAsked ?? words.forums[0]?.id ?? "");
    this.start = this.choice([[AS_IS, "the dossier"], ...words.what_ifs.map(({ id, title }): [string, string] => [id, title])], (id) => this.step({ ...this.history.current, start: id === AS_IS ? null : id }, "start"));
    this.model = this.choice(words.models.map(({ id, title }, at): [string, string] => [at === words.model ? AS_IS : id, title]), (id) => this.step({ ...this.history.current, model: id === AS_IS ? null : id }, "model"));
    [this.foremost, this.others] = this.pairs();
    this.build();
    this.restore();
  }

  private nameOf(path: string): string {
    const words = quantityName(this.view, path);
    const issue = this.view.quantity(path)?.issue ?? null;
    const asked = this.view.subject?.id ?? null;
    const about = issue === null || issue === asked ? "" : ` (${this.view.issue(issue)?.question ?? issue})`;
    return words.charAt(0).toUpperCase() + words.slice(1) + about;
  }

  /** The question's issue at every forum, and all else. */
  private pairs(): [Pair[], Pair[]] {
    const all = this.core.words.issues.flatMap(({ forums }, issue) => forums.map((forum): Pair => [issue, forum]));
    const asked = this.core.words.issues.findIndex(({ id }) => id === this.view.subject?.id);
    return [all.filter(([issue]) => issue === asked), all.filter(([issue]) => issue !== asked)];
  }

  private choice(options: [string, string][], choose: (value: string) => void): HTMLSelectElement {
    const select = element("select", {}, ...options.map(([value, words]) => element("option", { value }, words)));
    select.addEventListener("change", () => choose(select.value));
    return select;
  }

  private build(): void {
    const tools = element(
      "div",
      { class: "tools" },
      this.undo,
      this.redo,
      this.reset,
      button("Copy link", "Copy a link to this page with your changes", () => void this.copy(location.href.replace(/#.*/, "") + toHash(this.history.current), "The link is copied.")),
      button("Copy as what-if", "Copy your changes as a what-if for the dossier", () => void this.copy(this.asWhatIf(), this.pasteWhere())),
    );
    this.root.append(
      element("h2", { id: "controls-heading" }, "Move what is assumed"),
      element("p", {}, `Every number of the dossier can be moved, and who belongs to a forum, who chairs it and how it decides. The figures follow, by the same model and the same draws as in the brief, ${DRAWS.toLocaleString("en")} of them; they are computed in this page, and nothing is sent.`),
      element("div", { class: "bar" }, this.said, tools),
      element("label", { class: "choice" }, element("span", {}, "Begin from"), this.start),
      element("label", { class: "choice" }, element("span", {}, "Outcome model"), this.model),
      this.sliders.root,
      element("details", { class: "forums" }, element("summary", {}, "Members, chairs and rules"), this.forums.root),
    );
  }

  private restore(): void {
    const found = fromHash(location.hash, this.core.words);
    addEventListener("hashchange", () => {
      const changed = fromHash(location.hash, this.core.words);
      if (changed !== null && toHash(changed) !== toHash(this.history.current)) this.step(changed, "link");
    });
    if (found === null || isUnchanged(found)) this.show();
    else this.step(found, "link");
  }

  private travel(way: "undo" | "redo"): void {
    this.history[way]();
    this.follow();
  }

  private step(next: Changes, label: string): void {
    this.history.step(next, label);
    this.follow();
  }

  /** Shows the changes at once, and the figures when they are there. */
  private follow(): void {
    const changes = this.history.current;
    this.show();
    history.replaceState(null, "", isUnchanged(changes) ? location.pathname + location.search : toHash(changes));
    void this.compute(++this.order, changes);
  }

  private show(): void {
    const changes = this.history.current;
    this.start.value = changes.start ?? AS_IS;
    this.model.value = changes.model ?? AS_IS;
    this.sliders.show(changes);
    this.forums.show(changes);
    this.undo.disabled = !this.history.canUndo;
    this.redo.disabled = !this.history.canRedo;
    this.reset.disabled = isUnchanged(changes);
    this.root.classList.toggle("moved", !isUnchanged(changes));
    if (isUnchanged(changes)) this.said.textContent = "As in the dossier.";
  }

  private async compute(order: number, changes: Changes): Promise<void> {
    if (isUnchanged(changes)) {
      this.charts.update(null);
      document.documentElement.dataset["live"] = String(order);
      return;
    }
    try {
      const first = await this.core.compute(changes, this.foremost, this.seed, DRAWS);
      if (first === null || order !== this.order) return;
      this.tell(first);
      this.charts.update(first);
      document.documentElement.dataset["live"] = String(order);
      const rest = await this.core.compute(changes, this.others, this.seed, DRAWS);
      if (rest === null || order !== this.order) return;
      const forums = new Map([...rest.forums, ...first.forums].map((forum) => [forum.forum, forum]));
      this.charts.update({ venues: [...first.venues, ...rest.venues], forums: [...forums.values()] });
    } catch (error) {
      this.said.textContent = `These changes cannot be computed (${error instanceof Error ? error.message : String(error)}). Undo the last one.`;
    }
  }

  /** The answer under the changes, in a line. */
  private tell(run: Run): void {
    const asked = this.view.headline;
    const now: Venue | undefined = run.venues.find(({ issue, forum }) => issue === asked?.issue && forum === asked.forum) ?? run.venues.find(({ open }) => open);
    if (now === undefined || !now.open) {
      this.said.textContent = "Under your changes the issue cannot be taken to this forum.";
      return;
    }
    const { median, low80, high80 } = now.gain;
    const before = asked === undefined ? "" : `, ${signed(asked.gain.median)} in the dossier`;
    this.said.textContent = `Your assumptions: gain ${signed(median)} points (80% ${figure(low80)} to ${figure(high80)}${before}); it gains at all in ${percent(now.gain_positive.value)} of draws, and ends at ${figure(now.settled.median)}.`;
  }

  private asWhatIf(): string {
    const forums = this.view.base.forums ?? [];
    return whatIf(this.history.current, this.core.words, (forum, state) => standingIn(forums.find((entry) => entry.forum === forum), state));
  }

  private pasteWhere(): string {
    const start = this.core.words.what_ifs.find(({ id }) => id === this.history.current.start);
    return start === undefined ? "Copied: paste it under what_ifs in the dossier." : `Copied: add these lines to a copy of the what-if '${start.title}'.`;
  }

  /** Into the clipboard; where that is barred, into a field to copy from. */
  private async copy(words: string, done: string): Promise<void> {
    this.root.querySelector(".copied")?.remove();
    const field = element("textarea", { readonly: "", rows: "8", "aria-label": "To copy" }, words);
    this.root.querySelector(".bar")?.append(element("div", { class: "copied" }, field));
    field.select();
    try {
      await navigator.clipboard.writeText(words);
      this.said.textContent = done;
    } catch {
      this.said.textContent = "Select and copy the text below.";
    }
  }
}
