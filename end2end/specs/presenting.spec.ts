import { type Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const bar = (page: Page) => page.getByRole('group', { name: 'Presentation' });
const said = (page: Page) => page.getByRole('region', { name: 'Drawing' }).getByRole('status').first();

test('a drawing is presented at once, whole and then part by part, and given back as it was', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  const at = await desk.middle(desk.node('Gateway 1'));
  await page.mouse.click(at.x, at.y);
  await page.mouse.move(at.x, at.y + 200);
  await page.keyboard.press('ControlOrMeta+Alt+p');
  await expect(bar(page)).toContainText('1 of ');
  await expect(page.getByRole('complementary', { name: 'Palette' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect.poll(async () => (await desk.canvas.boundingBox())!.width).toBe(1440);
  await expect.poll(async () => (await desk.canvas.boundingBox())!.height).toBe(900);
  await expect(said(page)).toContainText('Step 1 of ');
  await expect(desk.canvas).toBeFocused();

  // Each part is lit, and said with its name.
  await page.keyboard.press('ArrowRight');
  await expect(bar(page)).toContainText('2 of ');
  await expect(said(page)).toHaveText(/^Step 2 of \d+: .+\. .+\.$/);
  await expect(page.locator('.show-veil')).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(page.getByRole('complementary', { name: 'Notes' })).not.toBeEmpty();
  await page.keyboard.press('End');
  await expect(bar(page).getByRole('button', { name: 'Next' })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Home');
  await expect(page.locator('.show-veil')).toHaveCount(0);

  // Nothing changes, whatever is pressed.
  const all = desk.nodes();
  await expect(all).toHaveCount(19);
  await page.keyboard.press('Delete');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+d');
  await page.mouse.dblclick(700, 120);
  await expect(all).toHaveCount(19);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Palette' })).toBeVisible();
  await expect.poll(async () => (await desk.middle(desk.node('Gateway 1'))).x).toBeCloseTo(at.x, 0);
  await expect(desk.node('Gateway 1')).toHaveAttribute('aria-selected', 'true');
});

test('views are saved, named, told about, put in order and presented', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.tab('Views');
  const save = page.getByRole('button', { name: 'Save this view' });
  const rows = page.getByRole('group', { name: 'Views', exact: true }).getByRole('listitem');
  await save.click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('all of the drawing');
  await page.getByLabel('Name', { exact: true }).last().fill('Everything');
  await page.keyboard.press('Enter');

  const gateway = await desk.middle(desk.node('Gateway'));
  await page.mouse.click(gateway.x, gateway.y);
  await page.mouse.move(gateway.x, gateway.y);
  await page.keyboard.down('Control');
  for (let step = 0; step < 4; step++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await save.click();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('a part, 1 node lit');
  await page.getByLabel('Notes').fill('Here requests arrive.\nThen they go on.');
  await page.getByLabel('Name', { exact: true }).last().fill('The Gateway');
  await page.keyboard.press('Enter');
  await expect(rows.nth(1)).toContainText('notes');
  await page.getByRole('button', { name: 'Earlier The Gateway' }).click();
  await expect(rows.first()).toContainText('The Gateway');
  await expect(page.getByRole('button', { name: 'Earlier The Gateway' })).toBeFocused();
  await desk.saved();
  await page.reload();

  await page.getByRole('button', { name: 'Present', exact: true }).first().click();
  await expect(bar(page)).toContainText('The Gateway');
  await expect(bar(page)).toContainText('1 of 2');
  await expect(said(page)).toHaveText('Step 1 of 2: The Gateway. Here requests arrive. Then they go on.');
  await expect(page.locator('.show-veil')).toHaveCount(1);
  await bar(page).getByRole('button', { name: 'Notes' }).click();
  await expect(page.getByRole('complementary', { name: 'Notes' })).toHaveText('Here requests arrive.\nThen they go on.');

  // The dot is there while its key is held, and where the pointer is.
  const dot = page.locator('.show-dot');
  await expect(dot).toBeHidden();
  await page.mouse.move(500, 400);
  await page.keyboard.down('l');
  await page.mouse.move(620, 410);
  await expect(dot).toBeVisible();
  const box = (await dot.boundingBox())!;
  expect([box.x + box.width / 2, box.y + box.height / 2]).toEqual([620, 410]);
  await page.waitForTimeout(400);
  await page.keyboard.up('l');
  await expect(dot).toBeHidden();

  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('Everything');
  await bar(page).getByRole('button', { name: 'Leave' }).click();
  await expect(bar(page)).toHaveCount(0);

  await desk.tab('Views');
  await page.getByRole('button', { name: 'Delete Everything' }).click();
  await expect(rows).toHaveCount(1);
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(rows).toHaveCount(2);
});
