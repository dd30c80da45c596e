import type { Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** The workers that check; another one paints. */
const checkers = (page: Page) => page.workers().filter((worker) => worker.url().endsWith('/worker_loader.js'));

test('what is drawn is checked beside the page, also while the server is away', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  expect(checkers(page)).toHaveLength(1);
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await desk.place('Gateway', 0.3, 0.85);
  await desk.tab('Findings');
  const errors = page.getByRole('group', { name: 'Findings', exact: true }).locator('.finding--error');
  await expect(errors.filter({ hasText: /Gateway 1/ }).first()).toBeVisible();
  await desk.button('Undo').click();
  await expect(errors).toHaveCount(0);
  // It goes with the page that it checks for, and so does the painter.
  await page.unroute('**/api/**');
  await page.getByRole('link', { name: 'Topology Designer' }).click();
  await expect(page.getByRole('heading', { name: 'Designs' })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
});

test('a browser that cannot load the worker shows what the server finds', async ({ page }) => {
  await page.route('**/worker_loader.js', (route) => route.abort('connectionrefused'));
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  expect(checkers(page)).toHaveLength(0);
  await desk.place('Gateway', 0.3, 0.85);
  await desk.saved();
  await desk.tab('Findings');
  const errors = page.getByRole('group', { name: 'Findings', exact: true }).locator('.finding--error');
  await expect(errors.filter({ hasText: /Gateway 1/ }).first()).toBeVisible();
  await desk.button('Lay out').click();
  await expect(page.getByText('The part of the page that lays drawings out did not load.').first()).toBeVisible();
  await expect(desk.button('Lay out')).toHaveAttribute('aria-busy', 'false');
});

test('a worker of another version is let go, and not asked for ever', async ({ page }) => {
  // It says that it listens (0), and of every question that it does not fit (4).
  const stranger = `
    let asked = 0;
    onmessage = () => { asked += 1; if (asked < 500) postMessage(new Uint8Array([4])); };
    postMessage(new Uint8Array([0]));`;
  await page.route('**/worker_loader.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: stranger }),
  );
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  await expect.poll(() => checkers(page).length).toBe(0);
  await desk.button('Lay out').click();
  await expect(page.getByText('The part of the page that lays drawings out did not load.').first()).toBeVisible();
});

test('what nobody has checked is not called right', async ({ page }) => {
  await page.route('**/worker_loader.js', (route) => route.abort('connectionrefused'));
  await page.route('**/api/validation/**', (route) => route.abort('connectionrefused'));
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  await desk.tab('Findings');
  await expect(page.getByText('Checking the design')).toBeVisible();
  await expect(page.getByText('Nothing is wrong')).toHaveCount(0);
  await expect(desk.button(/The design is being checked/)).toBeVisible();
});
