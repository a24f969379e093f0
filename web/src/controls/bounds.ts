// What values a quantity may take, and in what steps a slider moves it.
import type { InputWords } from "../core";
import type { Range } from "../core/changes";

const SHARES = ["salience", "formality", "agenda_power", "voice"];
const POINTS = ["position", "status_quo"];

export interface Bounds {
  least: number;
  most: number;
  step: number;
  unit: string;
  /** What is measured goes no further; else the slider's end is only where it stops. */
  bounded: boolean;
}

/** 1, 2 or 5 times a power of ten, not below the number. */
function roundUp(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 2, 5, 10].map((digit) => digit * power).find((round) => round >= number) ?? 10 * power;
}

/** Bounds by what is measured; where it has none, twice its range or more. */
export function boundsOf({ measure }: InputWords, [, , high]: Range): Bounds {
  if (SHARES.includes(measure)) return { least: 0, most: 1, step: 0.01, unit: "of 1", bounded: true };
  if (POINTS.includes(measure)) return { least: 0, most: 100, step: 0.5, unit: "points", bounded: true };
  const most = high > 0 ? roundUp(2 * high) : 100;
  return { least: 0, most, step: most / 200, unit: measure === "capability" ? "share or any scale" : "points", bounded: false };
}

/** The range with another mode: it stretches where the mode would leave it. */
export function withMode([low, , high]: Range, mode: number): Range {
  return [Math.min(low, mode), mode, Math.max(high, mode)];
}

/** The range with another end, which never passes the mode. */
export function withEnd([low, mode, high]: Range, end: "low" | "high", value: number): Range {
  return end === "low" ? [Math.min(value, mode), mode, high] : [low, mode, Math.max(value, mode)];
}
