// Figures and labels as text.

const MINUS = "\u2212";

/** A figure with one decimal, a true minus sign; "" where there is none. */
export function figure(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined) return "";
  const digits = Math.abs(value).toFixed(decimals);
  return Number(digits) !== 0 && value < 0 ? MINUS + digits : digits;
}

/** The same with a plus sign before gains. */
export function signed(value: number | null | undefined, decimals = 1): string {
  const text = figure(value, decimals);
  return text !== "" && Number(text) > 0 ? `+${text}` : text;
}

/** A value in the digits it was written with, as far as four tell. */
export function plain(value: number): string {
  const digits = String(Number(Math.abs(value).toPrecision(4)));
  return value < 0 ? MINUS + digits : digits;
}

/** A share as per cent: whole, with a decimal below ten; never 0% or 100% where it is not quite. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return "";
  const hundredths = 100 * share;
  if (share > 0 && hundredths < 0.1) return "<0.1%";
  if (share < 1 && hundredths > 99.9) return ">99.9%";
  return `${hundredths.toFixed(hundredths === Math.round(hundredths) || (hundredths >= 10 && hundredths < 99) ? 0 : 1)}%`;
}

/** Width of a text in pixels, estimated: the chart then needs no layout pass of the browser. */
export function widthOf(text: string, fontSize = 12): number {
  let ems = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x2e80) ems += 1;
    else if (/[A-ZmwMW@%]/.test(character)) ems += 0.74;
    else if (/[ijl.,:;'|!]/.test(character)) ems += 0.32;
    else ems += 0.58;
  }
  return ems * fontSize;
}

/** As much of a text as fits into `pixels`, with an ellipsis where something is missing. */
export function cut(text: string, pixels: number, fontSize = 12): string {
  if (text.length < 400 && widthOf(text, fontSize) <= pixels) return text;
  const characters = Array.from(text.slice(0, 400));
  while (characters.length > 1 && widthOf(characters.join(""), fontSize) > pixels - fontSize) characters.pop();
  return `${characters.join("").trimEnd()}\u2026`;
}

/** The text in at most `most` lines of `pixels`; what does not fit is cut. */
export function wrap(text: string, pixels: number, most = 2, fontSize = 12): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.slice(0, 600).split(/\s+/);
  for (const [at, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer, fontSize) <= pixels) {
      line = longer;
    } else if (lines.length + 1 === most) {
      return [...lines, cut([line, ...words.slice(at)].join(" ").trim(), pixels, fontSize)];
    } else {
      if (line !== "") lines.push(line);
      line = widthOf(word, fontSize) <= pixels ? word : cut(word, pixels, fontSize);
    }
  }
  return line === "" ? lines : [...lines, line];
}
