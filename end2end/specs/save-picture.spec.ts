import { readFileSync } from 'node:fs';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a drawing is saved as a picture and opened again from it', async ({ page }) => {
  const designs = await new DesignsPage(page).open();
  const desk = await designs.begin('The guide');
  await desk.saved();
  const nodes = await desk.nodes().count();
  await page.getByRole('button', { name: 'Save a picture' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a picture' });
  const preview = dialog.getByRole('img', { name: 'Preview of the picture' });
  const width = () => preview.evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
  await expect.poll(width).toBeGreaterThan(300);

  await dialog.getByRole('radio', { name: 'PNG' }).check();
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await dialog.getByLabel('Title').fill('Before the move');
  await dialog.getByLabel('Date or version').fill('1 May');
  await dialog.getByLabel('Date or version').press('Tab');
  await expect(preview).toHaveAttribute('src', /theme=dark.*title=Before%20the%20move&date=1%20May/);
  await expect.poll(width).toBeGreaterThan(300);
  const arrives = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download' }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toMatch(/\.png$/);
  const picture = readFileSync(await download.path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  const before = page.url();
  await designs.open();
  const input = page.getByLabel('Design file');
  await input.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: picture.subarray(0, 60) });
  await expect(page.getByRole('status')).toContainText('The PNG is damaged');
  await input.setInputFiles({ name: 'again.png', mimeType: 'image/png', buffer: picture });
  await new DesignPage(page).ready();
  expect(page.url()).not.toBe(before);
  await expect(desk.nodes()).toHaveCount(nodes);
});

test('a design prints as its picture alone, on one page, whatever the canvas shows', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  // Dark on the screen and somewhere else on the drawing.
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await desk.canvas.hover();
  await page.mouse.wheel(4000, 4000);
  const sheet = page.locator('.print-sheet');
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(sheet.getByRole('img')).toBeVisible();
  await expect(sheet.getByText('Traffic Manager', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.locator('.canvas')).toBeHidden();
  const paper = await sheet.locator('rect').first().evaluate((rect) => getComputedStyle(rect).fill);
  expect(paper).toBe('rgb(255, 255, 255)');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(sheet.getByRole('img')).toHaveCount(0);
  // The browser tells the page before it prints, so that nothing has to be prepared by hand.
  await page.evaluate(() => addEventListener('beforeprint', () => {
    document.title = document.querySelector('.print-sheet svg title')?.textContent ?? 'nothing';
  }));
  const printed = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
  expect(printed.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  await expect(page).toHaveTitle(/The guide/);
  await expect(sheet.getByRole('img')).toHaveCount(0);
});
