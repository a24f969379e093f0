// The reader's changes in the address of the page, so that a link brings them back. What an address says may
// come from anybody: whatever names nothing in this dossier, or is no number, is left out.
import type { Changes, InputWords, Range, Rule, Standing, Words } from "../core";
import { boundsOf } from "./bounds";

const MARK = "#with=";
const STANDINGS = ["member", "observer", "partner", "absent"];
const LONGEST = 100_000;
/** Beyond any capability, dependence or cost that somebody means. */
const GREATEST = 1e15;

export function toHash(changes: Changes): string {
  const bytes = new TextEncoder().encode(JSON.stringify(changes));
  const letters = btoa(String.fromCharCode(...bytes));
  return MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

type Loose = { [key: string]: unknown };

function entries(value: unknown): [string, unknown][] {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];
}

function idIn(list: readonly { id: string }[], value: unknown): string | null {
  return list.find(({ id }) => id === value)?.id ?? null;
}

function rangeOf(quantity: InputWords, value: unknown): Range | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [low, mode, high] = value as unknown[];
  if (typeof low !== "number" || typeof mode !== "number" || typeof high !== "number") return null;
  const { least, most, bounded } = boundsOf(quantity, [low, mode, high]);
  const sound = least <= low && low <= mode && mode <= high && high <= (bounded ? most : GREATEST);
  return sound ? [low, mode, high] : null;
}

function ruleOf(value: unknown): Rule | null {
  const { is, count } = Object.fromEntries(entries(value)) as Loose;
  if (is === "consensus" || is === "majority") return { is };
  return is === "count" && Number.isInteger(count) && Number(count) >= 1 && Number(count) <= 10_000 ? { is, count: Number(count) } : null;
}

function seatsOf(value: unknown, words: Words): { [state: string]: Standing } | null {
  const seats = keep(value, (state, standing) => (idIn(words.states, state) !== null && STANDINGS.includes(String(standing)) ? (standing as Standing) : null));
  return Object.keys(seats).length > 0 ? seats : null;
}

/** Keeps the entries whose key and value are sound. */
function keep<Value>(part: unknown, read: (key: string, value: unknown) => Value | null): { [key: string]: Value } {
  const kept: { [key: string]: Value } = {};
  for (const [key, value] of entries(part)) {
    const sound = read(key, value);
    if (sound !== null) kept[key] = sound;
  }
  return kept;
}

/** The changes that an address holds; null where it holds none. */
export function fromHash(hash: string, words: Words): Changes | null {
  if (!hash.startsWith(MARK) || hash.length > LONGEST) return null;
  let read: unknown;
  try {
    const letters = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    read = JSON.parse(new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0))));
  } catch {
    return null;
  }
  const { start, model, ranges, seats, chairs, rules } = Object.fromEntries(entries(read)) as Loose;
  const quantities = new Map(words.quantities.map((quantity) => [quantity.path, quantity]));
  const forum = (key: string): boolean => idIn(words.forums, key) !== null;
  return {
    start: idIn(words.what_ifs, start),
    model: idIn(words.models, model),
    ranges: keep(ranges, (path, value) => {
      const quantity = quantities.get(path);
      return quantity === undefined ? null : rangeOf(quantity, value);
    }),
    seats: keep(seats, (key, changed) => (forum(key) ? seatsOf(changed, words) : null)),
    chairs: keep(chairs, (key, state) => (forum(key) ? idIn(words.states, state) : null)),
    rules: keep(rules, (key, value) => (forum(key) ? ruleOf(value) : null)),
  };
}
