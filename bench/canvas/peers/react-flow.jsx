// React Flow as its page on performance asks for it: components outside the parent and memoised, stable handlers and
// options, no access to the list of nodes from outside, plain styles; sizes and handles given, so that nothing has to
// be measured first. `onlyRenderVisibleElements` is switched on where it helps: at 100 %.
import { memo, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Handle, MarkerType, Position, ReactFlow, SelectionMode, useEdgesState, useNodesState } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import './card.css';
import { LINK, TINTS, drawing, pane, start } from './drawing.js';

const Card = memo(function Card({ data }) {
  return (
    <div className="card">
      <Handle type="target" position={Position.Left} />
      <span className="card__tile" style={data.tile} />
      <span className="card__text">
        <span className="card__name">{data.name}</span>
        <span className="card__second">{data.second}</span>
      </span>
      <Handle type="source" position={Position.Right} />
    </div>
  );
});

const nodeTypes = { card: Card };
const style = { stroke: LINK, strokeWidth: 1.5 };
const markerEnd = { type: MarkerType.ArrowClosed, color: LINK };
const options = { type: 'smoothstep', style, markerEnd };
const tiles = TINTS.map((background) => ({ background }));
const middleButton = [1];

const { card, cards, links } = await drawing();
const handle = { y: card.h / 2 - 3, width: 6, height: 6 };
const handles = [
  { ...handle, type: 'target', position: Position.Left, x: -3 },
  { ...handle, type: 'source', position: Position.Right, x: card.w - 3 },
];
const initialNodes = cards.map(({ id, name, second, hue, x, y }) => ({
  id, type: 'card', position: { x, y }, width: card.w, height: card.h, handles, data: { name, second, tile: tiles[hue] },
}));
const initialEdges = links.map(({ id, from, to }) => ({ id, source: from, target: to, ...options }));
const element = pane();

const lod = (zoom) => (zoom >= 0.25 ? '1' : '0');
const follow = (_, { zoom }) => {
  if (element.dataset.lod !== lod(zoom)) element.dataset.lod = lod(zoom);
};

function Drawing() {
  const [nodes, , onNodesChange] = useNodesState(initialNodes);
  const [edges, , onEdgesChange] = useEdgesState(initialEdges);
  const [culling, setCulling] = useState(false);
  const ready = useCallback((flow) => {
    window.bench = {
      view: () => flow.getViewport(),
      show: (view) => flow.setViewport(view),
      place: (id) => flow.getNode(id).position,
      selected: () => flow.getNodes().filter((node) => node.selected).length,
      cull: setCulling,
    };
  }, []);
  return (
    <ReactFlow nodes={nodes} edges={edges} onNodesChange={onNodesChange} onEdgesChange={onEdgesChange} nodeTypes={nodeTypes}
      defaultViewport={start} minZoom={0.02} maxZoom={4} onMove={follow} onInit={ready} onlyRenderVisibleElements={culling}
      panOnDrag={middleButton} selectionOnDrag selectionMode={SelectionMode.Partial}
      autoPanOnNodeDrag={false} autoPanOnSelection={false} />
  );
}

element.dataset.lod = lod(start.zoom);
createRoot(element).render(<Drawing />);
