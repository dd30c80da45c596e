import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ComparePage } from '../pages/ComparePage.ts';
import type { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** A version, and after it a node more, a node less with its four links, and a node of another name. */
async function changed(page: Page) {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  const compare = await new ComparePage(page).open();
  await compare.make('As in the guide');
  await compare.close();
  await change(desk);
  await compare.open();
  return { desk, compare };
}

async function change(desk: DesignPage) {
  const { page } = desk;
  await desk.node('Gateway').click();
  await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Edge');
  await page.keyboard.press('Enter');
  await desk.palette('Load balancer').focus();
  await page.keyboard.press('Enter');
  await expect(desk.node('Load balancer 1')).toBeVisible();
  await desk.node('Traffic Manager').click();
  await page.keyboard.press('Delete');
  await expect(desk.node('Traffic Manager')).toHaveCount(0);
  await desk.saved();
}

async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).exclude('.canvas').analyze();
  expect(violations).toEqual([]);
}

test('what has become of a version lies over the drawing, and one goes from change to change', async ({ page }) => {
  test.setTimeout(90_000);
  const { desk, compare } = await changed(page);
  await compare.choose('As in the guide');
  await compare.onCanvas.click();
  await expect(compare.onCanvas).toHaveAttribute('aria-pressed', 'true');
  const sentence = 'Comparing version 1 with now: 1 added, 5 removed, 1 changed';
  await expect(compare.bar).toContainText(sentence);
  await expect(compare.said).toHaveText(sentence);
  await expect(compare.marks('added')).toHaveCount(1);
  await expect(compare.marks('removed')).toHaveCount(5);
  await expect(compare.marks('changed')).toHaveCount(1);
  // What is gone is there with its name, and told by more than its colour.
  const ghost = compare.marks('removed').filter({ has: page.locator('rect') });
  await expect(ghost.locator('text')).toHaveText('Traffic Manager');
  const dashes = (kind: 'added' | 'removed') =>
    compare.marks(kind).first().locator('.compared__line').evaluate((line) => getComputedStyle(line).strokeDasharray);
  expect(await dashes('removed')).not.toBe('none');
  expect(await dashes('added')).toBe('none');
  for (const [kind, sign] of [['added', 'plus'], ['removed', 'minus'], ['changed', 'pencil']] as const) {
    await expect(compare.marks(kind).first().locator('use')).toHaveAttribute('href', `#${sign}`);
  }
  await clean(page);

  // Each change comes into the middle of the pane, selected where it is still there.
  await compare.step('Next').click();
  await expect(compare.bar).toContainText('1 of 7');
  await expect(compare.said).toHaveText('1 of 7. Added: Load balancer 1');
  await expect(desk.node('Load balancer 1')).toHaveAttribute('aria-selected', 'true');
  await expect(compare.step('Next')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(compare.said).toHaveText('2 of 7. Removed: Traffic Manager');
  const pane = await desk.middle(desk.canvas);
  const at = await desk.middle(compare.current.locator('rect'));
  expect(Math.abs(at.x - pane.x) + Math.abs(at.y - pane.y)).toBeLessThan(4);
  await compare.step('Previous').click();
  await compare.step('Previous').click();
  await expect(compare.said).toHaveText('7 of 7. Changed: Edge (name)');
  await expect(compare.bar.getByRole('listitem')).toContainText('Gateway → Edge');

  // What is drawn goes on, and the marks with it.
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(compare.bar).toContainText('1 added, 0 removed, 1 changed');
  await expect(compare.marks('removed')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(compare.bar).toContainText('1 added, 5 removed, 1 changed');

  // The first Escape ends what a hand is at, the next one the comparison.
  const from = await desk.middle(desk.node('Edge'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 40, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(compare.bar).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(compare.bar).toHaveCount(0);
  await expect(compare.said).toHaveText('No longer comparing');
  await expect(compare.onCanvas).toHaveAttribute('aria-pressed', 'false');
  await compare.onCanvas.click();
  await compare.bar.getByRole('button', { name: 'Leave the comparison' }).click();
  await expect(compare.bar).toHaveCount(0);
  await expect(desk.canvas).toBeFocused();
});

test('two versions are compared in words and in files side by side, and one of them becomes a design', async ({ page }) => {
  test.setTimeout(90_000);
  const { desk, compare } = await changed(page);
  await compare.make('With an edge');
  await compare.close();
  await desk.node('Publisher').click();
  await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Later');
  await page.keyboard.press('Enter');
  await desk.saved();
  await compare.open();
  await compare.choose('As in the guide');
  await page.getByLabel('Compare version 1 with').selectOption('version 2: With an edge');
  const between = page.getByRole('group', { name: 'From one version to the other' });
  await expect(between.getByRole('heading').first()).toHaveText('From version 1 to version 2, in the drawing');
  await expect(between.getByRole('list')).toContainText('Gateway → Edge');
  // What came after both is no part of it, and neither is the canvas.
  await expect(between.getByRole('list')).not.toContainText('Later');
  await expect(compare.onCanvas).toHaveCount(0);

  const toml = between.locator('details').filter({ hasText: 'nodes/gw1/repository/conf/deployment.toml' }).first();
  // Each time it is drawn anew, the first files are open.
  const opened = async () => {
    if (!(await toml.evaluate((file) => (file as HTMLDetailsElement).open))) await toml.locator('summary').click();
  };
  await opened();
  await expect(toml.locator('pre')).toBeVisible();
  await compare.sideBySide.click();
  await expect(compare.sideBySide).toHaveAttribute('aria-pressed', 'true');
  await opened();
  const table = toml.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Before', 'After']);
  const row = table.getByRole('row').filter({ hasText: '# Edge (gw1, Gateway)' });
  await expect(row).toContainText('# Gateway (gw1, Gateway)');
  const [old, now] = [row.locator('.diff__line--old'), row.locator('.diff__line--new')];
  expect((await old.boundingBox())!.y).toBe((await now.boundingBox())!.y);
  // What is the same is folded, until one asks for all of it.
  await expect(table.getByText(/^⋯ the same on both sides: \d+$/).first()).toBeVisible();
  await toml.getByRole('button', { name: 'Show the whole file' }).click();
  await expect(table.getByText(/^⋯ the same on both sides/)).toHaveCount(0);
  await clean(page);

  // Where there is no room, lines are below each other.
  await page.setViewportSize({ width: 900, height: 900 });
  await expect(compare.sideBySide).toBeHidden();
  await opened();
  await expect(toml.locator('pre')).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened();
  await expect(table).toBeVisible();

  const before = page.url();
  await between.getByRole('button', { name: 'New design from version 1' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(desk.node('Traffic Manager')).toBeVisible();
  await expect(desk.node('Load balancer 1')).toHaveCount(0);
});

test.describe('with colours of the reader', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('what came, what went and what is other have lines of their own', async ({ page }) => {
    const { compare } = await changed(page);
    await compare.choose('As in the guide');
    await compare.onCanvas.click();
    await expect(compare.marks('added')).toHaveCount(1);
    const lines = await Promise.all(
      (['added', 'removed', 'changed'] as const).map((kind) =>
        compare.marks(kind).first().locator('.compared__line').evaluate((line) => getComputedStyle(line).strokeDasharray),
      ),
    );
    expect(new Set(lines).size).toBe(3);
  });
});
