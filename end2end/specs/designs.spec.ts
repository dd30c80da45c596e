import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('designs are renamed, duplicated, deleted, and brought back', async ({ page }) => {
  const designs = await new DesignsPage(page).open();
  await designs.begin('All in one, on one machine');
  await designs.open();
  await designs.action('Rename', 'All in one, on one machine').click();
  const dialog = page.getByRole('dialog', { name: 'Rename design' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog.getByRole('alert')).toContainText('must not be empty');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Laptop');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(designs.row('Laptop')).toBeVisible();

  await designs.action('Duplicate', 'Laptop').click();
  await expect(designs.row('Laptop copy')).toBeVisible();
  await designs.action('Delete', 'Laptop copy').click();
  await expect(designs.row('Laptop copy')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(designs.row('Laptop copy')).toBeVisible();
});

test('two tabs cannot overwrite each other in silence', async ({ page, context }) => {
  // It has no line, on which it would hear of the other's work.
  await page.routeWebSocket('**/live/**', () => {});
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  const other = await context.newPage();
  await other.goto(page.url());
  const { DesignPage } = await import('../pages/DesignPage.ts');
  const second = await new DesignPage(other).ready();
  // Nothing of the other tab's work comes in here before this one has some of its own.
  await page.route('**/api/designs/{save,open}', (route) => route.abort('connectionrefused'));
  for (const [tab, name] of [[second, 'Theirs'], [desk, 'Mine']] as const) {
    await tab.page.bringToFront();
    await tab.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await tab.inspector.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
    if (name === 'Theirs') await tab.saved();
  }
  await page.unroute('**/api/designs/{save,open}');
  await expect(page.getByRole('alert')).toContainText('changed in another tab', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Keep both' }).click();
  await expect(page.getByText('a design of its own')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Mine', level: 1 })).toBeVisible();
  const designs = await new DesignsPage(page).open();
  await expect(designs.row('Theirs')).toBeVisible();
  await expect(designs.row('Mine')).toBeVisible();
});

test('a file that is no design is refused with its reason, and a design opens', async ({ page }) => {
  const designs = await new DesignsPage(page).open();
  const file = (text: string) => ({ name: 'a.design.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByLabel('Design file').setInputFiles(file('{"format":1,"nope":1}'));
  await expect(page.getByRole('status')).toContainText('nope');
  const good = { format: 1, name: 'Brought along', product: { id: 'wso2am', version: '3.1.0' } };
  await page.getByLabel('Design file').setInputFiles(file(JSON.stringify(good)));
  await expect(page.getByRole('heading', { name: 'Brought along', level: 1 })).toBeVisible();
  await expect(page.getByText('An empty drawing')).toBeVisible();
  await designs.open();
});
