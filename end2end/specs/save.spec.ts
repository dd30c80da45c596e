import type { Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

const rename = async (desk: DesignPage, node: string, name: string) => {
  const at = await desk.middle(desk.node(node));
  await desk.page.mouse.click(at.x, at.y);
  const field = desk.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await field.fill(name);
  await field.press('Enter');
};

/** The same design in a second tab. */
const another = async (page: Page) => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  return new DesignPage(other).ready();
};

test('work in two tabs on different objects comes together by itself', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  const second = await another(page);
  await rename(second, 'Publisher', 'Theirs');
  await second.saved();
  await desk.page.bringToFront();
  await rename(desk, 'Gateway', 'Mine');
  await desk.saved();
  await expect(desk.node('Theirs')).toBeVisible();
  await expect(desk.node('Mine')).toBeVisible();
  await page.reload();
  await expect(desk.node('Theirs')).toBeVisible();
  await expect(desk.node('Mine')).toBeVisible();
});

test('what somebody does who is not to be seen here is said', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  await expect(desk.node('Gateway')).toBeVisible();
  // A program, which has no line.
  const address = `/api/v1/designs/${page.url().split('/').pop()}`;
  const seen = await page.request.get(address);
  const design = await seen.json();
  design.name = 'By a program';
  const put = await page.request.put(address, { data: design, headers: { 'If-Match': seen.headers()['etag'] } });
  expect(put.status()).toBe(200);
  await expect(page.getByText('Others changed this design')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'By a program', level: 1 })).toBeVisible();
});

for (const [choice, left] of [['Take theirs', 'Theirs'], ['Keep mine', 'Mine']] as const) {
  test(`the same object in two tabs: ${choice.toLowerCase()}`, async ({ page }) => {
    // It has no line, on which it would hear of the other's work.
    await page.routeWebSocket('**/live/**', () => {});
    const desk = await (await new DesignsPage(page).open()).begin('The guide');
    await desk.saved();
    // What this tab sends does not arrive, and neither does what it asks for: it does not hear of the other's work.
    await page.route('**/api/designs/{save,open}', (route) => route.abort('connectionrefused'));
    const second = await another(page);
    await rename(second, 'Publisher', 'Theirs');
    await second.saved();
    await desk.page.bringToFront();
    await rename(desk, 'Publisher', 'Mine');
    await page.unroute('**/api/designs/{save,open}');
    await expect(page.getByRole('alert')).toContainText('changed in another tab', { timeout: 30_000 });
    await page.getByRole('button', { name: choice }).click();
    await desk.saved();
    await expect(desk.node(left)).toBeVisible();
    await page.reload();
    await expect(desk.node(left)).toBeVisible();
  });
}

test('work done while the server is away is kept and sent when it is back', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  await page.route('**/api/designs/save', (route) => route.abort('connectionrefused'));
  await rename(desk, 'Publisher', 'Kept');
  await expect(page.getByText(/Offline · 1 kept here/)).toBeVisible();
  await page.unroute('**/api/designs/save');
  await desk.saved();
  await page.reload();
  await expect(desk.node('Kept')).toBeVisible();
});

test('a tab that is closed before it could save leaves its work to the next', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.saved();
  const address = page.url();
  const second = await another(page);
  // Not a route: one ends with its page, and the last attempt of a page that is closed would get through.
  await second.page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('no network'));
  });
  await rename(second, 'Publisher', 'Left behind');
  await expect(second.page.getByText(/kept here/)).toBeVisible();
  await second.page.close({ runBeforeUnload: false });
  // Meanwhile someone else saved: the work goes on top of it.
  const sent = page.waitForResponse('**/api/designs/save');
  await rename(desk, 'Gateway', 'Saved meanwhile');
  await sent;
  await desk.saved();
  await page.goto('/');
  await page.goto(address);
  await expect(page.getByText('not saved last time')).toBeVisible();
  await expect(desk.node('Left behind')).toBeVisible();
  await expect(desk.node('Saved meanwhile')).toBeVisible();
  await desk.saved();
});

test('a deleted design comes back also from another page', async ({ page }) => {
  const designs = await new DesignsPage(page).open();
  await designs.begin('All in one, on one machine');
  await designs.open();
  await expect(designs.action('Delete', 'All in one, on one machine')).toBeVisible();
  const before = await page.getByRole('button', { name: /^Delete / }).count();
  await designs.action('Delete', 'All in one, on one machine').click();
  await expect(page.getByRole('button', { name: /^Delete / })).toHaveCount(before - 1);
  await designs.begin('The guide');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByRole('link', { name: 'Topology Designer' }).click();
  await expect(page.getByRole('button', { name: /^Delete / })).toHaveCount(before + 1);
});

test('what only the server checks appears after a save and is fixed by its button', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('The guide');
  await desk.tab('Findings');
  // The guide's database user is one that everybody knows; this tab has no rule for it.
  const known = desk.findings.filter({ hasText: 'db-default-credentials' });
  await expect(known).toHaveCount(1);
  await known.getByRole('button').nth(1).click();
  await expect(known).toHaveCount(0);
  await desk.button('Undo').click();
  await expect(known).toHaveCount(1);
});
