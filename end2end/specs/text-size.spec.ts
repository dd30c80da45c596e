import type { Locator, Page } from '@playwright/test';
import type { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** How text becomes twice as large: by a style sheet of the reader's, or by the browser's own setting. */
const WAYS = {
  'a style sheet': (page: Page) =>
    page.addInitScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('html { font-size: 200% }');
      document.adoptedStyleSheets.push(sheet);
    }),
  'the browser': async (page: Page) => {
    // The setting is the page's, which is there from its first address on.
    await page.goto('/');
    const browser = await page.context().newCDPSession(page);
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  },
};

/** Words that are wider than their place and are told nowhere else. */
function cut(page: Page) {
  return page.locator('button, .btn, label, legend, summary, h1, h2, h3, th, [role=tab], .field__label').evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility() && !element.closest('.canvas, .visually-hidden') && element.textContent?.trim())
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => getComputedStyle(element).textOverflow !== 'ellipsis' || !element.hasAttribute('title'))
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent}`),
  );
}

/** What is wider than the window, or than the panel it is in. */
function sideways(page: Page) {
  return page.locator('html, .designs, .palette, .inspector').evaluateAll((elements) =>
    elements.filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.className || element.tagName),
  );
}

async function fits(page: Page) {
  expect(await cut(page), 'words are cut').toEqual([]);
  expect(await sideways(page), 'scrolls sideways').toEqual([]);
}

/** In the window, if need be after its panel was scrolled. */
async function reached(...controls: Locator[]) {
  for (const control of controls) {
    await control.scrollIntoViewIfNeeded();
    await expect(control).toBeInViewport({ ratio: 0.9 });
  }
}

/** Where there is little room a side is opened and closed by a button. */
async function side(desk: DesignPage, name: 'Palette' | 'Inspector') {
  const button = desk.button(new RegExp(`^${name}$`));
  if (await button.isVisible()) await button.click();
}

async function hasRoom(desk: DesignPage) {
  const box = (await desk.canvas.boundingBox())!;
  expect(box.width).toBeGreaterThanOrEqual(300);
  expect(box.height).toBeGreaterThanOrEqual(200);
}

for (const [way, enlarge] of Object.entries(WAYS)) {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 1024, height: 768 }]) {
    test.describe(`text at 200 % by ${way}, ${viewport.width} × ${viewport.height}`, () => {
      test.use({ viewport });

      test('the list of designs is read and used', async ({ page }) => {
        await enlarge(page);
        const designs = await new DesignsPage(page).open();
        await designs.begin('One of each');
        await designs.open();
        await expect(designs.row('One of each').first()).toBeVisible();
        expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('26px');
        await fits(page);
        await reached(designs.action('Delete', 'One of each'), page.getByRole('button', { name: /^Empty drawing/ }));
      });

      test('a design is drawn, its forms are filled in and its panels are read', async ({ page }) => {
        await enlarge(page);
        const desk = await (await new DesignsPage(page).open()).begin('One of each');
        expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('26px');
        await fits(page);
        await hasRoom(desk);
        await reached(desk.button(/^Export$/), ...(await page.getByRole('tab', { name: /^(Findings|Files|What if|Views)/ }).all()));

        await side(desk, 'Palette');
        await reached(desk.palette('Load balancer'), desk.palette('Gateway'));
        await fits(page);
        await desk.palette('Gateway').click();
        await side(desk, 'Palette');

        await side(desk, 'Inspector');
        const field = (name: string) => desk.inspector.getByRole('textbox', { name, exact: true });
        await expect(field('Replicas')).toBeVisible();
        await reached(field('Replicas'), field('Name'));
        await fits(page);
        await side(desk, 'Inspector');

        for (const tab of ['Findings', 'Files', 'What if', 'Views'] as const) {
          await desk.tab(tab);
          await expect(page.getByText('Loading the panel')).toHaveCount(0);
          await fits(page);
        }
        await hasRoom(desk);
      });

      test('a menu over the canvas ends where the canvas ends', async ({ page }) => {
        await enlarge(page);
        const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
        const box = (await desk.canvas.boundingBox())!;
        await page.mouse.click(box.x + 20, box.y + box.height / 2, { button: 'right' });
        const entries = page.getByRole('menu').getByRole('menuitem');
        await expect(entries.first()).toBeFocused();
        await reached(entries.last(), entries.first());
        await page.keyboard.press('Escape');

        // At the far side it is moved inside, and is as wide as its words.
        await page.mouse.click(box.x + box.width - 20, box.y + box.height / 2, { button: 'right' });
        await expect(entries.first()).toBeFocused();
        const menu = (await page.getByRole('menu').boundingBox())!;
        expect(menu.width).toBeCloseTo(Math.min(660, box.width - 16), 0);
        expect(menu.x + menu.width).toBeLessThanOrEqual(box.x + box.width);
        expect(menu.y + menu.height).toBeLessThanOrEqual(box.y + box.height);
      });

      test('the rows of the outline have room for their words, and are scrolled to', async ({ page }) => {
        await enlarge(page);
        const desk = await (await new DesignsPage(page).open()).begin('One of each');
        await side(desk, 'Palette');
        await page.getByRole('tab', { name: 'Outline' }).click();
        const tree = page.getByRole('tree');
        const rows = tree.getByRole('treeitem');
        await tree.focus();
        for (const key of ['End', 'Home']) {
          await page.keyboard.press(key);
          const row = tree.locator(key === 'End' ? '[data-at][data-row]:not([data-row="0"])' : '[data-at][data-row="0"]');
          await expect(row).toBeInViewport({ ratio: 0.9 });
        }
        const boxes = await rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()).map(({ y, height }) => ({ y, height })));
        expect(boxes.length).toBeGreaterThan(3);
        for (const [at, { y, height }] of boxes.entries()) {
          expect(height).toBe(56);
          expect(y - boxes[0]!.y).toBeCloseTo(at * 56, 0);
        }
        const cut = await tree.locator('.outline__line').evaluateAll((lines) => lines.filter((line) => line.scrollHeight > line.clientHeight + 1).length);
        expect(cut, 'words are higher than their row').toBe(0);
      });
    });
  }
}

test('text of the usual size is as large as it was drawn', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const sizes = (of: Locator) => of.evaluate((element) => [getComputedStyle(element).fontSize, element.getBoundingClientRect().height]);
  expect(await sizes(page.locator('body'))).toEqual(['13px', 900]);
  expect(await sizes(page.locator('.topbar'))).toEqual(['13px', 48]);
  expect(await sizes(page.locator('.drawer'))).toEqual(['13px', 37]);
  expect(await sizes(desk.button(/^Export$/))).toEqual(['13px', 32]);
  const widths = await page.locator('.side, .inspector').evaluateAll((sides) => sides.map((side) => side.getBoundingClientRect().width));
  expect(widths).toEqual([232, 344]);
});
