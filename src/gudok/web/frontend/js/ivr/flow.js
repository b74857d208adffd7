// A flow and what is done with it. Pure: each act gives a new flow, so that what was before can be had again.
// A flow: { start, nodes: { id: { kind, …, next: id } } }; ways out stand in the node's own fields, keys and cases in a
// table, a script's answers in a list, whose order is the one of its digits.
export const KEYS = "1234567890*#";

// kindsOf(list): the kinds by name, as the server describes them.
export const kindsOf = (list) => Object.fromEntries(list.map((kind) => [kind.kind, kind]));

// The ways out of a node in the order they are shown: keys or values first. name is the core's (`key:1`, `nothing`).
export function exitsOf(node, kinds) {
  const { exits, many } = kinds[node.kind];
  const order = many === "keys" ? (a, b) => KEYS.indexOf(a) - KEYS.indexOf(b) : (a, b) => a.localeCompare(b);
  const own = many && !LISTS.has(many) ? pairsOf(node, many).sort(([a], [b]) => order(a, b)) : pairsOf(node, many);
  const prefix = many === "keys" ? "key:" : "case:";
  return [
    ...own.map(([key, to]) => ({ name: prefix + key, key, to })),
    ...exits.map((name) => ({ name, key: "", to: node[name] ?? "" })),
  ];
}

const LISTS = new Set(["answers"]);

// The ways out that a node has by key or value: [[key, to], …], and those put back into it.
export function pairsOf(node, many) {
  if (!many) return [];
  return LISTS.has(many) ? (node[many] ?? []).map(({ answer, to }) => [answer, to]) : Object.entries(node[many] ?? {});
}

export function withPairs(flow, id, pairs, kinds) {
  const { many } = kinds[flow.nodes[id].kind];
  const kept = LISTS.has(many) ? pairs.map(([answer, to]) => ({ answer, to })) : Object.fromEntries(pairs);
  return changed(flow, id, { [many]: kept });
}

export function blank(kind, kinds) {
  const { fields, exits, many } = kinds[kind];
  return {
    kind,
    ...Object.fromEntries(fields.map((field) => [field.name, structuredClone(field.default)])),
    ...Object.fromEntries(exits.map((name) => [name, ""])),
    ...(many ? { [many]: LISTS.has(many) ? [] : {} } : {}),
  };
}

// A name that no node has or had: numbers only grow, for what was counted stays under them.
export function newId(flow, kind, had = []) {
  const numbers = [...Object.keys(flow.nodes), ...had].map((id) => Number(/\d+$/.exec(id)?.[0] ?? 0));
  return `${kind}${Math.max(0, ...numbers) + 1}`;
}

export function addNode(flow, id, node) {
  return { ...flow, start: flow.start || id, nodes: { ...flow.nodes, [id]: node } };
}

export function changed(flow, id, values) {
  return { ...flow, nodes: { ...flow.nodes, [id]: { ...flow.nodes[id], ...values } } };
}

// Points a way out to another node ("": nowhere).
export function pointed(flow, id, name, to, kinds) {
  const node = flow.nodes[id];
  const { many } = kinds[node.kind];
  const key = /^(?:key|case):(.*)$/s.exec(name)?.[1];
  if (key === undefined) return changed(flow, id, { [name]: to });
  return withPairs(flow, id, pairsOf(node, many).map(([one, was]) => [one, one === key ? to : was]), kinds);
}

export function withoutExit(flow, id, key, kinds) {
  const node = flow.nodes[id];
  const { many } = kinds[node.kind];
  return withPairs(flow, id, pairsOf(node, many).filter(([one]) => one !== key), kinds);
}

// The key or value of a way out becomes another.
export function renamed(flow, id, key, fresh, kinds) {
  const node = flow.nodes[id];
  return withPairs(flow, id, pairsOf(node, kinds[node.kind].many).map(([one, to]) => [one === key ? fresh : one, to]), kinds);
}

// A node goes: what led to it leads on where it led first, where that is certain, else nowhere.
export function withoutNode(flow, gone, kinds) {
  const exits = exitsOf(flow.nodes[gone], kinds);
  const on = exits.length === 1 && exits[0].to !== gone ? exits[0].to : "";
  let left = { start: flow.start === gone ? on : flow.start, nodes: { ...flow.nodes } };
  delete left.nodes[gone];
  for (const [id, node] of Object.entries(left.nodes)) {
    for (const exit of exitsOf(node, kinds)) if (exit.to === gone) left = pointed(left, id, exit.name, on, kinds);
  }
  return left;
}

// What a node is about, beside its kind: the words said, the queue's name.
export function about(node, offered, kinds) {
  const named = (list, code) => offered[list].find((one) => one.code === code)?.name ?? code;
  if ("text" in node) return node.says || node.text;
  if (node.sounds) return node.sounds.map((code) => wordsOf(offered.prompts.find((one) => one.code === code)) || code).join(" · ");
  if ("queue" in node) return named("queues", node.queue);
  if ("schedule" in node) return named("schedules", node.schedule);
  if (node.kind === "language") return kinds.language.fields[0].choices.find(([code]) => code === node.language)?.[1] ?? "";
  if (node.kind === "assign") return `${node.variable} = ${node.value}`;
  return node.variable ?? "";
}

// A sound that is not of the centre's own has no words here, only a name.
const wordsOf = (prompt) => prompt && ((!prompt.urls && prompt.text) || prompt.name);

export const neighbours = (flow, id, kinds) => ({
  after: exitsOf(flow.nodes[id], kinds).map((exit) => exit.to).filter((to) => to in flow.nodes),
  before: Object.keys(flow.nodes).filter((from) => exitsOf(flow.nodes[from], kinds).some((exit) => exit.to === id)),
});
