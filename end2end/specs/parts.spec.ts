import { test as base } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('the canvas works before the panels are there, and takes them when they come', async ({ page }) => {
  await (await new DesignsPage(page).open()).begin('One of each');
  const address = page.url();
  await page.goto('about:blank');

  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const asked: string[] = [];
  page.on('request', (sent) => asked.push(sent.url()));
  await page.route('**/split_panels.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address);
  const card = page.getByRole('option', { name: /Gateway/ }).first();
  await expect(card).toBeVisible();
  await card.click();
  await expect(card).toHaveAttribute('aria-selected', 'true');
  const fields = page.getByLabel('Inspector').getByRole('textbox');
  await expect(fields).toHaveCount(0);

  release();
  await expect(fields.first()).toBeVisible();
  // The list of designs is another page's.
  expect(asked.filter((sent) => sent.includes('split_designs'))).toEqual([]);
});

base('a part that does not come is said, and the drawing stays', async ({ page }) => {
  await (await new DesignsPage(page).open()).begin('One of each');
  const address = page.url();
  await page.goto('about:blank');
  await page.route('**/split_panels.wasm', (route) => route.abort());
  await page.goto(address);
  await expect(page.getByText('A part of this page could not be loaded.', { exact: false })).toBeVisible();
  await expect(page.getByRole('option', { name: /Gateway/ }).first()).toBeVisible();
});
