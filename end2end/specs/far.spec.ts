import { execFileSync } from 'node:child_process';
import type { Locator, Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

const buffer = execFileSync(binary, ['generate', '--nodes', '1000', '--seed', '1'], { maxBuffer: 1 << 26 });
const design = JSON.parse(buffer.toString());

/** Opens a thousand nodes, which are in view as a whole. */
async function opened(page: Page) {
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'large.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  const painted = page.locator('canvas.painted');
  await expect(painted).toHaveAttribute('data-painted', '1000');
  const pane = (await desk.canvas.boundingBox())!;
  const seen = await page.locator('.viewport').first().evaluate((viewport) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
    return { zoom: a, x: e, y: f };
  });
  /** Where a node lies in the page: that follows from the drawing's transform and the design itself. */
  const middle = (id: string) => {
    const { x, y } = design.layout[id];
    return { x: pane.x + seen.x + (x + 92) * seen.zoom, y: pane.y + seen.y + (y + 32) * seen.zoom };
  };
  return { desk, painted, middle };
}

/** The part of a surface that has something on it. */
const covered = (surface: Locator) => surface.evaluate((from: HTMLCanvasElement) => {
  const copy = new OffscreenCanvas(from.width, from.height).getContext('2d')!;
  copy.drawImage(from, 0, 0);
  const { data } = copy.getImageData(0, 0, from.width, from.height);
  return data.filter((value, at) => at % 4 === 3 && value > 0).length / (data.length / 4);
});

test('what is selected among painted cards is painted over them, and dragged with its lines', async ({ page }) => {
  const { desk, painted, middle } = await opened(page);
  expect(await covered(painted)).toBeGreaterThan(0.05);
  const hands = page.locator('canvas.painted-hands');
  await expect(hands).toBeHidden();
  const box = (await painted.boundingBox())!;
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  const [from, to] = [at(0, 0), at(0.12, 0.6)];
  await page.mouse.move(from.x + 1, from.y + 1);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  const title = page.getByRole('heading', { name: /^\d+ nodes.* selected$/ });
  await expect(title).toBeVisible();
  const count = Number(/\d+/.exec(await title.innerText()));
  expect(count).toBeGreaterThan(10);
  expect(await desk.nodes().count(), 'they need no elements').toBeLessThan(10);
  await expect(hands).toBeVisible();
  expect(await covered(hands)).toBeGreaterThan(0);

  let taken = '';
  for (const id of Object.keys(design.layout)) {
    const { x, y } = middle(id);
    if (x > from.x && x < to.x && y > from.y && y < to.y) taken ||= id;
  }
  const start = middle(taken);
  await page.mouse.move(start.x, start.y);
  await expect(page.locator(`.node[data-node-id="${taken}"]`), 'the one under the pointer has one').toHaveCount(1);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 90, { steps: 5 });
  await expect(painted).toHaveAttribute('data-painted', `${1_000 - count}`);
  await expect(hands).toBeVisible();
  await page.mouse.up();
  await expect(painted).toHaveAttribute('data-painted', '1000');
  await expect(title).toBeVisible();
  await desk.saved();

  // From near they are cards, and nothing lies over them.
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+0');
  await expect(painted).toBeHidden();
  await expect(hands).toBeHidden();
});

test('a browser without a painter beside the page paints all the same', async ({ page }) => {
  await page.route('**/painter.js', (route) => route.abort());
  const { desk, painted } = await opened(page);
  expect(await covered(painted)).toBeGreaterThan(0.05);
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+0');
  await expect(painted).toBeHidden();
  await expect.poll(() => desk.nodes().count()).toBeGreaterThan(0);
});

test('when the painter fails the page goes on painting for itself', async ({ page }) => {
  const { desk, painted } = await opened(page);
  const painter = page.workers().find((worker) => worker.url().endsWith('/painter.js'))!;
  await painter.evaluate(() => void setTimeout(() => { throw new Error('out of memory'); }));
  await expect.poll(() => page.workers().includes(painter)).toBe(false);
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+0');
  await expect(painted).toBeHidden();
  await desk.button('Show all').click();
  await expect(painted).toBeVisible();
  await expect(desk.nodes()).toHaveCount(0);
  expect(await covered(painted)).toBeGreaterThan(0.05);
});

test('a thousand nodes are painted, and what a hand is on is a card', async ({ page }) => {
  const { desk, painted, middle } = await opened(page);
  await expect(desk.nodes()).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(6_000);

  const id = Object.keys(design.layout)[500]!;
  const card = page.locator(`.node[data-node-id="${id}"]`);
  const from = middle(id);
  await page.mouse.move(from.x, from.y);
  await expect(card).toHaveCount(1);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 20, { steps: 5 });
  await expect(painted).toHaveAttribute('data-painted', '999');
  await page.mouse.up();
  await expect(painted).toHaveAttribute('data-painted', '1000');
  await expect(card).toHaveAttribute('aria-selected', 'true');
  await desk.saved();

  // Everything selected is painted as such, and taken back at once.
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('heading', { name: /^\d{4} nodes.* selected$/ })).toBeVisible();
  expect(await desk.nodes().count()).toBeLessThan(10);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(desk.button('Undo')).toBeDisabled();

  // From near there are cards again, and a map of the whole that leads elsewhere.
  await page.keyboard.press('ControlOrMeta+0');
  await expect(painted).toBeHidden();
  await expect.poll(() => desk.nodes().count()).toBeGreaterThan(0);
  const map = page.locator('.minimap canvas');
  await expect(map).toBeVisible();
  const before = await page.locator('.minimap__view').getAttribute('style');
  await map.click({ position: { x: 8, y: 8 } });
  await expect(page.locator('.minimap__view')).not.toHaveAttribute('style', before!);
});
