import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** A Gateway on each of two hosts, and a zone around the second. */
const design = {
  format: 1,
  name: 'Homes',
  product: { id: 'wso2am', version: '3.1.0' },
  zones: [{ id: 'dmz', name: 'DMZ', parent: null }],
  hosts: [
    { id: 'h1', hostname: 'vm1.example.com', address: '10.0.0.11', zone: null, os: 'linux' },
    { id: 'h2', hostname: 'vm2.example.com', address: '10.0.0.12', zone: 'dmz', os: 'linux' },
  ],
  nodes: [
    { id: 'gw1', role: 'gateway', name: 'Left', host: 'h1' },
    { id: 'gw2', role: 'gateway', name: 'Right', host: 'h2' },
  ],
  links: [],
  layout: { gw1: { x: 0, y: 0 }, gw2: { x: 400, y: 0 } },
};

async function open(page: import('@playwright/test').Page) {
  await new DesignsPage(page).open();
  const buffer = Buffer.from(JSON.stringify(design));
  await page.getByLabel('Design file').setInputFiles({ name: 'homes.design.json', mimeType: 'application/json', buffer });
  return new DesignPage(page).ready();
}

test('a node that is let go on another host moves there with free ports, in one step', async ({ page }) => {
  const desk = await open(page);
  await expect(page.locator('.host-frame--zone')).toHaveText('DMZ');
  const from = await desk.middle(desk.node('Right'));
  const to = await desk.middle(desk.node('Left'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 36, { steps: 8 });
  await expect(page.locator('.home')).toHaveCount(1);
  await page.mouse.up();
  await expect(page.locator('.home')).toHaveCount(0);
  await expect(page.getByText('Right is on vm1.example.com now, with port offset 1: its ports were taken there.')).toBeAttached();
  await expect(desk.inspector.getByRole('textbox', { name: 'Port offset' })).toHaveValue('1');
  await desk.button('Undo').click();
  await expect(desk.inspector.getByRole('textbox', { name: 'Port offset' })).toHaveValue('0');
  await expect(desk.button('Undo')).toBeDisabled();
});

test('zones are made, named, nested and taken away in the inspector', async ({ page }) => {
  const desk = await open(page);
  await desk.inspector.locator('summary', { hasText: 'Zones' }).click();
  await desk.button('Add a zone').click();
  const name = desk.inspector.getByRole('textbox', { name: 'Zone', exact: true });
  await expect(name).toHaveCount(2);
  await name.nth(1).fill('Berlin');
  await name.nth(1).press('Enter');
  await desk.inspector.getByLabel('Lies in').first().selectOption('Berlin');
  await expect(page.locator('.host-frame--zone')).toHaveText(['Berlin', 'DMZ']);
  await desk.inspector.locator('summary', { hasText: 'Hosts' }).click();
  await desk.inspector.getByRole('button', { name: /vm1\.example\.com/ }).click();
  await desk.inspector.getByRole('combobox', { name: 'Zone', exact: true }).selectOption('Berlin');
  await desk.saved();
  await desk.inspector.locator('.host-card', { has: page.getByLabel('Lies in') }).nth(1).getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('.host-frame--zone')).toHaveText(['DMZ']);
  await desk.saved();
});
