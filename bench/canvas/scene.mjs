// One drawing for all: a design of the generator, and the same cards and links as the peers read them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A card on the drawing, as our geometry has it. */
export const CARD = { w: 184, h: 64 };

/** From one card to the next, with room for the frame of its host between them. */
const PITCH = { x: 264, y: 152 };

/** Around what is fitted, in pixels. */
const MARGIN = 48;

/** How far the frame of a host reaches beyond its card, and its name above that. */
const FRAME = { padding: 20, header: 28 };

/** Width to height of the whole, so that it fills the pane when everything is in view. */
const SHAPE = 1.25;

/** Makes a scene with this many nodes: the design as a file, and what the peers draw. */
export function scene(server, nodes, seed, folder) {
  const text = execFileSync(server, ['generate', '--nodes', `${nodes}`, '--seed', `${seed}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const design = JSON.parse(text);
  const columns = Math.round(Math.sqrt((nodes * SHAPE * PITCH.y) / PITCH.x));
  const rows = Math.ceil(nodes / columns);
  // The generator lays nodes in a strip that is too long to be seen as a whole: its order stays, the strip is folded.
  const places = design.layout;
  const order = design.nodes.map((node) => node.id);
  order.sort((a, b) => places[a].x - places[b].x || places[a].y - places[b].y || (a < b ? -1 : 1));
  const corner = { x: Math.round((-columns * PITCH.x) / 16) * 8, y: Math.round((-rows * PITCH.y) / 16) * 8 };
  order.forEach((id, at) => {
    places[id] = { x: corner.x + Math.floor(at / rows) * PITCH.x, y: corner.y + (at % rows) * PITCH.y };
  });
  const name = `S${nodes}`;
  const file = join(folder, `${name}.design.json`);
  writeFileSync(file, JSON.stringify({ ...design, name }));
  return { name, nodes, columns, rows, order, places, file, drawing: drawing(design) };
}

/** What a peer needs to know: it draws the same cards and links, with the means it has. */
function drawing(design) {
  const addresses = new Map(design.hosts.map((host) => [host.id, host.hostname]));
  const roles = [...new Set(design.nodes.map((node) => node.role))].sort();
  const cards = design.nodes.map(({ id, name, role, host }) => {
    const { x, y } = design.layout[id];
    return { id, name, second: addresses.get(host) ?? role, hue: roles.indexOf(role) % 8, x, y };
  });
  const links = design.links.map(({ id, from, to }) => ({ id, from, to }));
  return { card: CARD, cards, links };
}

/** The card in a column and a row. */
export function cell({ order, rows }, column, row) {
  return order[column * rows + row];
}

/** Where a place of the drawing is in the pane: `pane = drawing × zoom + (x, y)`. */
export function inPane(view, { x, y }) {
  return { x: x * view.zoom + view.x, y: y * view.zoom + view.y };
}

/** The middle of a card, in the pane. */
export function middle(scene, view, id) {
  const { x, y } = scene.places[id];
  return inPane(view, { x: x + CARD.w / 2, y: y + CARD.h / 2 });
}

/** Where four cards meet, in the pane: below and to the right of this one. */
export function gap(scene, view, id) {
  const { x, y } = scene.places[id];
  return inPane(view, { x: x + (CARD.w + PITCH.x) / 2, y: y + (CARD.h + PITCH.y) / 2 });
}

/** Beside and below a card, where no line of anybody stands: those turn half-way between columns. */
export function clear(scene, view, id) {
  const { x, y } = scene.places[id];
  return inPane(view, { x: x + CARD.w + 12, y: y + (CARD.h + PITCH.y) / 2 });
}

/** The view with everything in it, with the margin that ours leaves. */
export function fitted(scene, pane) {
  const [xs, ys] = ['x', 'y'].map((axis) => scene.order.map((id) => scene.places[id][axis]));
  const left = Math.min(...xs) - FRAME.padding;
  const top = Math.min(...ys) - FRAME.padding - FRAME.header;
  const [w, h] = [Math.max(...xs) + CARD.w + FRAME.padding - left, Math.max(...ys) + CARD.h + FRAME.padding - top];
  const zoom = Math.min((pane.width - 2 * MARGIN) / w, (pane.height - 2 * MARGIN) / h);
  return { x: pane.width / 2 - (left + w / 2) * zoom, y: pane.height / 2 - (top + h / 2) * zoom, zoom };
}

/** The view at 100 % around the middle of the pane, as ours goes there. */
export function fullSize(view, pane) {
  const [cx, cy] = [pane.width / 2, pane.height / 2];
  return { x: cx - (cx - view.x) / view.zoom, y: cy - (cy - view.y) / view.zoom, zoom: 1 };
}
