import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/**
 * The pictures of README and documentation. Each run makes them; one that is meant to be kept is started with
 * PICTURES=docs/images, and a person looks at what has changed before it is committed.
 */
const binary = process.env.TOPOLOGY_DESIGNER_BIN ?? '../target/debug/topology-designer';
const folder = resolve(import.meta.dirname, '../..', process.env.PICTURES ?? 'end2end/test-results/pictures');

async function picture(page: Page, name: string) {
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  const taken = await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  // An empty page is a tenth of this.
  expect(taken.byteLength).toBeGreaterThan(30_000);
}

async function begun(page: Page, pattern: string) {
  const desk = await (await new DesignsPage(page).open()).begin(pattern);
  await desk.saved();
  return desk;
}

/** The files of a Gateway, and where one line of them comes from. */
async function readFiles(page: Page, desk: DesignPage) {
  const at = await desk.middle(desk.node('Gateway'));
  await page.mouse.click(at.x, at.y);
  await desk.inspector.getByRole('button', { name: 'Show its files' }).click();
  await expect(page.getByRole('group', { name: 'nodes/gw1/repository/conf/deployment.toml' })).toBeVisible();
  await page.getByRole('button', { name: /service_url = / }).click();
  await expect(page.getByRole('region', { name: 'Where this line comes from' })).toBeVisible();
  await desk.button('Show all').click();
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test('the drawing, a file of it, and where a line comes from', async ({ page }) => {
      const desk = await begun(page, 'One of each');
      await readFiles(page, desk);
      await picture(page, theme === 'light' ? 'designer' : 'designer-dark');
    });

    test('what goes on when a node is away', async ({ page }) => {
      const desk = await begun(page, 'Highly available');
      const at = await desk.middle(desk.node('Key Manager 1'));
      await page.mouse.click(at.x, at.y);
      await desk.tab('What if');
      await page.getByRole('button', { name: 'Switch off what is selected' }).click();
      await expect(page.getByRole('tab', { name: 'What if' })).toContainText('1 off');
      await desk.button('Show all').click();
      await picture(page, `what-if-${theme}`);
    });
  });
}

test('the first page, with nothing drawn yet', async ({ page }) => {
  // The server of the tests holds what other tests drew. Which port is free, the system knows.
  const data = mkdtempSync(join(tmpdir(), 'topology-designer-empty-'));
  const server = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr!.on('data', (text: Buffer) => (said += text.toString()));
  try {
    await expect.poll(() => said).toContain(' · ');
    await page.goto(/http:\/\/[\d.]+:\d+/.exec(said)![0]);
    await expect(page.getByRole('region', { name: 'New design' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await picture(page, 'empty');
  } finally {
    server.kill();
  }
});

test('an empty drawing', async ({ page }) => {
  await begun(page, 'Empty drawing');
  await picture(page, 'empty-drawing');
});

test('a thousand nodes', async ({ page }) => {
  const buffer = execFileSync(binary, ['generate', '--nodes', '1000', '--seed', '1'], { maxBuffer: 1 << 26 });
  await new DesignsPage(page).open();
  await page.getByLabel('Design file').setInputFiles({ name: 'large.design.json', mimeType: 'application/json', buffer });
  const desk = await new DesignPage(page).ready();
  await desk.saved();
  await desk.button('Lay out').click();
  await expect(page.locator('canvas.painted')).toHaveAttribute('data-painted', '1000');
  await desk.button('Show all').click();
  await picture(page, 'large');
});

test('a presentation', async ({ page }) => {
  await begun(page, 'Gateways in two clouds');
  await page.keyboard.press('ControlOrMeta+Alt+p');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('group', { name: 'Presentation' })).toContainText('3 of ');
  await expect(page.getByRole('tablist')).toHaveCount(0);
  await picture(page, 'presenting');
});
