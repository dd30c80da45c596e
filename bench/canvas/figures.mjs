// Many visits, one figure: medians, the spread around them, and shares within one turn.

const PARTS = ['drag', 'zoom', 'pan', 'marquee', 'many'];
const MEGABYTE = 1_000_000;

const NAMED = {
  first: (visit) => visit.first,
  usable: (visit) => visit.usable,
  heap: (visit) => visit.memory && (visit.memory.heap + visit.memory.wasm) / MEGABYTE,
  nodes: (visit) => visit.memory?.nodes,
  edit: (visit) => middleOf(visit.edits ?? []),
  // The tasks over 50 ms of all gestures, with everything in view and at 100 %.
  long: (visit) => [visit.all, visit.full].flatMap((part) => PARTS.map((name) => part?.[name]?.long.count ?? 0)).reduce((a, b) => a + b),
  longest: (visit) => Math.max(...[visit.all, visit.full].flatMap((part) => PARTS.map((name) => part?.[name]?.long.longest ?? 0))),
};

/** A figure of a visit: `first`, `usable`, `heap`, `nodes`, `long`, `longest`, or a path like `all.drag.task`. */
export function value(visit, figure) {
  return NAMED[figure]?.(visit) ?? figure.split('.').reduce((part, name) => part?.[name], visit);
}

export function quantile(values, part) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const middleOf = (values) => quantile(values, 0.5);

/** The median of the shares turn by turn: what slows one turn slows both sides of it. */
export function paired(ours, peer, figure) {
  return middleOf(ours.map((visit, turn) => value(visit, figure) / value(peer[turn], figure)));
}
