import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('on a phone everything of the bar is there to be pressed', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  for (const name of ['Undo', 'Palette', 'Inspector', 'Export']) {
    const box = (await desk.button(new RegExp(`^${name}$`)).boundingBox())!;
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(390);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
