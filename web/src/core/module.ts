// The compiled core: the same C as the program's, behind src/browser/core.h.
import type { Changes, Rule } from "./changes";
import { UNCHANGED } from "./changes";
import { readRun, type Run } from "./numbers";

interface Doors {
  memory: WebAssembly.Memory;
  _initialize(): void;
  cw_core_allocate(bytes: number): number;
  cw_core_release(block: number): void;
  cw_core_open(block: number, length: number): number;
  cw_core_words(core: number): number;
  cw_core_ranges(core: number): number;
  cw_core_reset(core: number): void;
  cw_core_change(core: number, kind: number, a: number, b: number, c: number, d: number): number;
  cw_core_ask(core: number, issue: number, forum: number): number;
  cw_core_run(core: number, seedLow: number, seedHigh: number, draws: number): number;
  cw_core_numbers(core: number): number;
  cw_core_number_count(core: number): number;
  cw_core_rule(core: number, forum: number): number;
}

/** A number of the dossier. Places are indices into the lists of Words. */
export interface InputWords {
  path: string;
  title: string;
  measure: string;
  shape: "fixed" | "uniform" | "triangular" | "pert";
  state: number | null;
  on: number | null;
  forum: number | null;
  issue: number | null;
  what_if: number | null;
  source: number | null;
}

/** What a capsule says in words. */
export interface Words {
  title: string;
  question: { state: number; against: number; forum: number; issue: number | null } | null;
  states: { id: string; name: string; organisation: boolean }[];
  forums: { id: string; name: string; rule: string }[];
  issues: { id: string; question: string; forums: number[]; states: number[] }[];
  what_ifs: { id: string; title: string; rules: number[] }[];
  models: { id: string; title: string; idea: string }[];
  model: number;
  sources: string[];
  quantities: InputWords[];
}

const KIND = { start: 0, range: 1, seat: 2, chair: 3, rule: 4, model: 5 };
const STANDINGS = ["member", "observer", "partner", "absent"];
const RULES: Rule["is"][] = ["consensus", "majority", "count"];

/** One opened capsule. Does its work at once, on the thread that calls. */
export class Machine {
  readonly words: Words;
  /** low, mode, high of every quantity, in their order. */
  readonly ranges: readonly (readonly [number, number, number])[];
  private readonly doors: Doors;
  private readonly core: number;

  /** `module` is the compiled core's bytes. Throws where the capsule is none. */
  constructor(module: BufferSource, capsule: Uint8Array) {
    this.doors = new WebAssembly.Instance(new WebAssembly.Module(module), {}).exports as unknown as Doors;
    this.doors._initialize();
    this.core = this.open(capsule);
    this.words = JSON.parse(this.text(this.doors.cw_core_words(this.core))) as Words;
    this.ranges = this.readRanges();
  }

  /** Settles pairs of issue and forum, each by its place. */
  run(changes: Changes, pairs: readonly (readonly [number, number])[], seed: bigint, draws: number): Run {
    const { doors, core } = this;
    doors.cw_core_reset(core);
    this.apply(changes);
    for (const [issue, forum] of pairs) this.check(doors.cw_core_ask(core, issue, forum), "asking");
    this.check(doors.cw_core_run(core, Number(seed & 0xffffffffn), Number(seed >> 32n), draws), "running");
    const at = doors.cw_core_numbers(core);
    const numbers = new Float64Array(doors.memory.buffer, at, doors.cw_core_number_count(core));
    return readRun(numbers, this.words, (forum) => this.text(doors.cw_core_rule(core, forum)));
  }

  private open(capsule: Uint8Array): number {
    const { doors } = this;
    const block = doors.cw_core_allocate(capsule.length);
    if (block === 0) throw new Error("no memory for the capsule");
    new Uint8Array(doors.memory.buffer, block, capsule.length).set(capsule);
    const core = doors.cw_core_open(block, capsule.length);
    doors.cw_core_release(block);
    if (core === 0) throw new Error("the page's capsule cannot be opened");
    return core;
  }

  private readRanges(): [number, number, number][] {
    const at = this.doors.cw_core_ranges(this.core);
    const numbers = new Float64Array(this.doors.memory.buffer, at, 3 * this.words.quantities.length);
    return this.words.quantities.map((_, q) => [numbers[3 * q] ?? 0, numbers[3 * q + 1] ?? 0, numbers[3 * q + 2] ?? 0]);
  }

  private apply(changes: Changes): void {
    const { start, model, ranges, seats, chairs, rules } = { ...UNCHANGED, ...changes };
    const { words } = this;
    if (start !== null) this.change("start", [place(words.what_ifs, start)]);
    if (model !== null) this.change("model", [place(words.models, model)]);
    for (const [path, range] of Object.entries(ranges)) {
      this.change("range", [words.quantities.findIndex((quantity) => quantity.path === path), ...range]);
    }
    for (const [forum, changed] of Object.entries(seats)) {
      for (const [state, standing] of Object.entries(changed)) {
        this.change("seat", [place(words.forums, forum), place(words.states, state), STANDINGS.indexOf(standing)]);
      }
    }
    for (const [forum, state] of Object.entries(chairs)) {
      this.change("chair", [place(words.forums, forum), place(words.states, state)]);
    }
    for (const [forum, rule] of Object.entries(rules)) {
      this.change("rule", [place(words.forums, forum), RULES.indexOf(rule.is), rule.is === "count" ? rule.count : 0]);
    }
  }

  private change(kind: keyof typeof KIND, [a = 0, b = 0, c = 0, d = 0]: number[]): void {
    this.check(this.doors.cw_core_change(this.core, KIND[kind], a, b, c, d), kind);
  }

  private check(status: number, doing: string): void {
    if (status !== 0) throw new RangeError(`${doing}: status ${status}`);
  }

  /** Words up to the NUL; a fresh view each time, since memory that grows leaves old ones behind. */
  private text(at: number): string {
    const bytes = new Uint8Array(this.doors.memory.buffer, at);
    return new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
  }
}

/** The place of an id; -1 is nobody's, and refused. */
function place(list: readonly { id: string }[], id: string): number {
  return list.findIndex((entry) => entry.id === id);
}
