// Each pair of colours that meets on a screen: 4.5:1 for words, 3:1 for graphics, light and dark.
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import assert from 'node:assert/strict';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const block = (selector) => {
  const start = css.indexOf(`${selector} {`);
  const body = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1], m[2]]));
};
const light = block(':root');
const dark = { ...light, ...block(":root[data-theme='dark']") };

const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

const FAMILIES = ['edge', 'control', 'traffic', 'identity', 'data', 'storage', 'analytics', 'outside'];
const STATES = ['error', 'warning', 'info', 'success'];
const WORDS = [
  ...['canvas', 'surface', 'sunken', 'raised', 'hover'].flatMap((paper) => [['text', paper], ['text-quiet', paper]]),
  ['text-on-accent', 'accent'], ['text-on-accent', 'accent-hover'], ['accent', 'surface'], ['accent', 'accent-tint'],
  ['text', 'accent-tint'],
  ...STATES.flatMap((state) => [[state, 'surface'], [state, `${state}-tint`], ['text', `${state}-tint`]]),
  // Names of what is gone, over the drawing.
  ...STATES.map((state) => [state, 'canvas']),
  ...['key', 'string', 'number', 'comment', 'section'].flatMap((kind) => [[`code-${kind}`, 'surface'], [`code-${kind}`, 'accent-tint']]),
];
const GRAPHICS = [
  ['border-strong', 'surface'], ['border-strong', 'canvas'], ['accent', 'canvas'],
  ...FAMILIES.flatMap((family) => [[family, `${family}-tint`], [family, 'surface']]),
  ...['client', 'management', 'events', 'data', 'storage'].map((kind) => [`link-${kind}`, 'canvas']),
  ...STATES.map((state) => [state, 'raised']),
];

for (const [theme, tokens] of Object.entries({ light, dark })) {
  for (const [pairs, least] of [[WORDS, 4.5], [GRAPHICS, 3]]) {
    for (const [front, back] of pairs) {
      test(`${theme}: ${front} on ${back} has ${least}:1`, () => {
        assert.ok(tokens[front] && tokens[back], `${front} or ${back} is no colour token`);
        const ratio = contrast(tokens[front], tokens[back]);
        assert.ok(ratio >= least, `${ratio.toFixed(2)}:1`);
      });
    }
  }
}

test('every role of the catalogue has its icon', () => {
  const roles = readFileSync(new URL('../crates/catalogue/data/wso2am-3.1.0/roles.toml', import.meta.url), 'utf8');
  const icons = readFileSync(new URL('icons.svg', import.meta.url), 'utf8');
  const ids = [...roles.matchAll(/^\[\[role\]\]\nid = "([\w-]+)"/gm)].map((match) => match[1]);
  assert.ok(ids.length >= 10);
  for (const id of ids) assert.ok(icons.includes(`id="role-${id}"`), id);
});

test('every icon that the client names is in the sprite, once', () => {
  const icons = readFileSync(new URL('icons.svg', import.meta.url), 'utf8');
  const names = [...icons.matchAll(/id="([\w-]+)"/g)].map((match) => match[1]);
  assert.equal(new Set(names).size, names.length, 'no id twice');
  const sources = readdirSync(new URL('../app/src', import.meta.url), { recursive: true })
    .filter((name) => name.endsWith('.rs'))
    .map((name) => readFileSync(new URL(`../app/src/${name}`, import.meta.url), 'utf8'));
  const used = sources.flatMap((text) => [...text.matchAll(/<Icon name="([\w-]+)"/g)].map((match) => match[1]));
  for (const name of used) assert.ok(names.includes(name), name);
});
