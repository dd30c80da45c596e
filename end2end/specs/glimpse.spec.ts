import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

/** Opens an address, with the program held back until it is let go. */
async function without(page: Page, address: string) {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.goto('about:blank');
  await page.route('**/client_bg.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  return release;
}

const PANES = [
  { where: 'a desk', width: 1440, height: 900, pattern: 'Highly available', cards: 19 },
  { where: 'a tablet', width: 1024, height: 768, pattern: 'Highly available', cards: 19 },
  // The larger one would be painted there.
  { where: 'a phone', width: 390, height: 844, pattern: 'All in one 3 nodes', cards: 3 },
];

for (const { where, width, height, pattern, cards: count } of PANES) {
  test(`the drawing is there before the program, and nothing moves when that has come: ${where}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await (await new DesignsPage(page).open()).begin(pattern);
    const release = await without(page, page.url());
    const drawing = page.locator('.glimpse');
    await expect(drawing.locator('text').first()).toBeVisible();
    const names = await drawing.locator('g[data-family] > g').evaluateAll((cards) => cards.map((card) => ({
      name: card.querySelector('text')!.textContent!,
      at: card.querySelector('use')!.getBoundingClientRect().toJSON(),
    })));
    expect(names.length).toBe(count);

    release();
    await new DesignPage(page).ready();
    await expect(drawing).toHaveCount(0);
    const cards = await page.locator('.viewport .node').evaluateAll((nodes) => nodes.map((node) => ({
      name: node.querySelector('.node__name')!.textContent!,
      at: node.getBoundingClientRect().toJSON(),
    })));
    expect(cards.length).toBe(names.length);
    const left = new Set(cards);
    for (const { name, at } of names) {
      const near = [...left].find((card) => Math.abs(card.at.x - at.x) < 2 && Math.abs(card.at.y - at.y) < 2);
      expect(near, `${name} at ${at.x}, ${at.y}`).toBeDefined();
      // A long name is cut in both, each by its own means.
      expect(near!.name.slice(0, 8)).toBe(name.slice(0, 8));
      left.delete(near!);
    }
  });
}

test('a thousand cards are seen from afar, until they are painted', async ({ page }) => {
  const buffer = execFileSync(binary, ['generate', '--nodes', '1000', '--seed', '1'], { maxBuffer: 1 << 26 });
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'large.design.json', mimeType: 'application/json', buffer });
  await new DesignPage(page).ready();
  const release = await without(page, page.url());
  const drawing = page.locator('.glimpse');
  await expect(drawing.locator('path[data-family]').first()).toBeVisible();
  const before = (await drawing.boundingBox())!;
  expect(before.width).toBeGreaterThan(200);
  release();
  await expect(page.locator('canvas.painted')).toHaveAttribute('data-painted', '1000');
  await expect(drawing).toHaveCount(0);
});

test('the colours a person chose are there from the first picture on', async ({ page }) => {
  await (await new DesignsPage(page).open()).begin('One of each');
  const background = () => page.locator('.canvas').first().evaluate((pane) => getComputedStyle(pane).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Light or dark' }).click();
  const dark = await background();
  expect(dark).not.toBe(light);
  const release = await without(page, page.url());
  await expect(page.locator('.glimpse')).toBeVisible();
  expect(await background()).toBe(dark);
  release();
  await new DesignPage(page).ready();
});

test('what can be used under the drawing can be used, and a design that is gone shows none', async ({ page }) => {
  await (await new DesignsPage(page).open()).begin('One of each');
  const address = page.url();
  await page.goto(`${address}0`);
  await expect(page.getByRole('heading', { name: 'There is no such design' })).toBeVisible();
  await expect(page.locator('#boot')).toHaveCount(0);
  // The design comes late: the drawing waits, and the bar below it works.
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/designs/open', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address);
  await expect(page.locator('#boot[data-over] .glimpse')).toBeVisible();
  await page.getByRole('link', { name: 'Topology Designer' }).click();
  await expect(page.getByRole('heading', { name: 'Designs', exact: true })).toBeVisible();
  await expect(page.locator('#boot')).toHaveCount(0);
  release();
});
