// Small helpers that touch only leaves: a form or a field in use is never replaced.
export const byId = (id) => document.getElementById(id);

export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

export function setTexts(root, key, text) {
  for (const node of root.querySelectorAll(`[data-text="${key}"]`)) setText(node, text);
}

export function show(node, visible) {
  if (node && node.hidden === visible) node.hidden = !visible;
}

export function showAll(root, key, visible) {
  for (const node of root.querySelectorAll(`[data-show="${key}"]`)) show(node, visible);
}

export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function picture(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "gk-icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.querySelector("[data-icons]").dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

export function setPicture(node, name) {
  if (node && node.dataset.shown !== name) {
    node.replaceChildren(picture(name));
    node.dataset.shown = name;
  }
}
