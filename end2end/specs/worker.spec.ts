import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('what is drawn is checked beside the page, also while the server is away', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  expect(page.workers()).toHaveLength(1);
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await desk.place('Gateway', 0.3, 0.85);
  await desk.tab('Findings');
  const errors = page.getByRole('list', { name: 'Findings' }).locator('.finding--error');
  await expect(errors.filter({ hasText: /Gateway 1/ }).first()).toBeVisible();
  await desk.button('Undo').click();
  await expect(errors).toHaveCount(0);
  // The worker goes with the page that it checks for.
  await page.unroute('**/api/**');
  await page.getByRole('link', { name: 'All designs' }).click();
  await expect(page.getByRole('heading', { name: 'Designs' })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
});

test('a browser that cannot load the worker shows what the server finds', async ({ page }) => {
  await page.route('**/worker_loader.js', (route) => route.abort('connectionrefused'));
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  expect(page.workers()).toHaveLength(0);
  await desk.place('Gateway', 0.3, 0.85);
  await desk.saved();
  await desk.tab('Findings');
  const errors = page.getByRole('list', { name: 'Findings' }).locator('.finding--error');
  await expect(errors.filter({ hasText: /Gateway 1/ }).first()).toBeVisible();
  await desk.button('Lay out').click();
  await expect(page.getByText('The part of the page that lays drawings out did not load.').first()).toBeVisible();
  await expect(desk.button('Lay out')).toHaveAttribute('aria-busy', 'false');
});
