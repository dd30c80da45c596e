import { readFileSync } from 'node:fs';
import type { Request } from '@playwright/test';
import { unzipSync, strFromU8 } from 'fflate';
import { parse } from 'smol-toml';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a pattern opens on the desk, without an error', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await expect(desk.nodes()).toHaveCount(7);
  await expect(desk.node('Gateway 1').or(desk.node('Gateway'))).toBeVisible();
  await desk.saved();
  await desk.tab('Findings');
  await expect(page.getByText('Error:', { exact: false })).toHaveCount(0);
});

test('a second gateway behind a load balancer: drawn, wired, fixed, exported, and all of it undone', async ({ page }) => {
  const checks = new Set<Request>();
  page.on('request', (sent) => sent.url().endsWith('/api/validation/validate') && checks.add(sent));
  page.on('requestfinished', (sent) => checks.delete(sent));
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const before = await desk.nodes().count();

  await desk.place('Gateway', 0.3, 0.85);
  await expect(desk.nodes()).toHaveCount(before + 1);
  await desk.tab('Findings');
  const unwired = desk.findings.filter({ hasText: /Gateway 1/ });
  await expect(unwired.first()).toBeVisible();
  const errors = page.getByRole('group', { name: 'Findings', exact: true }).locator('.finding--error');
  await expect(errors.first()).toBeVisible();

  await desk.place('Load balancer', 0.1, 0.25);
  await expect(desk.node('Load balancer 1')).toBeVisible();
  await desk.wire('Load balancer 1', 'Gateway 1');
  await desk.wire('Load balancer 1', 'Gateway');
  // Whatever has a button is fixed by it, until no error is left. The server's findings come after those of
  // the browser, so each round waits until it has said all.
  await expect(async () => {
    if ((await errors.count()) > 0) await errors.locator('[data-act=fix]').first().click({ timeout: 1_000 });
    await desk.saved();
    await expect.poll(() => checks.size).toBe(0);
    await expect(errors).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 30_000 });

  await desk.button('Export').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const waiting = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('one-of-each-3.1.0.zip');
  const files = unzipSync(readFileSync((await download.path())!));
  const toml = (path: string) => parse(strFromU8(files[`one-of-each-3.1.0/${path}`]!)) as Record<string, any>;
  const gateway = toml('nodes/gw2/repository/conf/deployment.toml');
  expect(gateway.server.server_role).toBe('gateway-worker');
  expect(gateway.apim.key_manager.service_url).toMatch(/^https:\/\/[\w.-]+:9443\/services\/$/);
  // The Publisher deploys to the load balancer, not to one of the two.
  const publisher = toml('nodes/pub1/repository/conf/deployment.toml');
  expect(publisher.apim.gateway.environment).toHaveLength(1);
  expect(publisher.apim.gateway.environment[0].service_url).toBe('https://lb1.example.com:9443/services/');
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  const undo = desk.button('Undo');
  for (let step = 0; step < 60 && (await undo.isEnabled()); step++) await undo.click();
  await expect(undo).toBeDisabled();
  await expect(desk.nodes()).toHaveCount(before);
  await desk.saved();
  await page.reload();
  await expect(desk.nodes()).toHaveCount(before);
});

test('hands know the canvas: select, move, pan, zoom, delete, undo', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  const node = desk.node('Publisher');
  const at = await desk.middle(node);
  await page.mouse.click(at.x, at.y);
  await expect(node).toHaveAttribute('aria-selected', 'true');
  await expect(desk.inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/Publisher/);

  await desk.drag(at, { x: at.x + 40, y: at.y + 24 });
  await expect.poll(async () => (await desk.middle(node)).x).toBeGreaterThan(at.x + 20);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => Math.abs((await desk.middle(node)).x - at.x)).toBeLessThan(2);

  await page.mouse.wheel(0, 60);
  await expect.poll(async () => (await desk.middle(node)).y).toBeLessThan(at.y - 30);
  await page.keyboard.press('Shift+Digit1');
  await expect.poll(async () => Math.abs((await desk.middle(node)).y - at.y)).toBeLessThan(4);

  const count = await desk.nodes().count();
  await page.keyboard.press('Delete');
  await expect(desk.nodes()).toHaveCount(count - 1);
  await page.keyboard.press('Control+z');
  await expect(desk.nodes()).toHaveCount(count);
  await page.keyboard.press('Control+a');
  await expect(desk.inspector.getByRole('heading', { name: /^\d+ nodes.* selected$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(desk.inspector.getByRole('combobox', { name: 'Environment' })).toBeVisible();
});

test('a wrong value is said at its field and changes nothing', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  const at = await desk.middle(desk.node('Publisher'));
  await page.mouse.click(at.x, at.y);
  const host = desk.inspector.getByRole('textbox', { name: 'Host name' });
  await host.fill('"; rm -rf /');
  await host.blur();
  await expect(desk.inspector.getByRole('alert')).toContainText('takes a host name');
  await expect(desk.button('Undo')).toBeDisabled();
  await host.fill('publish.example.com');
  await host.press('Enter');
  await expect(desk.node('Publisher')).toHaveAccessibleName(/publish\.example\.com/);
  await expect(desk.button('Undo')).toBeEnabled();
});

test('files show where each line comes from, and what is selected marks its lines', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  await desk.tab('Files');
  const tree = page.getByRole('navigation', { name: 'Files of the bundle' });
  await expect(tree.getByRole('button', { name: 'deployment.toml' })).toHaveCount(10);
  const node = desk.node('Gateway 1');
  const at = await desk.middle(node);
  await page.mouse.click(at.x, at.y);
  await desk.inspector.getByRole('button', { name: 'Show its files' }).click();
  // The file before stays until this one is there.
  await expect(page.getByRole('group', { name: 'nodes/gw1/repository/conf/deployment.toml' })).toBeVisible();
  const line = page.getByRole('button', { name: /service_url = / });
  await line.click();
  const origin = page.getByRole('region', { name: 'Where this line comes from' });
  await expect(origin).toContainText('The drawing says so');
  await origin.getByRole('button', { name: 'Key Manager balancer', exact: true }).click();
  await expect(desk.node('Key Manager balancer')).toHaveAttribute('aria-selected', 'true');
  await expect(line).toHaveAttribute('data-marked', 'true');
  await expect(page.getByRole('button', { name: /server_role = / })).toHaveAttribute('data-marked', 'false');
});

test('what a link cannot end at is dimmed while it is drawn, and says why under the pointer', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const dimmed = page.locator('.node[data-dimmed=true]');
  await expect(dimmed).toHaveCount(0);
  await desk.place('Key Manager', 0.3, 0.9);
  await page.keyboard.press('Escape');
  await desk.node('Gateway').hover();
  const from = await desk.handle('Gateway');
  const refused = await desk.middle(desk.node('Developer Portal'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 10, { steps: 3 });
  await expect(desk.node('Developer Portal')).toHaveAttribute('data-dimmed', 'true');
  // The two are linked already.
  await expect(desk.node('Key Manager')).toHaveAttribute('data-dimmed', 'true');
  await expect(desk.node('Key Manager 1')).toHaveAttribute('data-dimmed', 'false');
  await expect(desk.node('Developer Portal')).not.toHaveCSS('opacity', '1');
  await page.mouse.move(refused.x, refused.y, { steps: 4 });
  await expect(page.locator('.hint')).toContainText('Developer Portal');
  await page.mouse.up();
  await expect(dimmed).toHaveCount(0);
  await expect(desk.inspector.getByText('shows addresses of')).toHaveCount(0);
});

test('a node that stands for several is a stack with their number', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.node('Gateway').click();
  const card = page.locator('[data-node-id=gw1]');
  await expect(card).toHaveAttribute('data-stack', 'false');
  await desk.inspector.getByLabel('Replicas').fill('4');
  await page.keyboard.press('Enter');
  await expect(card).toHaveAttribute('data-stack', 'true');
  await expect(card.locator('.node__replicas')).toHaveText('×4');
  await desk.button('Undo').click();
  await expect(card).toHaveAttribute('data-stack', 'false');
  await expect(card.locator('.node__replicas')).toHaveCount(0);
});
