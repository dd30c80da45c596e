import type { Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

async function another(page: Page) {
  const other = await page.context().newPage();
  await other.goto(page.url());
  return new DesignPage(other).ready();
}

test('two people at one design see each other, and what the other does comes in by itself', async ({ page }) => {
  const one = await (await new DesignsPage(page).open()).begin('One of each');
  await one.saved();
  const two = await another(page);
  await expect(page.getByRole('img', { name: /^Here, too/ })).toBeVisible();
  await expect(two.page.getByRole('img', { name: /^Here, too/ })).toBeVisible();

  // A pointer and what is selected.
  const at = await two.middle(two.node('Gateway'));
  await two.page.mouse.move(at.x + 5, at.y + 60);
  await two.page.mouse.click(at.x, at.y);
  await expect(page.locator('.others .other__name')).toHaveText('Another window');
  await expect(page.locator('.others rect.other')).toHaveCount(1);

  // An edit, which is no conflict with another of the same node.
  await two.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Edge');
  await two.page.keyboard.press('Enter');
  await expect(one.node('Edge')).toBeVisible();
  await one.node('Edge').click();
  await one.inspector.getByRole('textbox', { name: 'Port offset' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(two.inspector.getByRole('textbox', { name: 'Port offset' })).toHaveValue('3');

  // Undo takes back what one did oneself, and nothing else.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(two.inspector.getByRole('textbox', { name: 'Port offset' })).toHaveValue('0');
  await expect(one.node('Edge')).toBeVisible();

  await two.page.close();
  await expect(page.getByRole('img', { name: /^Here, too/ })).toHaveCount(0);
});

test('what people do at once comes together by what they changed, and nobody asks for the whole design', async ({ page }) => {
  const one = await (await new DesignsPage(page).open()).begin('The guide');
  await one.saved();
  const two = await another(page);
  await expect(page.getByRole('img', { name: /^Here, too/ })).toBeVisible();
  const asked: string[] = [];
  for (const tab of [one, two]) {
    tab.page.on('request', (request) => {
      if (request.url().endsWith('/designs/open')) asked.push(request.url());
    });
  }
  const name = (tab: DesignPage, node: string) => async (text: string) => {
    await tab.page.bringToFront();
    await tab.node(node).click();
    await tab.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill(text);
    await tab.page.keyboard.press('Enter');
    node = text;
  };
  const [gateway, publisher] = [name(one, 'Gateway'), name(two, 'Publisher')];
  for (const round of ['one', 'two', 'three']) {
    await gateway(`Gateway ${round}`);
    await publisher(`Publisher ${round}`);
  }
  for (const tab of [one, two]) {
    await expect(tab.node('Gateway three')).toBeVisible();
    await expect(tab.node('Publisher three')).toBeVisible();
    await tab.saved();
    // Who sees the other at work is not told of each thing.
    await expect(tab.page.getByText('Others changed this design')).toHaveCount(0);
  }
  expect(asked).toEqual([]);
});

test('a line that breaks is made up for', async ({ page, context }) => {
  const one = await (await new DesignsPage(page).open()).begin('One of each');
  await one.saved();
  const two = await another(page);
  await expect(page.getByRole('img', { name: /^Here, too/ })).toBeVisible();
  await context.setOffline(true);
  await two.node('Publisher').click();
  await two.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Away');
  await two.page.keyboard.press('Enter');
  await expect(two.page.getByText(/Offline/)).toBeVisible();
  await context.setOffline(false);
  await expect(one.node('Away')).toBeVisible({ timeout: 40_000 });
});

test('what cannot be fetched is asked for now and then, and comes in when it can be', async ({ page }) => {
  const one = await (await new DesignsPage(page).open()).begin('The guide');
  await one.saved();
  let asked = 0;
  await page.route('**/designs/open', (route) => {
    asked += 1;
    return route.abort('connectionrefused');
  });
  // A program changes more at once than the line carries.
  const address = `/api/v1/designs/${page.url().split('/').pop()}`;
  const seen = await page.request.get(address);
  const design = await seen.json();
  design.nodes.forEach((node: { name: string }) => { node.name += ', as a program calls it now'; });
  for (let at = 0; at < 800; at += 1) {
    design.hosts.push({ id: `spare-${at}`, hostname: `spare-${at}.${'a'.repeat(40)}.example.com` });
  }
  const put = await page.request.put(address, { data: design, headers: { 'If-Match': seen.headers()['etag'] } });
  expect(put.status(), await put.text()).toBe(200);
  await expect.poll(() => asked).toBeGreaterThan(0);
  await page.waitForTimeout(3_000);
  expect(asked).toBeLessThan(6);
  await page.unroute('**/designs/open');
  await expect(one.node('Gateway, as a program calls it now')).toBeVisible({ timeout: 30_000 });
});
