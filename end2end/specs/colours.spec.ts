import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';
import type { Locator } from '@playwright/test';

const style = (of: Locator, property: string) =>
  of.evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);

test.describe('with colours of the reader', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });

  test('selection, focus, links and pressed buttons are told by lines', async ({ page }) => {
    const desk = await (await new DesignsPage(page).open()).begin('One of each');
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    await desk.node('Gateway').click();
    const [chosen, other] = [desk.node('Gateway'), desk.node('Publisher')];
    expect(await style(chosen, 'outline-style')).toBe('solid');
    expect(await style(chosen, 'outline-width')).toBe('4px');
    expect(await style(other, 'outline-style')).toBe('none');

    // A selected line differs from another in more than its colour.
    const width = (links: string) => style(page.locator(links).first().locator('.link__line'), 'stroke-width');
    expect(await width('.link[data-near="true"]')).not.toBe(await width('.link:not([data-near="true"])'));

    await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).focus();
    const onCanvas = () => desk.canvas.evaluate((canvas) => canvas === document.activeElement);
    for (let part = 0; part < 8 && !(await onCanvas()); part += 1) await page.keyboard.press('F6');
    await expect(desk.canvas).toBeFocused();
    expect(await style(desk.canvas, 'outline-style')).toBe('solid');
    await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).focus();
    expect(await style(desk.inspector.getByRole('textbox', { name: 'Name', exact: true }), 'outline-style')).toBe('solid');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).not.toBe('none');

    const [pressed, unpressed] = ['true', 'false'].map((state) => page.locator(`.canvas-tools .btn[aria-pressed="${state}"]`).first());
    expect(await style(pressed!, 'background-color')).not.toBe(await style(unpressed!, 'background-color'));
  });
});

test.describe('at twice the size', () => {
  // What a browser at 200 % on 1440×900 lays out.
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test('nothing is cut off at the sides, and every button of the bar is there', async ({ page }) => {
    const designs = await new DesignsPage(page).open();
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await wide()).toBeLessThanOrEqual(0);
    const desk = await designs.begin('One of each');
    await desk.saved();
    expect(await wide()).toBeLessThanOrEqual(0);
    for (const button of await page.getByRole('banner').getByRole('button').all()) {
      const box = (await button.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, await button.getAttribute('aria-label') ?? '').toBeLessThanOrEqual(720);
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    }
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
    const name = desk.inspector.getByRole('textbox', { name: 'Name', exact: true });
    await expect(name).toBeInViewport();
    await page.getByRole('button', { name: 'Export' }).click();
    await expect(page.getByRole('dialog', { name: 'Export' })).toBeInViewport({ ratio: 1 });
  });
});

test('a page that is open follows a system that turns dark, until somebody chooses', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await new DesignsPage(page).open();
  const theme = () => page.locator('html').getAttribute('data-theme');
  expect(await theme()).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(theme).toBe('dark');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await expect.poll(theme).toBe('light');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await theme()).toBe('light');
});
