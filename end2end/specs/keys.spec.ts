import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('both ways to redo work, also from a box to tick', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  const count = await desk.nodes().count();
  const at = await desk.middle(desk.node('Gateway 1'));
  await page.mouse.click(at.x, at.y);
  await page.keyboard.press('Delete');
  await expect(desk.nodes()).toHaveCount(count - 1);
  for (const again of ['Control+y', 'Control+Shift+z']) {
    await page.keyboard.press('Control+z');
    await expect(desk.nodes()).toHaveCount(count);
    await page.keyboard.press(again);
    await expect(desk.nodes()).toHaveCount(count - 1);
  }
  await page.keyboard.press('Control+z');

  const balancer = await desk.middle(desk.node('Gateway balancer'));
  await page.mouse.click(balancer.x, balancer.y);
  await desk.inspector.getByText('Load balancer', { exact: true }).last().click();
  const sticky = desk.inspector.getByRole('checkbox', { name: /Sticky/ });
  const was = await sticky.isChecked();
  await sticky.click();
  await expect(sticky).toBeChecked({ checked: !was });
  await page.keyboard.press('Control+z');
  await expect(sticky).toBeChecked({ checked: was });
});

test('a choice follows undo', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  const environment = desk.inspector.getByRole('combobox', { name: 'Environment' });
  await environment.selectOption('Production');
  await environment.selectOption('Test');
  await desk.button('Undo').click();
  await expect(environment).toHaveValue('production');
  await desk.button('Undo').click();
  await expect(environment).toHaveValue('development');
});

test('every node says its id, and a finding leads to its node', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await expect(page.locator('[data-node-id=gw1]')).toHaveAccessibleName(/^Gateway/);
  await desk.place('Gateway', 0.3, 0.85);
  await desk.tab('Findings');
  await page.keyboard.press('Escape');
  const row = desk.findings.filter({ hasText: 'Gateway 1 is not linked with a Key Manager' });
  await row.getByRole('button').first().click();
  await expect(desk.node('Gateway 1')).toHaveAttribute('aria-selected', 'true');
});

test('a click on the palette adds one node, also where it lies over the canvas', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.button('Palette').click();
  await desk.palette('Gateway').click();
  await expect(desk.nodes()).toHaveCount(1);
});
