import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { Keyboard } from '../pages/Keyboard.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

/** The pattern "All in one" with its outline: a server, a database, and who calls. */
async function opened(page: Page) {
  const desk = await (await new DesignsPage(page).open()).begin('All in one 3 nodes');
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const keys = new Keyboard(page);
  await expect(keys.tree).toBeFocused();
  return { desk, keys };
}

test('the outline is gone through as trees are, and shares its selection with the canvas', async ({ page }) => {
  const { desk, keys } = await opened(page);
  const rows = keys.tree.getByRole('treeitem');
  await expect(rows).toHaveCount(6);
  await keys.press('Home');
  await keys.at(/^Host apim\.example\.com, 10\.0\.1\.11, 1 warning, 1 node$/);
  await expect(page.locator('.host-frame[data-selected=true]')).toHaveText(/^apim/);
  await expect(desk.inspector.getByRole('heading', { name: 'apim.example.com' })).toBeVisible();
  await keys.press('ArrowRight');
  await expect(desk.node('API Manager')).toHaveAttribute('aria-selected', 'true');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'false');
  await keys.press('ArrowRight', 'ArrowRight');
  await keys.at(/^stores in MySQL, JDBC 3306, link$/);
  await expect(desk.inspector.getByRole('heading', { name: 'stores in' })).toBeVisible();
  await keys.press('ArrowLeft', 'ArrowLeft');
  await expect(rows.nth(1)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.type('my');
  await keys.at(/^MySQL, Database/);
  await keys.press('End');
  await keys.at(/^API clients, API client/);

  // What is selected on the canvas is where one is in the outline.
  const at = await desk.middle(desk.node('API Manager'));
  await page.mouse.click(at.x, at.y);
  await keys.at(/^API Manager, All-in-one/);
  await keys.press('Shift+F6', 'F6', 'F6');
  await expect(keys.tree).toBeFocused();

  // Several at once.
  await keys.press('End', 'Space');
  await expect(keys.tree.locator('[aria-selected=true]')).toHaveCount(0);
  await keys.press('Space');
  await keys.press('Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(keys.tree.locator('[aria-selected=true]')).toHaveCount(2);
  await expect(desk.inspector.getByText('2 nodes selected')).toBeVisible();
});

test('everything the canvas can do is done in the outline', async ({ page }) => {
  const { desk, keys } = await opened(page);
  await keys.press('Home', 'Insert');
  const ask = page.getByRole('dialog', { name: 'Add a node in apim.example.com' });
  await expect(ask.getByRole('combobox')).toBeFocused();
  await expect(ask.getByRole('option', { name: 'API client' })).toHaveCount(0);
  await keys.take('Gateway');
  await keys.at(/^Gateway 1, Gateway, \d+ errors?, .*linked with nothing/);
  await expect(keys.tree).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /more.*: \d+ errors?/ })).toBeAttached();

  // Link: those that fit come first, the others say why not.
  await keys.press('Shift+C');
  const list = page.getByRole('dialog', { name: 'Link Gateway 1 with…' });
  await expect(list.getByRole('combobox')).toBeFocused();
  await expect(list.getByRole('option', { name: /^MySQL.*stores in it/ })).not.toHaveAttribute('aria-disabled', 'true');
  await keys.take('MySQL');
  await expect(page.getByRole('status').filter({ hasText: 'Gateway 1 stores in MySQL' })).toBeAttached();
  await keys.at(/^stores in MySQL, JDBC 3306, link$/);
  await keys.press('ArrowLeft', 'Shift+C');
  await expect(list.getByRole('option', { name: /^MySQL.*are linked already/ })).toHaveAttribute('aria-disabled', 'true');
  await keys.press('Escape');
  await expect(keys.tree).toBeFocused();

  // Move to a host that is made for it.
  await keys.press('Shift+M');
  await keys.take('A new host');
  await expect(page.getByRole('status').filter({ hasText: 'Gateway 1 is on h3.example.com now.' })).toBeAttached();
  await keys.at(/^Gateway 1/);

  // Rename.
  await keys.press('F2');
  await expect(desk.inspector.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
  await page.keyboard.type('Edge');
  await keys.press('Enter', 'Shift+F6');
  await expect(keys.tree).toBeFocused();
  await keys.at(/^Edge, Gateway/);

  // A zone, and the host in it.
  await keys.press('ArrowLeft');
  await keys.command('Add a zone');
  await keys.press('ControlOrMeta+Shift+o');
  await keys.at(/^Zone Zone z1, 0 hosts/);
  await keys.goTo('h3.example.com', 'Host ');
  await keys.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'h3.example.com' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await expect(menu.getByRole('menuitem', { name: /^Delete/ })).toBeVisible();
  await keys.tabToItem(menu, 'Move to a host or a zone…');
  await keys.press('Enter');
  await keys.take('Zone z1');
  await expect(page.getByRole('status').filter({ hasText: 'h3.example.com is in Zone z1 now.' })).toBeAttached();
  await expect(keys.tree.getByRole('treeitem', { name: /^Host h3/ })).toHaveAttribute('aria-level', '2');
  await keys.at(/^Host h3\.example\.com/);

  // Away with it: what was on it stays.
  await keys.press('Delete');
  await expect(page.getByRole('status').filter({ hasText: 'Host h3.example.com deleted, 1 node on it stayed' })).toBeAttached();
  await keys.goTo('Edge');
  await keys.press('Delete');
  await expect(desk.node('Edge')).toHaveCount(0);
  await expect(keys.tree).toBeFocused();
  await desk.saved();
});

test('the pointer turns rows, selects, and asks for the menu', async ({ page }) => {
  const { desk, keys } = await opened(page);
  const row = keys.tree.getByRole('treeitem', { name: /^API Manager/ });
  await row.locator('.outline__turn').click();
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await keys.tree.getByRole('treeitem', { name: /^API clients calls it/ }).click();
  await expect(desk.inspector.getByRole('heading', { name: 'calls' })).toBeVisible();
  await keys.tree.getByRole('treeitem', { name: /^MySQL/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete Del/ }).click();
  await expect(desk.node('MySQL')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Palette' }).click();
  await expect(desk.palette('Gateway')).toBeVisible();
  await expect(keys.tree).toBeHidden();
});

test('five thousand nodes have as few elements as are seen', async ({ page }) => {
  const buffer = execFileSync(binary, ['generate', '--nodes', '5000', '--seed', '1'], { maxBuffer: 1 << 26 });
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'large.design.json', mimeType: 'application/json', buffer });
  await new DesignPage(page).ready();
  const keys = new Keyboard(page);
  await page.getByRole('tab', { name: 'Outline' }).click();
  const rows = keys.tree.getByRole('treeitem');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThanOrEqual(90);
  await keys.tree.focus();
  await keys.press('End');
  await expect.poll(() => keys.row()).not.toBe('');
  const last = await keys.tree.getAttribute('aria-activedescendant');
  await expect(page.locator(`#${last}`)).toBeInViewport();
  expect(Number(last!.split('-')[1])).toBeGreaterThan(500);
  expect(await rows.count()).toBeLessThanOrEqual(90);
});
