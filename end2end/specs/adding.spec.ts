import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a double click on the empty drawing searches for a role and adds it there', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  const box = (await desk.canvas.boundingBox())!;
  await page.mouse.dblclick(box.x + 500, box.y + 500);
  const ask = page.getByRole('dialog', { name: 'Add a node', exact: true });
  const field = ask.getByRole('combobox', { name: 'Find a role' });
  await expect(field).toBeFocused();
  await field.fill('key man');
  await page.keyboard.press('Enter');
  await expect(ask).toBeHidden();
  const middle = await desk.middle(desk.node('Key Manager 1'));
  expect(Math.abs(middle.x - box.x - 500) + Math.abs(middle.y - box.y - 500)).toBeLessThan(12);
  await page.mouse.dblclick(box.x + 500, box.y + 200);
  await page.keyboard.press('Escape');
  await expect(ask).toBeHidden();
  await expect(desk.canvas).toBeFocused();
  await expect(desk.nodes()).toHaveCount(1);
});

test('with keys alone a node is added beside another and two are linked', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('gateway');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+ArrowUp');
  const ask = page.getByRole('dialog', { name: 'Add a node linked with Gateway' });
  await expect(ask.getByRole('option', { name: /^Load balancer/ })).toBeVisible();
  await expect(ask.getByRole('option', { name: /^Developer Portal/ })).toHaveCount(1);
  await ask.getByRole('combobox').fill('balancer');
  await page.keyboard.press('Enter');
  await expect(desk.nodes()).toHaveCount(count + 1);
  await expect(desk.node('Load balancer 1')).toHaveAttribute('aria-selected', 'true');
  await expect(desk.inspector.getByRole('button', { name: /Gateway$/ }).first()).toBeVisible();

  // A second Gateway, linked by C, a name and Enter.
  await page.keyboard.press('ControlOrMeta+ArrowRight');
  await page.keyboard.type('gateway');
  await page.keyboard.press('Enter');
  await expect(desk.node('Gateway 1')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('c');
  await page.keyboard.type('key');
  await expect(page.getByText(/^Link Gateway 1 with Key Manager, /)).toBeAttached();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Gateway 1 validates keys with Key Manager')).toBeAttached();
  await desk.saved();
});

test('a role dropped on a link goes between, a wire dropped on nothing asks what shall be there', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.place('Gateway', 0.2, 0.5);
  await desk.place('Key Manager', 0.8, 0.5);
  await desk.wire('Gateway 1', 'Key Manager 1');
  const [from, to] = [await desk.middle(desk.node('Gateway 1')), await desk.middle(desk.node('Key Manager 1'))];
  const item = await desk.middle(desk.palette('Load balancer'));
  await page.mouse.move(item.x, item.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y - 40, { steps: 3 });
  await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 3 });
  await expect(page.locator('.onto')).toHaveCount(1);
  await page.mouse.up();
  await expect(page.getByText('Load balancer 1 linked with 2 nodes')).toBeAttached();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(desk.nodes()).toHaveCount(2);

  await desk.node('Key Manager 1').hover();
  const handle = await desk.handle('Key Manager 1');
  await desk.drag(handle, { x: handle.x - 150, y: handle.y + 180 });
  const ask = page.getByRole('dialog', { name: 'Add a node linked with Key Manager 1' });
  await ask.getByRole('combobox').fill('database');
  await ask.getByRole('option', { name: /^Database/ }).click();
  await expect(page.getByText('Database 1 added and linked')).toBeAttached();
});

test('arrows at the sides of a node add what is linked with it', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.place('Gateway', 0.5, 0.5);
  await page.keyboard.press('Shift+Digit0');
  await desk.node('Gateway 1').hover();
  const arrow = page.getByTitle('Add a linked node right of Gateway 1');
  const box = (await arrow.boundingBox())!;
  expect([box.width, box.height]).toEqual([24, 24]);
  await arrow.click();
  const ask = page.getByRole('dialog', { name: 'Add a node linked with Gateway 1' });
  await ask.getByRole('combobox').fill('key manager');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/ added and linked$/)).toBeAttached();
  expect((await desk.middle(desk.nodes().nth(1))).x).toBeGreaterThan((await desk.middle(desk.node('Gateway 1'))).x + 180);
});

test('a deleted load balancer leaves its caller linked with those behind it', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.place('Gateway', 0.15, 0.3);
  await desk.place('Load balancer', 0.5, 0.5);
  await desk.place('Key Manager', 0.85, 0.7);
  await desk.wire('Load balancer 1', 'Key Manager 1');
  await desk.wire('Gateway 1', 'Load balancer 1', /validates keys with/);
  const at = await desk.middle(desk.node('Load balancer 1'));
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press('ControlOrMeta+Delete');
  await expect(page.getByText('1 node deleted, 1 link takes its place')).toBeAttached();
  await expect(desk.nodes()).toHaveCount(2);
});
