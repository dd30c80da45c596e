// Who is compared, and how each is asked for the same thing. A wheel turns as far as zooms by two parts in a hundred.

const LEFT = 0;
const MIDDLE = 1;
const RIGHT = 2;
const SHIFT = 8;

/** Looks for a card that can be seen; runs in the page, before each picture. */
const usableOfOurs = `(() => {
  const viewport = document.querySelector('.viewport');
  return viewport !== null && (viewport.querySelector('.node') !== null || Number(document.querySelector('canvas.painted')?.dataset.painted) > 0);
})()`;
/** The server's drawing comes before the program's. */
const shownByOurs = `document.querySelector('.glimpse [data-family]') !== null || ${usableOfOurs}`;
const shownByReactFlow = `(() => {
  const node = document.querySelector('.react-flow__node');
  return node !== null && node.style.visibility !== 'hidden';
})()`;
const shownByMark = `document.documentElement?.dataset.painted === '1'`;

export const OURS = {
  name: 'Topology Designer', page: null, shown: shownByOurs, usable: usableOfOurs, zoom: { delta: 9.9, modifiers: 2 }, pan: { button: MIDDLE }, marquee: { modifiers: 0 },
};

export const PEERS = [
  {
    name: 'React Flow', package: '@xyflow/react', page: 'react-flow', entry: 'react-flow.jsx', shown: shownByReactFlow,
    zoom: { delta: 14.3, modifiers: 0 }, pan: { button: MIDDLE }, marquee: { modifiers: 0 },
  },
  {
    name: 'Cytoscape.js', package: 'cytoscape', page: 'cytoscape', entry: 'cytoscape.js', shown: shownByMark, options: 'texture=1&hide=1',
    zoom: { delta: 2.15, modifiers: 0 }, pan: { button: LEFT }, marquee: { modifiers: SHIFT },
  },
  {
    name: 'maxGraph', package: '@maxgraph/core', page: 'maxgraph', entry: 'maxgraph.js', shown: shownByMark,
    zoom: { delta: 100, modifiers: 0 }, pan: { button: RIGHT }, marquee: { modifiers: 0 },
  },
];
