import { execFileSync } from 'node:child_process';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';

test('many lines of one card follow it as one for each kind, and a few as themselves', async ({ page }) => {
  const design = JSON.parse(execFileSync(binary, ['generate', '--nodes', '100', '--seed', '1'], { maxBuffer: 1 << 26 }).toString());
  const links = design.links as { from: string; to: string }[];
  // So near to each other that cards are seen as cards.
  const ids = (design.nodes as { id: string }[]).map(({ id }) => id);
  design.layout = Object.fromEntries(ids.map((id, at) => [id, { x: (at % 10) * 240, y: Math.floor(at / 10) * 120 }]));
  const buffer = Buffer.from(JSON.stringify(design));
  const ends = links.flatMap(({ from, to }) => [from, to]);
  const degree = (id: string) => ends.filter((end) => end === id).length;
  const [most, few] = [(n: number) => n > 40, (n: number) => n > 0 && n < 12].map((wanted) => ends.find((id) => wanted(degree(id)))!);
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'hundred.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();

  const alone = page.locator('.links [data-link-id]');
  const bunch = () => page.locator('.links > g[data-near="true"]:not([data-link-id]) path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join(''));
  const middle = async (id: string) => {
    const { x, y, width, height } = (await page.locator(`[data-node-id="${id}"]`).boundingBox())!;
    return { x: x + width / 2, y: y + height / 2 };
  };
  const card = await middle(most);
  await page.mouse.click(card.x, card.y);
  await expect.poll(bunch).toContain('M');
  await expect(alone).toHaveCount(0);
  const before = await bunch();
  // What each line was is the beginning of another path.
  expect(before.split('M').length - 1).toBe(2 * degree(most));

  await page.mouse.move(card.x, card.y);
  await page.mouse.down();
  await page.mouse.move(card.x + 40, card.y + 30, { steps: 4 });
  await expect.poll(bunch).not.toBe(before);
  await page.mouse.up();
  await page.keyboard.press('ControlOrMeta+z');
  await desk.saved();

  const other = await middle(few);
  await page.mouse.click(other.x, other.y);
  await expect(alone).toHaveCount(degree(few));
  await expect.poll(bunch).toBe('');
});
