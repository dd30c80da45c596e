import { DesignsPage } from '../pages/DesignsPage.ts';
import { DesignPage } from '../pages/DesignPage.ts';
import { expect, test } from '../pages/test.ts';

test('the interface for programs is tried on a page, as whoever is signed in', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  await new DesignPage(page).ready();
  const id = page.url().split('/').at(-1)!;
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  await page.goto('/api/v1/try/');
  await expect(page.getByRole('heading', { name: /Topology Designer/ })).toBeVisible();
  await page.getByRole('button', { name: /GET.*\/designs\/\{id\}\/findings/i }).first().click();
  await page.getByPlaceholder('id').fill(id);
  await page.getByRole('button', { name: 'Execute' }).click();
  const answer = page.locator('.live-responses-table .response').first();
  await expect(answer.locator('.response-col_status')).toHaveText(/^200/);
  await expect(answer).toContainText('"errors": 0');
  expect(elsewhere).toEqual([]);
});
