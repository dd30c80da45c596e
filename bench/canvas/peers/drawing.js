// What every peer's page begins with: its pane where ours is, and the drawing.

/** One tint for each role, as ours. */
export const TINTS = ['#e4f0fa', '#eeeafa', '#fcefe3', '#fae8f1', '#e3f4ee', '#eef4e0', '#f8f1da', '#eef0f4'];
export const LINK = '#6b4fc4';

const query = new URLSearchParams(location.search);
const number = (name) => Number(query.get(name));

export const option = (name) => query.get(name) === '1';

/** The view to begin with: `pane = drawing × zoom + (x, y)`. */
export const start = { x: number('x'), y: number('y'), zoom: number('zoom') };

/** The element to draw in. */
export function pane() {
  const pane = document.getElementById('pane');
  Object.assign(pane.style, { left: `${number('left')}px`, top: `${number('top')}px`, width: `${number('width')}px`, height: `${number('height')}px` });
  return pane;
}

export async function drawing() {
  const answer = await fetch(`/${query.get('scene')}.json`);
  return answer.json();
}

/** Says that cards have been drawn, where no element shows it. */
export function painted() {
  document.documentElement.dataset.painted = '1';
}
