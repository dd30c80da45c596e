// Cytoscape.js as its chapter on performance asks for it: a preset layout, opaque lines, labels that are not drawn
// where they cannot be read (`min-zoomed-font-size`), and the viewport's hints where they help.
import cytoscape from 'cytoscape';
import './card.css';
import { LINK, TINTS, drawing, option, painted, pane, start } from './drawing.js';

const { card, cards, links } = await drawing();
const elements = [
  ...cards.map(({ id, name, second, hue, x, y }) => ({
    data: { id, label: `${name}\n${second}`, tint: TINTS[hue] },
    position: { x: x + card.w / 2, y: y + card.h / 2 },
  })),
  ...links.map(({ id, from, to }) => ({ data: { id, source: from, target: to } })),
];
const style = [
  {
    selector: 'node',
    style: {
      shape: 'round-rectangle', width: card.w, height: card.h, 'background-color': 'data(tint)', 'border-width': 1, 'border-color': '#858d9c',
      label: 'data(label)', 'text-wrap': 'wrap', 'text-valign': 'center', 'font-size': 12, 'min-zoomed-font-size': 5, color: '#1b2029',
    },
  },
  { selector: 'node:selected', style: { 'border-width': 3, 'border-color': '#2f5fd0' } },
  {
    selector: 'edge',
    style: { 'curve-style': 'taxi', width: 1.5, 'line-color': LINK, 'target-arrow-color': LINK, 'target-arrow-shape': 'triangle', 'arrow-scale': 0.8 },
  },
];
const cy = cytoscape({
  container: pane(), elements, style, layout: { name: 'preset', fit: false }, zoom: start.zoom, pan: { x: start.x, y: start.y }, minZoom: 0.02, maxZoom: 4,
  boxSelectionEnabled: true, textureOnViewport: option('texture'), hideEdgesOnViewport: option('hide'),
});
cy.one('render', painted);
window.bench = {
  view: () => ({ ...cy.pan(), zoom: cy.zoom() }),
  show: ({ x, y, zoom }) => void cy.viewport({ zoom, pan: { x, y } }),
  place: (id) => {
    const { x, y } = cy.getElementById(id).position();
    return { x: x - card.w / 2, y: y - card.h / 2 };
  },
  selected: () => cy.nodes(':selected').length,
};
