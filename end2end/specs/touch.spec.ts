import type { Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

type Spot = { x: number; y: number };

const STEPS = 8;

const by = (from: Spot, x: number, y: number): Spot => ({ x: from.x + x, y: from.y + y });

/** Fingers on the glass, as the device tells the browser of them. */
async function hand(page: Page) {
  const device = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: Spot[]) =>
    device.send('Input.dispatchTouchEvent', { type, touchPoints: fingers.map(({ x, y }, id) => ({ x, y, id })) });
  return {
    put: (...at: Spot[]) => touch('touchStart', ...at),
    lift: () => touch('touchEnd'),
    /** Each finger goes its way, all at the same time. */
    async move(...ways: [Spot, Spot][]) {
      for (let step = 1; step <= STEPS; step++) {
        const part = step / STEPS;
        await touch('touchMove', ...ways.map(([from, to]) => by(from, (to.x - from.x) * part, (to.y - from.y) * part)));
      }
    },
    async drag(...ways: [Spot, Spot][]) {
      await this.put(...ways.map(([from]) => from));
      await this.move(...ways);
      await this.lift();
    },
    tap: (at: Spot) => page.touchscreen.tap(at.x, at.y),
  };
}

/** A drawing with one Gateway in the middle that is not selected, at 100 %. */
async function begun(page: Page) {
  const desk = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await desk.button(/^Palette$/).tap();
  await desk.palette('Gateway').tap();
  await expect(desk.palette('Gateway'), 'it makes room').toBeHidden();
  const node = desk.node('Gateway 1');
  await expect(node).toBeVisible();
  const fingers = await hand(page);
  await fingers.tap(by(await desk.middle(node), 0, 160));
  await expect(node).toHaveAttribute('aria-selected', 'false');
  return { desk, node, fingers, box: async () => (await node.boundingBox())! };
}

for (const viewport of [{ width: 820, height: 1180 }, { width: 390, height: 844 }]) {
  test.describe(`fingers on ${viewport.width} × ${viewport.height}`, () => {
    test.use({ hasTouch: true, viewport });

    test.afterEach(async ({ page }) => {
      const place = await page.evaluate(() => [visualViewport!.scale, visualViewport!.offsetTop, scrollX, scrollY]);
      expect(place, 'the page itself stays where it is').toEqual([1, 0, 0, 0]);
    });

    test('a tap selects a node, and one beside it nothing', async ({ page }) => {
      const { desk, node, fingers } = await begun(page);
      await fingers.tap(await desk.middle(node));
      await expect(node).toHaveAttribute('aria-selected', 'true');
      await fingers.tap(by(await desk.middle(node), 0, 160));
      await expect(node).toHaveAttribute('aria-selected', 'false');
    });

    test('a finger drags a node, which is one step', async ({ page }) => {
      const { desk, node, fingers, box } = await begun(page);
      const [before, from] = [await box(), await desk.middle(node)];
      await fingers.drag([from, by(from, 60, 120)]);
      await expect(node).toHaveAttribute('aria-selected', 'true');
      const after = await box();
      // It snaps to a grid.
      expect(Math.abs(after.x - before.x - 60)).toBeLessThanOrEqual(16);
      expect(Math.abs(after.y - before.y - 120)).toBeLessThanOrEqual(16);
      // A browser that is busy may drop a tap; this is about the drag.
      await desk.button('Undo').click();
      await expect.poll(box).toEqual(before);
    });

    test('one finger on the empty drawing moves it, and selects nothing', async ({ page }) => {
      const { node, fingers, box } = await begun(page);
      const before = await box();
      const from = by(before, -30, -60);
      await fingers.put(from);
      await fingers.move([from, by(from, 60, 90)]);
      await expect.poll(async () => (await box()).x - before.x).toBeCloseTo(60, 0);
      await expect(page.locator('.marquee')).toHaveCount(0);
      await expect.poll(async () => (await box()).y - before.y).toBeCloseTo(90, 0);
      await fingers.lift();
      await expect(node).toHaveAttribute('aria-selected', 'false');
      await expect(page.getByRole('menu')).toHaveCount(0);
    });

    test('one that was held there first frames what it selects, and leaves the drawing where it is', async ({ page }) => {
      const { node, fingers, box } = await begun(page);
      const before = await box();
      const [from, to] = [by(before, -30, -60), by(before, before.width / 2, before.height / 2)];
      await fingers.put(from);
      await expect(page.getByRole('menu', { name: 'Drawing' })).toBeVisible();
      await fingers.move([from, to]);
      await expect(page.locator('.marquee')).toBeVisible();
      await expect(page.getByRole('menu')).toHaveCount(0);
      await fingers.lift();
      await expect(page.locator('.marquee')).toHaveCount(0);
      await expect(node).toHaveAttribute('aria-selected', 'true');
      expect(await box()).toEqual(before);
    });

    test('a role is dragged out of the palette, which makes room for it', async ({ page }) => {
      const { desk, node, fingers } = await begun(page);
      const to = by(await desk.middle(node), 0, 160);
      await desk.button(/^Palette$/).tap();
      const from = await desk.middle(desk.palette('Gateway'));
      await fingers.put(from);
      await fingers.move([from, to]);
      await expect(desk.palette('Gateway')).toBeHidden();
      await fingers.lift();
      await expect(desk.nodes()).toHaveCount(2);
    });

    test('with the hand one finger moves the drawing, wherever it is put', async ({ page }) => {
      const { desk, node, fingers, box } = await begun(page);
      await desk.button('Move the drawing').tap();
      const before = await box();
      for (const [away, moved] of [[160, 40], [0, 80]]) {
        const from = by(await desk.middle(node), 0, away);
        await fingers.drag([from, by(from, 40, -60)]);
        await expect.poll(async () => (await box()).x - before.x).toBeCloseTo(moved, 0);
      }
      expect((await box()).y - before.y).toBeCloseTo(-120, 0);
      await expect(node).toHaveAttribute('aria-selected', 'false');
    });

    test('a finger that stays asks what can be done with a node, and with the drawing', async ({ page }) => {
      const { desk, node, fingers } = await begun(page);
      const middle = await desk.middle(node);
      for (const [at, name] of [[middle, 'Gateway 1'], [by(middle, 0, 160), 'Drawing']] as const) {
        await fingers.put(at);
        const menu = page.getByRole('menu', { name });
        await expect(menu).toBeVisible();
        await fingers.lift();
        await expect(menu.getByRole('menuitem').first()).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(menu).toHaveCount(0);
      }
    });

    test('the second finger takes back what the first began', async ({ page }) => {
      const { desk, node, fingers, box } = await begun(page);
      const [before, from] = [await box(), await desk.middle(node)];
      const [to, second] = [by(from, 60, 120), by(from, -60, 200)];
      await fingers.put(from);
      await fingers.move([from, to]);
      await expect(node).toHaveAttribute('aria-selected', 'true');
      await fingers.put(to, second);
      await expect(node).toHaveAttribute('aria-selected', 'false');
      await expect.poll(box).toEqual(before);
      await fingers.lift();
      await desk.button('Undo').tap();
      await expect(desk.nodes(), 'adding it was the last step').toHaveCount(0);
    });

    test('two fingers do not zoom the page', async ({ page }) => {
      const { desk, node, fingers } = await begun(page);
      const middle = by(await desk.middle(node), 0, 160);
      await fingers.drag([by(middle, -30, 0), by(middle, -110, 0)], [by(middle, 30, 0), by(middle, 110, 0)]);
      await expect(page.locator('.marquee')).toHaveCount(0);
    });

    test('two fingers zoom about their middle and move the drawing with it', async ({ page }) => {
      const { desk, node, fingers, box } = await begun(page);
      const before = await box();
      const from = by(await desk.middle(node), 0, -100);
      const to = by(from, 20, 40);
      await fingers.drag([by(from, -40, 0), by(to, -60, 0)], [by(from, 40, 0), by(to, 60, 0)]);
      await expect.poll(async () => (await box()).width / before.width, { timeout: 1_000 }).toBeCloseTo(1.5, 1);
      const after = await box();
      expect(Math.abs(to.x - after.x - (from.x - before.x) * 1.5)).toBeLessThanOrEqual(4);
      expect(Math.abs(to.y - after.y - (from.y - before.y) * 1.5)).toBeLessThanOrEqual(4);
      await expect(page.locator('.marquee')).toHaveCount(0);
      await expect(node).toHaveAttribute('aria-selected', 'false');
    });

    test('what is pressed in the bar, below and on the canvas is large enough for a finger', async ({ page }) => {
      await begun(page);
      const targets = page.locator('.topbar :is(a, button, select), .canvas-tools button, .drawer__bar button').filter({ visible: true });
      const small = await targets.evaluateAll((elements) =>
        elements
          .map((element) => {
            // A strip of tabs moves under the finger.
            element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            return { name: element.getAttribute('aria-label') ?? element.textContent, box: element.getBoundingClientRect() };
          })
          .filter(({ box }) => box.width < 24 || box.height < 24 || box.left < 0 || box.right > innerWidth)
          .map(({ name, box }) => `${name}: ${box.width} × ${box.height} at ${box.left}`),
      );
      expect(small).toEqual([]);
    });
  });
}
