import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a host collapses into one card with its links and findings, is moved, and opens again', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin("The guide's sample");
  const all = await desk.nodes().count();
  const host = page.locator('.host-frame').first();
  const name = (await host.locator('.host-frame__name').innerText()).split(' · ')[0];
  await host.locator('.fold').click();
  const card = page.getByRole('option', { name: new RegExp(`^${name}, \\d+ nodes.*, collapsed host$`) });
  await expect(card).toHaveCount(1);
  await expect(card).toHaveAttribute('aria-selected', 'true');
  await expect(host).toHaveCount(0);
  expect(await desk.nodes().count()).toBeLessThan(all);
  await expect(page.locator('.link__label').filter({ hasText: /^\d+ links$/ }).first()).toBeVisible();
  await expect(desk.canvas).toBeFocused();

  // It is moved as one, and kept.
  const at = await desk.middle(card);
  await desk.drag(at, { x: at.x + 60, y: at.y + 120 });
  await expect.poll(async () => (await desk.middle(card)).y - at.y).toBeGreaterThan(100);
  await desk.saved();
  await page.reload();
  await expect(card).toHaveCount(1);

  // A finding about a node in it leads to the card; the key opens it, and it is taken back.
  await desk.canvas.focus();
  await page.keyboard.press('Home');
  await page.mouse.click((await desk.middle(card)).x, (await desk.middle(card)).y);
  await page.keyboard.press('Shift+H');
  await expect(card).toHaveCount(0);
  await expect(desk.nodes()).toHaveCount(all);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(card).toHaveCount(1);
  await card.dblclick();
  await expect(desk.nodes()).toHaveCount(all);
});
