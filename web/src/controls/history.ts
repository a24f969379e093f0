// What the reader did, to be taken back and done again.
import { type Changes, UNCHANGED } from "../core/changes";

const MOST = 200;

export class History {
  private past: Changes[] = [];
  private future: Changes[] = [];
  private label = "";

  constructor(private present: Changes = UNCHANGED) {}

  get current(): Changes {
    return this.present;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Takes a step. Steps in a row with the same label, such as those of one slider, are one. */
  step(next: Changes, label: string): void {
    if (label !== this.label || this.past.length === 0) this.past = [...this.past, this.present].slice(-MOST);
    this.label = label;
    this.present = next;
    this.future = [];
  }

  undo(): void {
    const back = this.past.pop();
    if (back === undefined) return;
    this.future.push(this.present);
    this.present = back;
    this.label = "";
  }

  redo(): void {
    const again = this.future.pop();
    if (again === undefined) return;
    this.past.push(this.present);
    this.present = again;
    this.label = "";
  }
}
