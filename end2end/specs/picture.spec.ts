import { resolve } from 'node:path';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** The README's first picture, made anew by each run; a person commits it when it has changed. */
test('the picture of the README', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  const at = await desk.middle(desk.node('Gateway'));
  await page.mouse.click(at.x, at.y);
  await desk.inspector.getByRole('button', { name: 'Show its files' }).click();
  await expect(page.getByRole('group', { name: 'nodes/gw1/repository/conf/deployment.toml' })).toBeVisible();
  const line = page.getByRole('button', { name: /service_url = / });
  await line.click();
  await expect(page.getByRole('region', { name: 'Where this line comes from' })).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await desk.button('Show all').click();
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({ path: resolve(import.meta.dirname, '../test-results/readme.png') });
  expect(picture.byteLength).toBeGreaterThan(50_000);
});
