// The README's few figures, taken from docs/benchmarks.md: `node readme.mjs` puts them there, and a test compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const BEGIN = '<!-- figures of docs/benchmarks.md -->\n';
const END = '<!-- /figures -->';
const ROWS = [
  ['first card on the screen, ms', 'first card'],
  ['dragging one card: task, ms a step', 'a step of dragging a card'],
  ['zooming: task, ms a step', 'a step of zooming'],
];

/** The cells of a section's first row of this name: ours, then React Flow's, then their share. */
function row(section, label) {
  const line = section.split('\n').find((line) => line.startsWith(`| ${label} |`));
  const cells = line.split('|').map((cell) => cell.trim());
  const middle = (cell) => cell.replace(/ \(.*/, '');
  return { ours: middle(cells[2]), theirs: middle(cells[3]), share: cells[cells.length - 3] };
}

/** The table for the README, from the text of docs/benchmarks.md. */
export function figures(text) {
  const sections = text.split(/^## /m).filter((part) => /^S\d+: /.test(part));
  const lines = [
    `| nodes, all in view | ${ROWS.map(([, name]) => name).join(' | ')} |`,
    `| ---: |${' --- |'.repeat(ROWS.length)}`,
  ];
  for (const section of sections) {
    const [, nodes] = /^S\d+: ([\d,]+) nodes/.exec(section);
    const cells = ROWS.map(([label]) => {
      const { ours, theirs, share } = row(section, label);
      return share ? `${ours} ms (React Flow ${theirs}, ×${share})` : `${ours} ms`;
    });
    lines.push(`| ${nodes} | ${cells.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** The README with these figures in their place. */
export function placed(readme, table) {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = rest.split(END);
  return `${before}${BEGIN}${table}${END}${after}`;
}

/** Puts the figures of docs/benchmarks.md into the README. */
export function update() {
  const readme = join(ROOT, 'README.md');
  const table = figures(readFileSync(join(ROOT, 'docs/benchmarks.md'), 'utf8'));
  writeFileSync(readme, placed(readFileSync(readme, 'utf8'), table));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) update();
