// A worker made from the page's own script, which knows by the absence of a document that it is one.
import type { Changes } from "./changes";
import { Machine } from "./module";
import type { Run } from "./numbers";

export interface Order {
  changes: Changes;
  pairs: readonly (readonly [number, number])[];
  seed: bigint;
  draws: number;
}

export type Answer = { run: Run } | { trouble: string };

interface Opening {
  module: ArrayBuffer;
  capsule: Uint8Array;
}

/** The page's side of one worker: one order under way, at most one waiting. */
export class Labourer {
  private readonly worker: Worker;
  private busy: ((answer: Answer) => void) | null = null;
  private waiting: { order: Order; settle: (answer: Answer | null) => void } | null = null;

  constructor(script: string, module: ArrayBuffer, capsule: Uint8Array) {
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.worker = new Worker(address);
    this.worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.answered(data));
    this.worker.addEventListener("error", ({ message }) => this.answered({ trouble: message || "the worker failed" }));
    const opening: Opening = { module, capsule };
    this.worker.postMessage(opening);
  }

  /** Null where a newer order took this one's place before it was begun. */
  give(order: Order): Promise<Answer | null> {
    return new Promise((settle) => {
      this.waiting?.settle(null);
      this.waiting = { order, settle };
      if (this.busy === null) this.next();
    });
  }

  private next(): void {
    if (this.waiting === null) return;
    const { order, settle } = this.waiting;
    this.waiting = null;
    this.busy = settle;
    this.worker.postMessage(order);
  }

  private answered(answer: Answer): void {
    const settle = this.busy;
    this.busy = null;
    settle?.(answer);
    this.next();
  }
}

/** The worker's side. */
export function work(): void {
  let machine: Machine | null = null;
  globalThis.addEventListener("message", ({ data }: MessageEvent<Opening | Order>) => {
    if ("module" in data) {
      machine = new Machine(data.module, data.capsule);
      return;
    }
    let answer: Answer;
    try {
      if (machine === null) throw new Error("no capsule was opened");
      answer = { run: machine.run(data.changes, data.pairs, data.seed, data.draws) };
    } catch (error) {
      answer = { trouble: String(error) };
    }
    globalThis.postMessage(answer);
  });
}
