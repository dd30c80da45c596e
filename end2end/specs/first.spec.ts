import { AxeBuilder } from '@axe-core/playwright';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('the gallery shows each pattern as it is drawn, in light and dark, with its size', async ({ page }) => {
  await new DesignsPage(page).open();
  const gallery = page.getByRole('region', { name: 'New design' });
  const card = gallery.getByRole('button', { name: /^One of each/ });
  await expect(card).toContainText(/\d+ nodes on \d+ hosts/);
  const shown = card.locator('img:visible');
  await expect(shown).toHaveCount(1);
  // Pictures are fetched when they come into view, and a long list of designs comes above them.
  const width = async () => {
    await card.scrollIntoViewIfNeeded();
    return shown.evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
  };
  await expect.poll(width).toBeGreaterThan(0);
  const light = await shown.getAttribute('src');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await expect(shown).toHaveCount(1);
  await expect(shown).not.toHaveAttribute('src', light!);
});

test('a list without designs teaches by doing, and one that did not come can be asked for again', async ({ page }) => {
  const designs = await new DesignsPage(page).open();
  // Other tests have drawn; what they left is deleted as a person would.
  await page.getByRole('region', { name: 'New design' }).getByRole('button', { name: /^One of each/ }).waitFor();
  for (;;) {
    const remove = page.getByRole('button', { name: /^Delete / });
    const left = await remove.count();
    if (left === 0) break;
    await remove.first().click();
    await expect(remove).toHaveCount(left - 1);
  }
  await expect(page.getByRole('heading', { name: 'No designs yet' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Try it with an example' }).click();
  await expect(page.getByRole('heading', { name: 'My first design', level: 1 })).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Nodes' }).getByRole('option')).not.toHaveCount(0);
  await designs.open();

  await page.route('**/list', (route) => route.abort('connectionrefused'));
  await page.reload();
  const broken = page.getByRole('alert').filter({ hasText: 'The list could not be loaded' });
  await expect(broken).toContainText('The server does not answer');
  await page.unroute('**/list');
  await broken.getByRole('button', { name: 'Try again' }).click();
  await expect(designs.row('My first design').first()).toBeVisible();
});

test('a filter that leaves nothing can be taken away where that is said', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.tab('Findings');
  await expect(desk.findings).not.toHaveCount(0);
  const search = page.getByRole('searchbox', { name: 'Search in findings' });
  await search.fill('no finding says this');
  await expect(page.getByText('No finding passes the filter.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all findings' }).click();
  await expect(search).toHaveValue('');
  await expect(desk.findings).not.toHaveCount(0);
});

test('what was deleted comes back at a click, also after something else was done', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  await desk.node('Gateway').click();
  await page.keyboard.press('Delete');
  await expect(desk.nodes()).toHaveCount(count - 1);
  await page.getByRole('status').getByRole('button', { name: 'Take it back' }).click();
  await expect(desk.nodes()).toHaveCount(count);
  await expect(page.getByRole('button', { name: 'Redo' })).toBeEnabled();

  await desk.node('Gateway').click();
  await desk.inspector.getByRole('button', { name: 'Delete' }).click();
  await desk.node('Publisher').click();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('status').getByRole('button', { name: 'Take it back' }).click();
  await expect(desk.nodes()).toHaveCount(count);
  await desk.saved();
});

test('a design that is not there, and one that the server does not answer for, say what to do', async ({ page }) => {
  await page.goto('/designs/nothing');
  await expect(page.getByRole('heading', { name: 'There is no such design' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  await page.route('**/designs/open', (route) => route.abort('connectionrefused'));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The server does not answer' })).toBeVisible();
  await page.unroute('**/designs/open');
  await page.getByRole('button', { name: 'Try again' }).click();
  await desk.ready();
});
