import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('the other button shows what can be done with a node, a link and the drawing', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  const at = await desk.middle(desk.node('Gateway'));
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'Gateway' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await expect(menu.getByRole('menuitem', { name: 'Duplicate Ctrl+D' })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: 'Select everything on the same host' })).toBeFocused();
  await menu.getByRole('menuitem', { name: /^Duplicate/ }).click();
  await expect(menu).toBeHidden();
  await expect(desk.nodes()).toHaveCount(count + 1);

  await desk.canvas.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+F10');
  const drawing = page.getByRole('menu', { name: 'Drawing' });
  await expect(drawing.getByRole('menuitem', { name: /^Paste/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawing).toBeHidden();
  await expect(desk.canvas).toBeFocused();

  // Dragged, the button moves the drawing.
  const before = await desk.middle(desk.node('Key Manager'));
  const box = (await desk.canvas.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 });
  await page.mouse.up({ button: 'right' });
  await expect.poll(async () => (await desk.middle(desk.node('Key Manager'))).x - before.x).toBeCloseTo(60, 0);
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('what is typed is found on the canvas, one after the other', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+f');
  const find = page.getByRole('search', { name: 'Find on the canvas' });
  await expect(find.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('key manager');
  await expect(find.getByRole('status')).toHaveText(/^1 of \d+$/);
  const selected = desk.nodes().and(page.locator('[aria-selected=true]'));
  const first = await selected.getAttribute('data-node-id');
  await page.keyboard.press('Enter');
  await expect(find.getByRole('status')).toHaveText(/^2 of \d+$/);
  await expect(selected).not.toHaveAttribute('data-node-id', first!);
  await page.keyboard.press('Shift+Enter');
  await expect(selected).toHaveAttribute('data-node-id', first!);
  await find.getByRole('searchbox').fill('nobody is called this');
  await expect(find.getByRole('status')).toHaveText('None');
  await page.keyboard.press('Escape');
  await expect(find).toBeHidden();
  await expect(desk.canvas).toBeFocused();
});

test('the sheet shows every shortcut, and a locked node stays', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.canvas.focus();
  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(sheet.getByRole('term').filter({ hasText: 'Lock or unlock' })).toBeVisible();
  await expect(sheet.getByRole('definition').filter({ hasText: 'Ctrl+Shift+L' })).toBeVisible();
  await expect(sheet.getByRole('heading', { name: 'With the pointer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  const at = await desk.middle(desk.node('Gateway'));
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.locator('.lock')).toHaveCount(1);
  await desk.drag(at, { x: at.x + 90, y: at.y + 90 });
  await expect(page.getByRole('alert')).toHaveText('Gateway is locked. Unlock it first.');
  expect((await desk.middle(desk.node('Gateway'))).x).toBeCloseTo(at.x, 0);
  await desk.saved();
  await page.reload();
  await expect(page.locator('.lock')).toHaveCount(1);
  await desk.button('Lay out').click();
  await expect(page.getByText('The drawing is laid out.')).toBeAttached();
  await expect(page.locator('.lock')).toHaveCount(1);
});

test('near the border the drawing moves on while a node is held', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.canvas.focus();
  await page.keyboard.press('Shift+Digit0');
  const other = await desk.middle(desk.node('Key Manager'));
  const at = await desk.middle(desk.node('Gateway'));
  const box = (await desk.canvas.boundingBox())!;
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y + 30);
  await page.mouse.move(at.x, box.y + box.height - 3, { steps: 3 });
  await expect.poll(async () => (await desk.middle(desk.node('Key Manager'))).y).toBeLessThan(other.y - 60);
  await desk.canvas.focus();
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a locked node says so on its card, in its form, and when it is dragged', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.node('Gateway').click();
  await page.keyboard.press('ControlOrMeta+Shift+l');
  await expect(desk.node('Gateway')).toHaveAccessibleName(/, locked$/);
  await expect(page.locator('.lock')).toHaveCount(1);
  await expect(desk.inspector.getByText('Locked: it stays where it is drawn')).toBeVisible();
  const at = await desk.middle(desk.node('Gateway'));
  await desk.drag(at, { x: at.x + 120, y: at.y + 40 });
  await expect(page.getByRole('alert').filter({ hasText: 'Gateway is locked. Unlock it first.' })).toBeVisible();
  expect(await desk.middle(desk.node('Gateway'))).toEqual(at);
  await desk.inspector.getByRole('button', { name: 'Unlock' }).click();
  await expect(desk.node('Gateway')).not.toHaveAccessibleName(/locked/);
  await expect(page.locator('.lock')).toHaveCount(0);
  await desk.saved();
});
