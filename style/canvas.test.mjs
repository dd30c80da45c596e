// What would be dear with each step of a hand on the canvas.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

/** Elements that hold cards, and cards. */
const AROUND = ['html', 'body', ':root', '.app', '.designer', '.stage', '.canvas', '.viewport', '.layer', '.node'];

/** The rules of a sheet that hold on a screen: those for paper alone are asked once. */
const onScreen = (text) => text.replace(/\/\*[^]*?\*\//g, '').replace(/@media print \{[^]*?\n\}/g, '');

const asking = (text) => onScreen(text).match(/[^\s,{}>~+]*:has\(/g) ?? [];

test('no rule asks what an element holds that cards are in', () => {
  // Each guide, line or card that comes or goes would have the browser look at all cards again.
  const sheets = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.css'));
  assert.ok(sheets.length > 5);
  const found = sheets.flatMap((name) =>
    asking(readFileSync(join(import.meta.dirname, name), 'utf8'))
      .filter((selector) => AROUND.some((element) => selector.startsWith(element) && !/^[\w-]/.test(selector.slice(element.length))))
      .map((selector) => `${name}: ${selector}`),
  );
  assert.deepEqual(found, []);
});

test('rules that ask are found', () => {
  assert.deepEqual(asking('.app:has(.x) .y, .a > .stage[data-on]:has(.z) {} /* .node:has(i) */'), ['.app:has(', '.stage[data-on]:has(']);
  assert.deepEqual(asking('@media print {\n  .app:has(svg) { color: red }\n}\n.row:has(> .field) {}'), ['.row:has(']);
});
