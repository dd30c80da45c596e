import type { Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** A key as the keyboard of another country tells it, which the runner has not. */
const elsewhere = (page: Page, init: { key: string; code: string; shiftKey?: boolean; ctrlKey?: boolean }) =>
  page.locator('.canvas').evaluate((canvas, init) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  }, init);

/** Where the drawing is in the pane. */
const view = (page: Page) =>
  page.locator('.viewport:not(.locks)').evaluate((viewport) => {
    const { a, e, f } = new DOMMatrix(getComputedStyle(viewport).transform);
    return { zoom: a, x: e, y: f };
  });

test('keys zoom and change tools, on keyboards of several countries', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  await desk.canvas.focus();
  const zoom = async () => (await view(page)).zoom;
  const zoomed = async (keys: () => Promise<unknown>, larger: boolean) => {
    const before = await zoom();
    await keys();
    await (larger ? expect.poll(zoom).toBeGreaterThan(before) : expect.poll(zoom).toBeLessThan(before));
  };
  // The United States: + is Shift and =.
  await zoomed(() => page.keyboard.press('Control+Shift+Equal'), true);
  await zoomed(() => page.keyboard.press('Control+Minus'), false);
  await page.keyboard.press('Shift+Digit0');
  await expect.poll(zoom).toBe(1);
  await page.keyboard.press('Control+Shift+h');
  await expect.poll(zoom).toBeLessThan(1);
  // Germany: Shift and 0 writes =, Shift and 2 writes ".
  expect(await elsewhere(page, { key: '=', code: 'Digit0', shiftKey: true })).toBe(true);
  await expect.poll(zoom).toBe(1);
  await desk.node('Gateway 1').click();
  await desk.canvas.focus();
  expect(await elsewhere(page, { key: '"', code: 'Digit2', shiftKey: true })).toBe(true);
  const box = (await desk.canvas.boundingBox())!;
  await expect.poll(async () => Math.abs((await desk.middle(desk.node('Gateway 1'))).x - box.x - box.width / 2)).toBeLessThan(2);

  await page.keyboard.press('h');
  await expect(desk.canvas).toHaveAttribute('data-mode', 'hand');
  await page.keyboard.press('v');
  await expect(desk.canvas).not.toHaveAttribute('data-mode', 'hand');
});

test('the drawing is moved with the space bar held, with the middle button, and sideways with Shift and the wheel', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const box = (await desk.canvas.boundingBox())!;
  const free = { x: box.x + 30, y: box.y + box.height - 60 };
  const moved = async (by: { x: number; y: number }, done: () => Promise<unknown>) => {
    const before = await view(page);
    await done();
    await expect.poll(async () => {
      const now = await view(page);
      return { x: Math.round(now.x - before.x), y: Math.round(now.y - before.y) };
    }).toEqual(by);
  };
  const drag = async (button: 'left' | 'middle') => {
    await page.mouse.move(free.x, free.y);
    await page.mouse.down({ button });
    await page.mouse.move(free.x + 40, free.y - 30, { steps: 3 });
    await page.mouse.up({ button });
  };
  await desk.canvas.focus();
  await moved({ x: 40, y: -30 }, async () => {
    await page.keyboard.down('Space');
    await drag('left');
    await page.keyboard.up('Space');
  });
  await moved({ x: 40, y: -30 }, () => drag('middle'));
  await moved({ x: -60, y: 0 }, async () => {
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 60);
    await page.keyboard.up('Shift');
  });
  await expect(page.locator('.node[aria-selected=true]')).toHaveCount(0);
});

test('Ctrl+S asks for the name of a version, also out of a field, and the browser saves no page', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.saved();
  const name = page.getByRole('textbox', { name: 'Name of the version' });
  await desk.node('Gateway').click();
  await desk.inspector.getByLabel('Name', { exact: true }).click();
  await page.keyboard.press('Control+s');
  await expect(name).toBeFocused();
  await page.keyboard.type('for the meeting');
  await page.keyboard.press('Enter');
  const listed = page.getByRole('button', { name: /for the meeting/ });
  await expect(listed).toBeVisible();
  // It leads away from what a version has become, to the next one.
  await listed.click();
  await expect(name).toBeHidden();
  expect(await elsewhere(page, { key: 's', code: 'KeyS', ctrlKey: true })).toBe(true);
  await expect(name).toBeFocused();
});
