// The core in the page: opened from the capsule that the page carries, at work in workers.
import packed from "counterweight-core.wasm";
import type { Changes } from "./changes";
import { Machine, type Words } from "./module";
import type { Run } from "./numbers";
import { type Answer, type Order, Labourer } from "./worker";

export type { Changes, Range, Rule, Standing } from "./changes";
export { isUnchanged, UNCHANGED } from "./changes";
export type { InputWords, Words } from "./module";
export type { Run } from "./numbers";

/** Whether the build has a core. */
export const hasCore = packed.length > 0;

/** The bytes of the module, which the page carries packed (gzip). */
export async function unpack(): Promise<ArrayBuffer> {
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Pairs of issue and forum, by place. */
export type Pair = readonly [number, number];

/** An opened capsule. Only the newest order counts: an older one that still waits is dropped. */
export class Core {
  readonly words: Words;
  readonly ranges: Machine["ranges"];
  private readonly workers: Labourer[];

  constructor(module: ArrayBuffer, capsule: Uint8Array, script: string) {
    const machine = new Machine(module, capsule);
    this.words = machine.words;
    this.ranges = machine.ranges;
    const count = Math.max(1, Math.min(3, (navigator.hardwareConcurrency || 2) - 1));
    this.workers = Array.from({ length: count }, () => new Labourer(script, module, capsule));
  }

  /** Settles the pairs under the changes; null where a newer order came before this was begun. */
  async compute(changes: Changes, pairs: readonly Pair[], seed: bigint, draws: number): Promise<Run | null> {
    const shares = this.workers.map((_, at) => pairs.filter((__, k) => k % this.workers.length === at));
    const answers = await Promise.all(
      this.workers.map((worker, at): Promise<Answer | null> => {
        const share = shares[at] ?? [];
        const order: Order = { changes, pairs: share, seed, draws };
        return share.length === 0 ? Promise.resolve({ run: { venues: [], forums: [] } }) : worker.give(order);
      }),
    );
    const runs: Run[] = [];
    for (const answer of answers) {
      if (answer === null) return null;
      if ("trouble" in answer) throw new RangeError(answer.trouble);
      runs.push(answer.run);
    }
    return merge(runs);
  }
}

/** What several workers found; a forum that more than one measured is the same in each. */
function merge(runs: Run[]): Run {
  const forums = new Map(runs.flatMap((run) => run.forums.map((forum) => [forum.forum, forum] as const)));
  return { venues: runs.flatMap((run) => run.venues), forums: [...forums.values()] };
}

/** Opens the capsule of a page; null where the page has none or its program no core. */
export async function openCore(page: Document, script: string): Promise<Core | null> {
  const carrier = page.getElementById("counterweight-capsule");
  if (!hasCore || carrier === null || !("DecompressionStream" in globalThis)) return null;
  return new Core(await unpack(), bytesOf(JSON.parse(carrier.textContent) as string), script);
}
