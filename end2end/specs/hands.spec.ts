import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a dragged node shows what it is level with, and lies there', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const [gateway, manager] = [desk.node('Gateway'), desk.node('Key Manager')];
  const [from, to] = [await desk.middle(gateway), await desk.middle(manager)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.move(to.x + 3, from.y + 60);
  // A plumb line has no width, which the runner takes for hidden.
  await expect(page.locator('.guide[d^="M"]')).not.toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator('.guide[d^="M"]')).toHaveCount(0);
  const left = async (node: typeof gateway) => (await node.boundingBox())!.x;
  expect(await left(gateway)).toBeCloseTo(await left(manager), 0);
  await desk.saved();
});

test('what is selected is put in line by buttons and by keys', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await desk.inspector.getByRole('button', { name: 'Align top' }).click();
  const tops = async () =>
    new Set(await desk.nodes().evaluateAll((nodes) => nodes.map((node) => Math.round(node.getBoundingClientRect().y))));
  expect((await tops()).size).toBe(1);
  await desk.button('Undo').click();
  expect((await tops()).size).toBeGreaterThan(1);
  await desk.canvas.focus();
  await page.keyboard.press('Alt+s');
  expect((await tops()).size).toBe(1);
  await desk.saved();
});

test('F8 goes through what is wrong, and back', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.place('Gateway', 0.3, 0.85);
  await desk.saved();
  await desk.canvas.focus();
  const current = page.locator('.finding[aria-current=true]');
  await page.keyboard.press('F8');
  await expect(current).toHaveCount(1);
  const first = await current.textContent();
  await expect(page.getByText(/^Finding 1 of \d+: /)).toBeAttached();
  await page.keyboard.press('F8');
  await expect(current).not.toHaveText(first!);
  await page.keyboard.press('Shift+F8');
  await expect(current).toHaveText(first!);
  // Also from a field, where other keys write.
  await desk.inspector.getByRole('textbox').first().focus();
  await page.keyboard.press('F8');
  await expect(current).not.toHaveText(first!);
});

test('a command is found by its name, says its keys and why it can not be done, and is run', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Commands' });
  const field = dialog.getByRole('combobox', { name: 'Find a command' });
  await expect(field).toBeFocused();
  await field.fill('align left');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await expect(dialog.getByRole('option')).toContainText('Select two nodes or more first.');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await field.fill('select');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('option', { selected: true })).toContainText('Select nothing');
  await field.fill('all sel');
  await expect(dialog.getByRole('option')).toContainText('Ctrl+A');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(desk.inspector.getByRole('heading', { name: /^\d+ nodes.* selected$/ })).toBeVisible();
  await field.waitFor({ state: 'detached' });
  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('show files');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Files' })).toHaveAttribute('aria-selected', 'true');
});
