import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('several nodes are one form: mixed values say so, and one value goes to all in one step', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const { inspector } = desk;
  const offsetOf = async (node: string) => {
    await desk.node(node).click();
    return inspector.getByRole('textbox', { name: 'Port offset' }).inputValue();
  };
  await desk.node('Gateway').click();
  await inspector.getByRole('textbox', { name: 'Port offset' }).fill('7');
  await inspector.getByRole('textbox', { name: 'Port offset' }).press('Enter');
  const manager = await offsetOf('Key Manager');
  expect(manager).not.toBe('7');
  await desk.node('Gateway').click({ modifiers: ['Shift'] });
  await expect(inspector.getByRole('heading', { name: '2 nodes selected' })).toBeVisible();
  const offset = inspector.getByRole('textbox', { name: 'Port offset' });
  await expect(offset).toHaveValue('');
  await expect(offset).toHaveAttribute('placeholder', 'Mixed');
  await expect(offset).toHaveAccessibleDescription(/^Mixed: they differ/);

  // What one of them cannot take, none takes.
  await offset.fill('60000');
  await offset.press('Enter');
  const told = inspector.getByRole('status');
  await expect(told).toContainText('Nothing was changed');
  await expect(told.getByRole('listitem').filter({ hasText: 'would open port' })).toHaveCount(2);
  await expect(offset).toHaveAttribute('placeholder', 'Mixed');

  await offset.fill('7');
  await offset.press('Enter');
  await expect(told).toHaveText('Set on 1 node; 1 had it already.');
  await expect(offset).toHaveValue('7');
  await inspector.getByRole('textbox', { name: 'Replicas' }).fill('2');
  await inspector.getByRole('textbox', { name: 'Replicas' }).press('Enter');
  await expect(told).toHaveText('Set on 2 nodes.');
  await desk.button('Undo').click();
  await expect(inspector.getByRole('textbox', { name: 'Replicas' })).toHaveValue('1');
  await desk.button('Undo').click();
  await expect(offset).toHaveAttribute('placeholder', 'Mixed');
  expect(await offsetOf('Key Manager')).toBe(manager);
});

test('a truth value that differs is neither checked nor unchecked', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.place('Gateway', 0.3, 0.85);
  const { inspector } = desk;
  const credentials = inspector.getByRole('checkbox', { name: 'Allow credentials' });
  await inspector.getByText('CORS', { exact: true }).click();
  await credentials.check();
  await desk.node('Gateway').click({ modifiers: ['Shift'] });
  await expect(inspector.getByRole('heading', { name: '2 nodes selected' })).toBeVisible();
  await inspector.getByText('CORS', { exact: true }).click();
  await expect(credentials).toBeChecked({ indeterminate: true });
  await credentials.click();
  await expect(credentials).toBeChecked();
  await expect(credentials).not.toBeChecked({ indeterminate: true });
  await expect(inspector.getByRole('status')).toHaveText('Set on 1 node; 1 had it already.');
  await desk.saved();
});
