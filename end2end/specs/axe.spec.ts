import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

/** What the checker of accessibility complains about, as one line each. */
async function complaints(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('nothing keeps anybody out of the list of designs', async ({ page }) => {
      await new DesignsPage(page).open();
      expect(await complaints(page)).toEqual([]);
    });

    test('nor out of a canvas with fifty nodes, its panels and its windows', async ({ page }) => {
      // Each look goes through thousands of elements.
      test.setTimeout(150_000);
      const buffer = execFileSync(binary, ['generate', '--nodes', '50', '--seed', '2']);
      await new DesignsPage(page).open();
      await page.getByLabel('Design file').setInputFiles({ name: 'fifty.design.json', mimeType: 'application/json', buffer });
      const desk = await new DesignPage(page).ready();
      // Nearer than it is opened, so that nodes are cards.
      await desk.canvas.focus();
      await page.keyboard.press('ControlOrMeta+0');
      await expect(desk.nodes().first()).toBeAttached();
      expect(await complaints(page)).toEqual([]);
      await desk.canvas.focus();
      await page.keyboard.press('Home');
      await desk.tab('Findings');
      expect(await complaints(page)).toEqual([]);
      await desk.tab('What if');
      expect(await complaints(page)).toEqual([]);
      await desk.tab('Views');
      await desk.button('Save this view').click();
      await expect(page.getByLabel('Notes')).toBeVisible();
      expect(await complaints(page)).toEqual([]);
      await desk.canvas.focus();
      await page.keyboard.press('ControlOrMeta+Alt+p');
      await page.keyboard.press('n');
      await expect(page.getByRole('group', { name: 'Presentation' })).toBeVisible();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('group', { name: 'Presentation' })).toHaveCount(0);
      await desk.canvas.focus();
      await page.keyboard.press('ControlOrMeta+Shift+o');
      await expect(page.getByRole('tree')).toBeFocused();
      await page.keyboard.press('ArrowRight');
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Shift+C');
      await page.keyboard.press('Shift+M');
      await expect(page.getByRole('dialog', { name: /^Move to|^Link/ })).toBeVisible();
      expect(await complaints(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await desk.canvas.focus();
      await page.keyboard.press('ControlOrMeta+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await complaints(page)).toEqual([]);
    });
  });
}
