import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('Tab goes the way of the traffic and leaves behind the last node; Shift and Tab leave at once', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  const selected = desk.nodes().and(page.locator('[aria-selected=true]'));
  await desk.canvas.focus();
  const walked: string[] = [];
  for (let step = 0; step < count; step++) {
    await page.keyboard.press('Tab');
    walked.push((await selected.getAttribute('data-node-id'))!);
  }
  expect(new Set(walked).size).toBe(count);
  expect(walked.indexOf('gw1')).toBeLessThan(walked.indexOf('km1'));
  await expect(desk.canvas).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(desk.canvas).not.toBeFocused();
  await desk.canvas.focus();
  await page.keyboard.press('Home');
  await expect(selected).toHaveAttribute('data-node-id', walked[0]!);
  await page.keyboard.press('PageDown');
  await expect(selected).toHaveAttribute('data-node-id', walked[1]!);
  await page.keyboard.press('Shift+Tab');
  await expect(desk.canvas).not.toBeFocused();
});

test('Alt and arrows follow links, and each node says whom it is linked with', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.place('Gateway', 0.2, 0.5);
  await desk.place('Key Manager', 0.8, 0.5);
  await desk.wire('Gateway 1', 'Key Manager 1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await expect(page.getByText(/^Gateway 1, Gateway, gw1\.example\.com, .*calls Key Manager 1$/)).toBeAttached();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText(/^Key Manager 1, Key Manager, .*called by Gateway 1/)).toBeAttached();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByText('No link leads to a node above Key Manager 1.')).toBeAttached();
  const before = await desk.middle(desk.node('Key Manager 1'));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Key Manager 1 is right of Gateway 1')).toBeAttached();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  expect((await desk.middle(desk.node('Key Manager 1'))).y - before.y).toBeCloseTo(9, 0);
});

test('F6 goes through the parts of the page, F2 and Enter lead to the form', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.canvas.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('F2');
  const name = desk.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expect(desk.node('Renamed')).toBeVisible();
  const part = () => page.evaluate(() => document.activeElement!.closest('.canvas, .inspector, .drawer, .palette')!.className);
  const seen: string[] = [];
  for (let step = 0; step < 4; step++) {
    await page.keyboard.press('F6');
    seen.push((await part()).split(' ')[0]!);
  }
  expect(seen).toEqual(['drawer', 'palette', 'canvas', 'inspector']);
});
