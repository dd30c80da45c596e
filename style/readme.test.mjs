import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { figures, placed } from '../bench/canvas/readme.mjs';

const text = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

test("the README's figures are those of docs/benchmarks.md", () => {
  const table = figures(text('docs/benchmarks.md'));
  assert.equal(table.split('\n').filter((line) => /^\| [\d,]+ \|/.test(line)).length, 3);
  assert.equal(placed(text('README.md'), table), text('README.md'), 'run `node bench/canvas/readme.mjs`');
});
