// What a reader may change, by the ids and paths that the dossier uses.
import type { Seat } from "../brief";

/** low, mode, high: in the quantity's own unit. */
export type Range = readonly [number, number, number];

export type Standing = Seat["status"] | "absent";

export type Rule = { is: "consensus" } | { is: "majority" } | { is: "count"; count: number };

/** Everything that differs from the dossier. Without entries it is the dossier. */
export interface Changes {
  /** Id of the what-if to begin from. */
  readonly start: string | null;
  /** Id of the outcome model, where not the default. */
  readonly model: string | null;
  readonly ranges: { readonly [path: string]: Range };
  readonly seats: { readonly [forum: string]: { readonly [state: string]: Standing } };
  readonly chairs: { readonly [forum: string]: string };
  readonly rules: { readonly [forum: string]: Rule };
}

export const UNCHANGED: Changes = { start: null, model: null, ranges: {}, seats: {}, chairs: {}, rules: {} };

/** Whether nothing is changed. */
export function isUnchanged(changes: Changes): boolean {
  const { start, model, ranges, seats, chairs, rules } = changes;
  return start === null && model === null && [ranges, seats, chairs, rules].every((part) => Object.keys(part).length === 0);
}
