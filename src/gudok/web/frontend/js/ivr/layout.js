// Where the nodes of a flow stand: columns from left to right by the longest way to each, few crossings, arrows as
// paths. Pure: no page here. layout([{ id, exits: [{ name, to }] }], start) gives places, arrows and the size.
export const WIDE = 162;
export const ROW = 26;
const GAP = 108;
const LEAST = 60;
const APART = 22;
const MARGIN = 16;
const TURN = 10;
const THIN = 10;
const SWEEPS = 7;

export const heightOf = (node) => Math.max(LEAST, node.exits.length * ROW + 8);

export function layout(nodes, start) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const edges = nodes.flatMap((node) => node.exits.map((exit, at) => ({ from: node.id, at, name: exit.name, to: exit.to })));
  const led = edges.filter((edge) => known.has(edge.to));
  const order = reach(known, start, led);
  const columns = inColumns(order, led, known);
  arrange(columns);
  spread(columns);
  return drawn(columns, edges, known);
}

// Nodes in the order they are reached; arrows that lead back to a node on the way are marked.
function reach(known, start, edges) {
  const out = groupBy(edges, "from");
  const state = new Map();
  const done = [];
  const visit = (id) => {
    state.set(id, "open");
    for (const edge of out.get(id) ?? []) {
      if (state.get(edge.to) === "open") edge.back = true;
      else if (!state.has(edge.to)) visit(edge.to);
    }
    state.set(id, "done");
    done.unshift(id);
  };
  for (const id of [start, ...known.keys()]) if (known.has(id) && !state.has(id)) visit(id);
  return done;
}

// The column of a node is one after the last that leads to it; long arrows get a thin place in each column they cross.
function inColumns(order, edges, known) {
  const rank = new Map(order.map((id) => [id, 0]));
  const out = groupBy(edges.filter((edge) => !edge.back), "from");
  for (const id of order) for (const { to } of out.get(id) ?? []) rank.set(to, Math.max(rank.get(to), rank.get(id) + 1));
  const columns = [];
  const put = (at, box) => (columns[at] ??= []).push(box);
  const boxes = new Map(order.map((id) => [id, { id, h: heightOf(known.get(id)), ports: known.get(id).exits.length, before: [], after: [] }]));
  for (const id of order) {
    put(rank.get(id), boxes.get(id));
    for (const edge of out.get(id) ?? []) {
      let last = boxes.get(id);
      const way = [];
      for (let at = rank.get(id) + 1; at < rank.get(edge.to); at++) {
        const thin = { thin: true, h: THIN, before: [], after: [] };
        put(at, thin);
        tie(last, thin, way.length ? 0 : edge.at);
        way.push(thin);
        last = thin;
      }
      tie(last, boxes.get(edge.to), way.length ? 0 : edge.at);
      edge.way = way;
    }
  }
  return columns.map((column) => column ?? []);
}

function tie(from, to, port) {
  from.after.push({ box: to, port });
  to.before.push({ box: from, port });
}

// A few sweeps there and back: each box goes to the middle of those it is tied to in the column before, then after.
function arrange(columns) {
  const number = (column) => column.forEach((box, at) => (box.order = at));
  columns.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? columns.slice(1) : columns.slice(0, -1).reverse()) {
      const wish = new Map(column.map((box) => [box, middle(forth ? box.before : box.after, box.order)]));
      column.sort((a, b) => wish.get(a) - wish.get(b) || a.order - b.order);
      number(column);
    }
  }
}

// Of several arrows from one box only the first counts: what key 1 leads to stands above what key 2 does.
function middle(ties, otherwise) {
  if (!ties.length) return otherwise;
  const first = new Map();
  for (const { box, port } of ties) first.set(box, Math.min(port, first.get(box) ?? port));
  return [...first].reduce((sum, [box, port]) => sum + box.order + port / 20, 0) / first.size;
}

// Heights: each box as near to where its arrows come from as its neighbours let it.
function spread(columns) {
  for (const column of columns) {
    let y = MARGIN;
    for (const box of column) {
      box.y = y;
      y += box.h + APART;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const forth = sweep % 2 === 0;
    for (const column of forth ? columns : [...columns].reverse()) settle(column, forth);
  }
  const top = Math.min(...columns.flat().map((box) => box.y));
  for (const box of columns.flat()) box.y += MARGIN - top;
}

function settle(column, forth) {
  const wish = column.map((box) => {
    const ties = forth ? box.before : box.after;
    if (!ties.length) return box.y;
    const sum = ties.reduce((all, tied) => all + (forth ? portOf(tied.box, tied.port) - box.h / 2 : tied.box.y + tied.box.h / 2 - ownPort(box, tied.port)), 0);
    return sum / ties.length;
  });
  // Boxes that would lie over each other become one block at the mean of their wishes.
  const blocks = [];
  column.forEach((box, at) => {
    let block = { from: at, n: 1, sum: wish[at], h: box.h, y: wish[at] };
    while (blocks.length && blocks.at(-1).y + blocks.at(-1).h + APART > block.y) {
      const above = blocks.pop();
      const sum = above.sum + block.sum - block.n * (above.h + APART);
      const n = above.n + block.n;
      block = { from: above.from, n, sum, h: above.h + APART + block.h, y: sum / n };
    }
    blocks.push(block);
  });
  for (const block of blocks) {
    let y = block.y;
    for (let at = block.from; at < block.from + block.n; at++) {
      column[at].y = y;
      y += column[at].h + APART;
    }
  }
}

// Ports stand under each other at the right side, in the middle of the box.
const ownPort = (box, at) => (box.thin ? box.h / 2 : box.h / 2 + (at - ((box.ports ?? 1) - 1) / 2) * ROW);
const portOf = (box, at) => box.y + ownPort(box, at);

function drawn(columns, edges, known) {
  const places = {};
  columns.forEach((column, at) => {
    for (const box of column) {
      box.x = MARGIN + at * (WIDE + GAP);
      if (!box.thin) places[box.id] = { x: box.x, y: Math.round(box.y), w: WIDE, h: box.h };
    }
  });
  const bottom = Math.max(0, ...Object.values(places).map((place) => place.y + place.h));
  let back = 0;
  const arrows = edges.map((edge) => {
    const from = places[edge.from];
    const x = from.x + from.w;
    const y = from.y + from.h / 2 + (edge.at - (known.get(edge.from).exits.length - 1) / 2) * ROW;
    const to = places[edge.to];
    const path = !to ? `M${x} ${y}h${GAP / 2}` : edge.back ? around(x, y, to, bottom, back++) : along(x, y, edge.way, to);
    return { from: edge.from, name: edge.name, to: to ? edge.to : "", back: Boolean(edge.back), x, y, path };
  });
  const right = MARGIN * 2 + columns.length * (WIDE + GAP) - GAP / 2;
  return { places, arrows, width: right + (back ? back * 6 : 0), height: bottom + MARGIN * 2 + back * TURN };
}

function along(x, y, way, to) {
  const stops = [...way.map((thin) => [thin.x, Math.round(thin.y + thin.h / 2), thin.x + WIDE]), [to.x, to.y + to.h / 2, to.x]];
  let path = `M${x} ${y}`;
  let [left, height] = [x, y];
  for (const [enter, level, leave] of stops) {
    // The first part is level: there the arrow's name stands.
    const flat = left === x ? Math.min(84, enter - left - 40) : 8;
    path += `H${left + flat}C${left + flat + 24} ${height} ${enter - 28} ${level} ${enter - 4} ${level}`;
    if (leave > enter) path += `H${leave}`;
    else path += `H${enter}`;
    [left, height] = [leave, level];
  }
  return path;
}

// An arrow back goes under everything and comes up before the node it leads to.
function around(x, y, to, bottom, n) {
  const r = 6;
  const out = x + 92 + n * 6;
  const low = bottom + 12 + n * TURN;
  const near = Math.max(4, to.x - 10 - (n % 2) * 4);
  const mid = to.y + to.h / 2 + 8;
  return `M${x} ${y}H${out - r}q${r} 0 ${r} ${r}V${low - r}q0 ${r} ${-r} ${r}H${near + r}q${-r} 0 ${-r} ${-r}V${mid + r}q0 ${-r} ${r} ${-r}H${to.x}`;
}

function groupBy(edges, key) {
  const groups = new Map();
  for (const edge of edges) groups.set(edge[key], [...(groups.get(edge[key]) ?? []), edge]);
  return groups;
}
