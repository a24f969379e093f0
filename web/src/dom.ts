// Elements of the page, made without markup: what a dossier says is only ever text.

type Attributes = Record<string, string>;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button of the page that does something. */
export function button(words: string, label: string, action: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", "aria-label": label }, words);
  made.addEventListener("click", action);
  return made;
}
