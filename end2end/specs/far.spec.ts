import { execFileSync } from 'node:child_process';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

test('a thousand nodes are painted, and what a hand is on is a card', async ({ page }) => {
  const buffer = execFileSync(binary, ['generate', '--nodes', '1000', '--seed', '1'], { maxBuffer: 1 << 26 });
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'large.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  const painted = page.locator('canvas.painted');
  await expect(painted).toHaveAttribute('data-painted', '1000');
  await expect(desk.nodes()).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(6_000);

  // Where a node lies follows from the drawing's transform and the design itself.
  const design = JSON.parse(buffer.toString());
  const id = Object.keys(design.layout)[500]!;
  const middle = async () => {
    const [pane, at] = [(await desk.canvas.boundingBox())!, design.layout[id]];
    const seen = await page.locator('.viewport').first().evaluate((viewport) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
      return { zoom: a, x: e, y: f };
    });
    return { x: pane.x + seen.x + (at.x + 92) * seen.zoom, y: pane.y + seen.y + (at.y + 32) * seen.zoom };
  };
  const card = page.locator(`.node[data-node-id="${id}"]`);
  const from = await middle();
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
