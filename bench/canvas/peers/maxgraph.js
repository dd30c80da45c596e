// maxGraph, draw.io's engine, as its guide asks for it: only the parts that are used, one batch for everything, the
// view set before it, the plain elbow connector. While a card is dragged it moves an outline.
import { InternalEvent, PanningHandler, RubberBandHandler, SelectionCellsHandler, SelectionHandler, BaseGraph } from '@maxgraph/core';
import { registerDefaultEdgeMarkers, registerDefaultShapes, registerDefaultPerimeters, registerElbowEdgeStyle } from '@maxgraph/core';
import '@maxgraph/core/css/common.css';
import './card.css';
import { LINK, TINTS, drawing, painted, pane, start } from './drawing.js';

const ZOOM_STEP = 1.02;

const { card, cards, links } = await drawing();
registerDefaultShapes();
registerDefaultPerimeters();
registerDefaultEdgeMarkers();
registerElbowEdgeStyle();
const container = pane();
const graph = new BaseGraph({ container, plugins: [PanningHandler, SelectionCellsHandler, SelectionHandler, RubberBandHandler] });
graph.setPanning(true);
graph.setConnectable(false);
graph.setCellsEditable(false);
graph.setCellsResizable(false);
graph.setHtmlLabels(false);
// What is dragged stays linked, and the view stays where the hand has left it.
graph.setDisconnectOnMove(false);
graph.autoScroll = false;
graph.getPlugin('SelectionHandler').scrollOnMove = false;
InternalEvent.disableContextMenu(container);

const show = ({ x, y, zoom }) => graph.view.scaleAndTranslate(zoom, x / zoom, y / zoom);
// While it is panned, the whole is shifted as it is; the view follows when it is let go.
const view = () => {
  const { scale, translate } = graph.view;
  return { x: translate.x * scale + graph.getPanDx(), y: translate.y * scale + graph.getPanDy(), zoom: scale };
};
// Zoomed so that the place under the pointer stays there, as in the other three.
InternalEvent.addMouseWheelListener((event, inwards) => {
  const { left, top } = container.getBoundingClientRect();
  const at = { x: event.clientX - left, y: event.clientY - top };
  const factor = inwards ? ZOOM_STEP : 1 / ZOOM_STEP;
  const { x, y, zoom } = view();
  show({ x: at.x - (at.x - x) * factor, y: at.y - (at.y - y) * factor, zoom: zoom * factor });
}, container);

show(start);
const look = { rounded: true, strokeColor: '#858d9c', fontColor: '#1b2029', fontSize: 12 };
const line = { edgeStyle: 'elbowEdgeStyle', rounded: true, strokeColor: LINK, strokeWidth: 1.5, endArrow: 'classic', endSize: 6 };
const places = new Map();
graph.batchUpdate(() => {
  for (const { id, name, second, hue, x, y } of cards) {
    const style = { ...look, fillColor: TINTS[hue] };
    places.set(id, graph.insertVertex({ id, value: `${name}\n${second}`, position: [x, y], size: [card.w, card.h], style }));
  }
  for (const { id, from, to } of links) {
    graph.insertEdge({ id, source: places.get(from), target: places.get(to), style: line });
  }
});
painted();
window.bench = {
  view,
  show,
  // Its cards stay where they are until they are let go; what moves is the outline.
  place: (id) => {
    const { x, y } = places.get(id).geometry;
    const { currentDx, currentDy } = graph.getPlugin('SelectionHandler');
    return { x: x + currentDx / graph.view.scale, y: y + currentDy / graph.view.scale };
  },
  selected: () => graph.getSelectionCells().filter((cell) => cell.isVertex()).length,
};
