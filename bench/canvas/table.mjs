// docs/benchmarks.md
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { middleOf, paired, quantile, value } from './figures.mjs';
import { OURS, PEERS } from './peers.mjs';

const GESTURES = { drag: 'dragging one card', zoom: 'zooming', pan: 'panning', marquee: 'a marquee over 50', many: 'dragging 50' };

const steps = (part, names) => names.flatMap((name) => [
  { figure: `${part}.${name}.task`, label: `${GESTURES[name]}: task, ms a step` },
  { figure: `${part}.${name}.script`, label: `${GESTURES[name]}: of it script` },
]);

/** The rows, in groups. */
const GROUPS = [
  { title: 'Opening', rows: [
    { figure: 'first', label: 'first card on the screen, ms', digits: 0 },
    { figure: 'usable', label: 'cards that can be dragged, ms', digits: 0 },
    { figure: 'heap', label: 'heap and WebAssembly memory, MB' },
    { figure: 'nodes', label: 'DOM nodes, everything in view', digits: 0 },
  ] },
  { title: 'Everything in view', rows: steps('all', ['drag', 'zoom', 'pan', 'marquee', 'many']) },
  { title: 'At 100 %', rows: steps('full', ['drag', 'zoom', 'pan']) },
  { title: 'Renaming a node', rows: [{ figure: 'edit', label: 'checking the whole design beside the page, ms of its thread', whole: true }] },
  { title: 'Tasks over 50 ms in all gestures', rows: [
    { figure: 'long', label: 'how many', digits: 0, whole: true },
    { figure: 'longest', label: 'the longest, ms', digits: 0, whole: true },
  ] },
];

const versions = () => {
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  return PEERS.map((peer) => `${peer.name} ${dependencies[peer.package]}`).join(', ');
};

const cell = (visits, { figure, digits = 2 }) => {
  if (visits === null) return 'given up';
  const values = visits.map((visit) => value(visit, figure));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(values, part)?.toFixed(digits) ?? '–');
  return low === high ? middle : `${middle} (${low}–${high})`;
};

/** Ours to one peer, and to the one that needs least. */
function shares(seen, { figure, whole }) {
  const ours = seen[OURS.name];
  const peers = PEERS.filter(({ name }) => seen[name]?.length > 0);
  if (whole || !ours || peers.length === 0) return ['', ''];
  const median = ({ name }) => middleOf(seen[name].map((visit) => value(visit, figure)));
  const best = peers.reduce((best, peer) => (median(peer) < median(best) ? peer : best));
  const to = ({ name }) => paired(ours, seen[name], figure).toFixed(2);
  return [seen[PEERS[0].name]?.length > 0 ? to(PEERS[0]) : '', `${to(best)} ${best.name}`];
}

function section({ scene, nodes, links, stage, seen }) {
  const visits = Math.max(...Object.values(seen).map((list) => list?.length ?? 0));
  const names = [OURS, ...PEERS].map(({ name }) => name).filter((name) => name in seen);
  const lines = [
    `## ${scene}: ${nodes.toLocaleString('en')} nodes, ${links.toLocaleString('en')} links`, '',
    `Everything in view is ${(stage.fitted.zoom * 100).toFixed(1)} % in a pane of ${stage.pane.width} × ${stage.pane.height} pixels. Medians of ${visits} visits.`, '',
    `| | ${names.join(' | ')} | ours to ${PEERS[0].name} | ours to the quickest |`, `| --- |${' ---: |'.repeat(names.length + 2)}`,
  ];
  for (const { title, rows } of GROUPS) {
    lines.push(`| **${title}** |${' |'.repeat(names.length + 2)}`);
    for (const row of rows) lines.push(`| ${row.label} | ${names.map((name) => cell(seen[name], row)).join(' | ')} | ${shares(seen, row).join(' | ')} |`);
  }
  return lines.join('\n');
}

export function page({ chromium, commit, idle, measured }) {
  const cores = cpus();
  return `# Benchmarks

Written by \`cargo xtask bench canvas\`; do not edit. The canvas beside libraries that draw diagrams, each with the same cards and links, in one Chromium, driven by the same mouse events in turn.

Measured at commit ${commit} on ${cores.length} cores (${cores[0].model.trim()}) without a GPU, Chromium ${chromium}; ${versions()}. Medians, with the middle half of all visits in brackets. The last columns are the median of ours divided by a peer's, visit by visit: below 1 ours needs less.

${measured.map(section).join('\n\n')}

## How to read it

- A step is one mouse event and the pictures it causes. *Task* is everything that the page's main thread did for it (script, style, layout, paint), in CPU time of that thread, so that other work of the machine counts little; what other threads and processes do is not in it. A page with nothing in it needs ${idle.task.toFixed(2)} ms of task and ${idle.script.toFixed(2)} ms of script for such a step.
- The scenes are the generator's (\`topology-designer generate\`, seed 1), folded so that all of it can be seen. Ours is the whole designer, opened at the address of a design that came in by its start page: with its panels, frames around hosts, icons, findings and saving. The peers draw cards with two lines and a tint for the role, and links with right angles and an arrow; the JSON they read lies on a server that packs and caches as ours does. All are fresh visitors with nothing in the cache.
- React Flow follows its page on performance: memoised components, stable handlers and options, sizes and handles given, no minimap, plain styles; text is not drawn below 25 %, and \`onlyRenderVisibleElements\` is on at 100 %. Cytoscape.js has \`textureOnViewport\` and \`hideEdgesOnViewport\`, which takes all links off the picture while something moves, and leaves out labels that cannot be read. maxGraph gets all in one batch and moves an outline while a card is dragged, which is less than the others do. The pages are in \`bench/canvas/peers\`.
- Ours shows a design as the server draws it until its program has drawn the same; the peers' first card is at once one that can be dragged. Both times are from the navigation to the picture that shows it.
- Heap is what JavaScript uses after a collection, and the page's WebAssembly memory; the worker that checks a design beside the page is not in it. A series of steps ends after six seconds. A page is *given up* that does not open in 30 s, or where all gestures together are not done in five minutes.
- Checking is what the worker's thread needed from the page's question to its answer: the middle of nine edits of each visit. The peers check nothing.
`;
}
