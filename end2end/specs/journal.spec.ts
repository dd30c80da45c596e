import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** How often a tab is killed; a soak does more. */
const KILLS = Number(process.env.TOPOLOGY_DESIGNER_KILLS ?? (process.env.TOPOLOGY_DESIGNER_SOAK === '1' ? 50 : 10));
const SEED = Number(process.env.TOPOLOGY_DESIGNER_SEED ?? 1);
/** A gesture that is older than this when the tab is killed is not lost, in milliseconds. */
const KEPT = 300;

/** The same numbers for the same seed. */
function chances(seed: number) {
  let state = seed >>> 0;
  return (of: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * of);
  };
}

/** The server takes nothing from this tab. */
const away = (page: Page) => page.route('**/api/designs/save', (route) => route.abort('connectionrefused'));

async function rename(desk: DesignPage, node: string, name: string) {
  const at = await desk.middle(desk.node(node));
  await desk.page.mouse.click(at.x, at.y);
  const field = desk.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await expect(field).toHaveValue(node);
  await field.fill(name);
  await field.press('Enter');
}

async function offset(desk: DesignPage, node: string, value: string) {
  await desk.node(node).click();
  const field = desk.inspector.getByRole('textbox', { name: 'Port offset' });
  await field.fill(value);
  await field.press('Enter');
}

/** Ends a tab without a word, as a crash does. */
async function kill(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  // It is not answered any more.
  devtools.send('Page.crash').catch(() => undefined);
  await gone;
  await page.close();
}

async function another(context: BrowserContext, address: string, before?: (page: Page) => Promise<unknown>) {
  const page = await context.newPage();
  await before?.(page);
  await page.goto(address);
  return new DesignPage(page).ready();
}

/** A saved design of one pattern, and its address; the first page does not look at it any more. */
async function begun(page: Page, pattern: string) {
  const desk = await (await new DesignsPage(page).open()).begin(pattern);
  await desk.saved();
  const address = page.url();
  await new DesignsPage(page).open();
  return address;
}

const names = async (desk: DesignPage) => {
  const labels = await desk.nodes().evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.split(',')[0] ?? '').sort();
};

const back = (page: Page) => page.getByText('not saved last time are back');

test('a tab that is killed leaves all but its last moment to the next one', async ({ page, context }) => {
  test.setTimeout(60_000 + KILLS * 20_000);
  const chance = chances(SEED);
  const address = await begun(page, 'The guide');
  // What was there after each gesture, and when; the server hears of none of it.
  let desk = await another(context, address, away);
  let known = await names(desk);
  const most = known.length + 4;
  let name = 'Publisher';
  let states = [{ at: 0, names: known }];
  let kills = 0;
  let count = 0;
  for (; kills < KILLS; kills += 1) {
    for (let left = 1 + chance(4); left > 0; left -= 1) {
      if (count % 5 === 4 && known.length < most) {
        await desk.palette('Gateway').click();
        await expect(desk.nodes()).toHaveCount(known.length + 1);
        known = await names(desk);
      } else {
        const next = `Work ${count + 1}`;
        await rename(desk, name, next);
        await expect(desk.node(next)).toBeVisible();
        known = known.map((one) => (one === name ? next : one)).sort();
        name = next;
      }
      count += 1;
      states.push({ at: Date.now(), names: known });
      await desk.page.waitForTimeout(chance(450));
    }
    const killed = Date.now();
    await kill(desk.page);
    const first = states.findLastIndex((state) => state.at <= killed - KEPT);
    const allowed = states.slice(Math.max(first, 0)).map((state) => state.names.join());
    desk = await another(context, address, away);
    await expect.poll(async () => allowed.includes((await names(desk)).join()), `kill ${kills + 1}, seed ${SEED}`).toBe(true);
    known = await names(desk);
    expect(new Set(known).size, 'no node is there twice').toBe(known.length);
    name = known.find((one) => /^Work \d+$/.test(one)) ?? 'Publisher';
    states = [{ at: 0, names: known }];
  }
  // The server is back: it gets all of it, once.
  await desk.page.unroute('**/api/designs/save');
  await desk.saved();
  await desk.page.close();
  const fresh = await another(context, address);
  await expect(fresh.nodes()).toHaveCount(known.length);
  expect(await names(fresh)).toEqual(known);
  await fresh.page.waitForTimeout(1_000);
  await expect(back(fresh.page)).toHaveCount(0);
});

test('a tab that is killed between the answer of the server and hearing it leaves no conflict', async ({ page, context }) => {
  const address = await begun(page, 'The guide');
  const desk = await another(context, address);
  let arrived = () => undefined as void;
  const saved = new Promise<void>((resolve) => { arrived = resolve; });
  await desk.page.route('**/api/designs/save', async (route) => {
    await route.fetch();
    arrived();
    // The answer never comes.
  });
  await rename(desk, 'Publisher', 'Once');
  await saved;
  await rename(desk, 'Once', 'Twice');
  await desk.page.waitForTimeout(2 * KEPT);
  await kill(desk.page);
  const next = await another(context, address);
  await expect(next.node('Twice')).toBeVisible();
  await expect(back(next.page)).toBeVisible();
  await next.saved();
  await expect(next.page.getByRole('alert')).toHaveCount(0);
});

test('a tab that still works keeps its work to itself', async ({ page, context }) => {
  const address = await begun(page, 'The guide');
  const first = await another(context, address, away);
  await rename(first, 'Publisher', 'Still mine');
  await expect(first.page.getByText(/kept here/)).toBeVisible();
  await first.page.waitForTimeout(2 * KEPT);
  const second = await another(context, address);
  await second.page.waitForTimeout(2_000);
  await expect(second.node('Publisher')).toBeVisible();
  await expect(back(second.page)).toHaveCount(0);
  // And the second takes it over once the first is gone, with what was done there.
  await rename(second, 'Gateway', 'Theirs');
  await second.saved();
  await second.page.close();
  await kill(first.page);
  const third = await another(context, address);
  await expect(third.node('Still mine')).toBeVisible();
  await expect(third.node('Theirs')).toBeVisible();
  await expect(back(third.page)).toBeVisible();
});

for (const [how, refuse] of [
  ['a private window', () => { IDBFactory.prototype.open = () => { throw new DOMException('not allowed', 'SecurityError'); }; }],
  ['no room', () => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
] as const) {
  test(`${how}: it is said that work is not kept, and the design can be taken away`, async ({ page, context }) => {
    await page.addInitScript(refuse);
    const desk = await (await new DesignsPage(page).open()).begin('The guide');
    await desk.saved();
    const warning = page.getByRole('alert').filter({ hasText: 'does not keep your unsaved work' });
    await page.waitForTimeout(1_500);
    await expect(warning, 'there is nothing to lose').toHaveCount(0);
    await away(page);
    await rename(desk, 'Publisher', 'At risk');
    await expect(warning).toBeVisible();
    const given = page.waitForEvent('download');
    await warning.getByRole('button', { name: 'Download the design' }).click();
    const file = readFileSync(await (await given).path(), 'utf8');
    expect(JSON.parse(file).nodes.map((node: { name: string }) => node.name)).toContain('At risk');
    await page.unroute('**/api/designs/save');
    await desk.saved();
    await expect(warning).toHaveCount(0);
    // The other place is still tried: a tab that is killed leaves it there, as it did before there was a journal.
    const second = await another(context, page.url(), async (tab) => { await tab.addInitScript(refuse); await away(tab); });
    await rename(second, 'At risk', 'In the other place');
    await expect(second.page.getByRole('alert')).toBeVisible();
    await kill(second.page);
    const third = await another(context, page.url());
    await expect(third.node('In the other place')).toBeVisible();
  });
}

test('a browser that clears what it kept is noticed, and it is kept again', async ({ page, context }) => {
  const address = await begun(page, 'The guide');
  const desk = await another(context, address, away);
  await rename(desk, 'Publisher', 'Kept twice');
  await expect(desk.page.getByText(/kept here/)).toBeVisible();
  await desk.page.evaluate(() => new Promise<void>((resolve, reject) => {
    const cleared = indexedDB.deleteDatabase('topology-designer');
    cleared.onsuccess = () => resolve();
    cleared.onerror = cleared.onblocked = () => reject(new Error('not cleared'));
  }));
  await rename(desk, 'Gateway', 'And on');
  await desk.page.waitForTimeout(2 * KEPT);
  await kill(desk.page);
  const next = await another(context, address);
  await expect(next.node('Kept twice')).toBeVisible();
  await expect(next.node('And on')).toBeVisible();
});

test('what both changed stands side by side, and taking theirs takes nothing else', async ({ page, context }) => {
  const address = await begun(page, 'The guide');
  const mine = await another(context, address, away);
  await offset(mine, 'Publisher', '3');
  await rename(mine, 'Gateway', 'Mine alone');
  const theirs = await another(context, address);
  await offset(theirs, 'Publisher', '5');
  await theirs.saved();
  await mine.page.bringToFront();
  await mine.page.unroute('**/api/designs/save');
  const row = mine.page.getByRole('alert').getByRole('row', { name: /offset/ });
  await expect(row).toBeVisible({ timeout: 30_000 });
  await expect(row.getByRole('cell')).toHaveText(['5', '3']);
  await mine.button('Take theirs').click();
  await mine.saved();
  await expect(mine.node('Mine alone')).toBeVisible();
  await mine.node('Publisher').click();
  await expect(mine.inspector.getByRole('textbox', { name: 'Port offset' })).toHaveValue('5');
});

test('what others deleted is named, and comes back when one wants it', async ({ page, context }) => {
  const address = await begun(page, 'The guide');
  const mine = await another(context, address, away);
  await rename(mine, 'Publisher', 'Changed here');
  const theirs = await another(context, address);
  const links = await theirs.node('Publisher').getAttribute('aria-label');
  await theirs.node('Publisher').click();
  await theirs.page.keyboard.press('Delete');
  await expect(theirs.node('Publisher')).toHaveCount(0);
  await theirs.saved();
  await mine.page.bringToFront();
  await mine.page.unroute('**/api/designs/save');
  const notice = mine.page.getByRole('alert').filter({ hasText: 'Changed here' });
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(mine.node('Changed here')).toHaveCount(0);
  await mine.saved();
  await notice.getByRole('button', { name: 'Bring it back' }).click();
  await expect(mine.node('Changed here')).toHaveAttribute('aria-label', (links ?? '').replace('Publisher', 'Changed here'));
  await expect(notice).toHaveCount(0);
  await mine.saved();
  await expect(theirs.node('Changed here')).toBeVisible();
});
