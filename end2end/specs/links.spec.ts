import { execFileSync } from 'node:child_process';
import type { Locator } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

/** Two links between the first card and the last, and a card in between that they have nothing to do with. */
const design = {
  format: 1,
  name: 'Links',
  product: { id: 'wso2am', version: '3.1.0' },
  zones: [],
  hosts: [],
  nodes: [
    { id: 'p', role: 'publisher', name: 'First' },
    { id: 'k', role: 'key-manager', name: 'Between' },
    { id: 't', role: 'traffic-manager', name: 'Last' },
  ],
  links: [
    { id: 'l1', from: 'p', to: 't', kind: 'reports-to' },
    { id: 'l2', from: 'p', to: 't', kind: 'sends-policies-to' },
  ],
  layout: { p: { x: 0, y: 0 }, k: { x: 296, y: 0 }, t: { x: 592, y: 0 } },
};

/** Places on the screen that lines run through. */
async function places(lines: Locator) {
  const all = await lines.evaluateAll((paths) =>
    paths.flatMap((path) => {
      const line = path as SVGPathElement;
      const at = line.getScreenCTM()!;
      const length = line.getTotalLength();
      return Array.from({ length: 200 }, (_, part) => {
        const { x, y } = line.getPointAtLength((length * part) / 199).matrixTransform(at);
        return { x, y };
      });
    }),
  );
  return all;
}

test('links go around cards, are one line from afar, and say what they call', async ({ page }) => {
  await new DesignsPage(page).open();
  const buffer = Buffer.from(JSON.stringify(design));
  await page.getByLabel('Design file').setInputFiles({ name: 'links.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  const lines = page.locator('.link__line[d^="M"]');
  const through = async (name: string) => {
    const card = (await desk.node(name).boundingBox())!;
    const inside = ({ x, y }: { x: number; y: number }) => x > card.x + 1 && x < card.x + card.width - 1 && y > card.y + 1 && y < card.y + card.height - 1;
    return (await places(lines)).filter(inside).length;
  };
  await expect(desk.node('Between')).toBeVisible();
  await expect.poll(() => through('Between')).toBe(0);
  expect((await places(lines)).length).toBeGreaterThan(0);

  // What is pointed at says what it means and what it calls.
  const beside = await places(lines);
  const middle = beside[100]!;
  await page.mouse.move(middle.x, middle.y);
  const label = page.locator('.link__label');
  await expect(label).toHaveText(/^(reports events to · TCP 9611 \+2|sends policies to · HTTPS 9443)$/);
  await page.mouse.move(middle.x, middle.y + 250);
  await expect(label).toHaveCount(0);

  // A press is for the link that is drawn there, not where it would be without the card in between.
  await page.mouse.click(middle.x, middle.y);
  await expect(page.locator('.link[data-selected="true"]')).toHaveCount(1);
  await page.keyboard.press('Escape');

  // From afar the two are one line with their number, until the pointer is on it.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ControlOrMeta+-');
  const count = page.locator('.link-counts text');
  await expect(count).toHaveText('2 links');
  const chip = await desk.middle(count);
  await page.mouse.move(chip.x, chip.y);
  await expect(count).toHaveCount(0);
  await expect(label).toHaveCount(1);
  await page.mouse.move(chip.x, chip.y + 200);
  await expect(count).toHaveCount(1);

  // When nothing is in between any more, they go straight.
  await page.keyboard.press('ControlOrMeta+0');
  await expect(count).toHaveCount(0);
  const from = await desk.middle(desk.node('Between'));
  await desk.drag(from, { x: from.x, y: from.y + 160 });
  await expect.poll(async () => {
    const ys = (await places(lines)).map(({ y }) => Math.round(y));
    return Math.max(...ys) - Math.min(...ys);
  }).toBeLessThan(20);
});

test('what lines of a selected card say waits while the card is dragged', async ({ page }) => {
  await new DesignsPage(page).open();
  const buffer = Buffer.from(JSON.stringify(design));
  await page.getByLabel('Design file').setInputFiles({ name: 'links.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  const labels = page.locator('.link__label');
  await desk.node('Last').click();
  await expect(labels).toHaveCount(2);
  const { x, y } = await desk.middle(desk.node('Last'));
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 60, { steps: 4 });
  await expect(labels).toHaveCount(0);
  // Its lines are there meanwhile.
  await expect(page.locator('.link[data-link-id] .link__line[d^="M"]')).toHaveCount(2);
  await page.mouse.up();
  await expect(labels).toHaveCount(2);
});

test('words on lines cover neither cards nor each other, and are gone while a card is dragged', async ({ page }) => {
  const generated = execFileSync(binary, ['generate', '--nodes', '100', '--seed', '1'], { maxBuffer: 1 << 26 });
  const large = JSON.parse(generated.toString()) as { nodes: { id: string }[]; links: { from: string; to: string }[]; layout: object };
  const { nodes, links } = large;
  // So near to each other that cards are seen as cards.
  large.layout = Object.fromEntries(nodes.map(({ id }, at) => [id, { x: (at % 8) * 300, y: Math.floor(at / 8) * 152 }]));
  const buffer = Buffer.from(JSON.stringify(large));
  const degree = (id: string) => links.filter(({ from, to }) => from === id || to === id).length;
  // One whose lines are few enough to be read, and more than one.
  const { id } = nodes.find(({ id }) => degree(id) > 3 && degree(id) < 12)!;
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'hundred.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  const labels = page.locator('.link__label');
  const card = page.locator(`[data-node-id="${id}"]`);

  /** What elements take up on the screen; of letters their middle, where they are as tall as they look. */
  const boxes = (all: Locator, margin = 0) =>
    all.evaluateAll((elements, margin) => {
      const rects = elements.map((element) => element.getBoundingClientRect());
      return rects.map(({ left, right, top, bottom, height }) => ({ left, right, top: top + height * margin, bottom: bottom - height * margin }));
    }, margin);
  type Box = Awaited<ReturnType<typeof boxes>>[number];
  const meet = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const covering = async () => {
    const [words, cards] = [await boxes(labels, 0.15), await boxes(page.locator('.node'))];
    return words.filter((one, at) => [...words.slice(at + 1), ...cards].some((other) => meet(one, other)));
  };

  await card.click();
  await expect.poll(() => labels.count()).toBeGreaterThan(2);
  expect(await covering()).toEqual([]);

  // At full size other lines have words as well.
  const { x, y } = await desk.middle(card);
  await page.keyboard.press('Shift+2');
  await page.keyboard.press('ControlOrMeta+0');
  await expect.poll(() => labels.count()).toBeGreaterThan(3);
  await expect.poll(covering).toEqual([]);
  await page.keyboard.press('Shift+1');
  await expect.poll(async () => Math.abs((await desk.middle(card)).x - x)).toBeLessThan(2);

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 20, { steps: 4 });
  await expect(labels).toHaveCount(0);
  await page.mouse.up();
  await expect.poll(() => labels.count()).toBeGreaterThan(1);
  expect(await covering()).toEqual([]);
});
