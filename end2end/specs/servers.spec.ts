import { chromium, type Browser, type Page } from '@playwright/test';
import { DesignPage } from '../pages/DesignPage.ts';
import { Setup } from '../pages/setup.ts';
import { comeIn, invite, person } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

let setup: Setup;
let browser: Browser;

test.beforeAll(async ({}, info) => {
  test.setTimeout(120_000);
  setup = await Setup.start();
  // Everything is reached by the name that stands in the README, with a certificate made for the test.
  const { launchOptions } = info.project.use;
  browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), `--host-resolver-rules=MAP designs.example.com:443 127.0.0.1:${setup.port}`, '--ignore-certificate-errors'],
  });
});

test.afterAll(async () => {
  await browser?.close();
  setup?.stop();
});

async function rename(page: Page, from: string, to: string) {
  const desk = new DesignPage(page);
  await desk.node(from).click();
  await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill(to);
  await page.keyboard.press('Enter');
}

test('the set-up of the README: two servers, somebody at each, one is killed, and nothing is lost', async () => {
  test.setTimeout(240_000);
  const ada = await person(browser);
  await ada.goto(setup.firstAccount());
  await comeIn(ada, 'Ada', 'ada@example.com');
  await ada.getByRole('button', { name: /^One of each/ }).click();
  await new DesignPage(ada).saved();
  const address = ada.url();
  expect(address).toMatch(/^https:\/\/designs\.example\.com\/designs\//);
  await ada.goto('https://designs.example.com/');
  const invitation = await invite(ada, 'bob@example.com', 'Editor');
  await ada.goto(address);
  const bob = await person(browser);
  await bob.goto(invitation);
  await comeIn(bob, 'Bob');
  await bob.goto(address);

  // Each has a line to another server, and they see each other all the same.
  await expect(ada.getByRole('img', { name: 'Here, too: Bob' })).toBeVisible();
  await expect(bob.getByRole('img', { name: 'Here, too: Ada' })).toBeVisible();

  // One changes what the other sees.
  await rename(ada, 'Gateway', 'Edge');
  await expect(new DesignPage(bob).node('Edge')).toBeVisible();

  // A server goes in the middle of the work of both, without a word to anybody.
  const work = (async () => {
    for (const at of [1, 2, 3, 4, 5, 6]) {
      await rename(ada, at === 1 ? 'Edge' : `Edge ${at - 1}`, `Edge ${at}`);
      await rename(bob, at === 1 ? 'Publisher' : `Author ${at - 1}`, `Author ${at}`);
      if (at === 2) await setup.servers[0]!.kill();
    }
  })();
  await work;
  for (const page of [ada, bob]) {
    const desk = new DesignPage(page);
    await expect(desk.node('Edge 6')).toBeVisible({ timeout: 40_000 });
    await expect(desk.node('Author 6')).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 40_000 });
  }
  const kept = await ada.evaluate<{ nodes: { name: string }[] }>("fetch(location.pathname + '/design.json').then((answer) => answer.json())");
  const names = kept.nodes.map((node) => node.name);
  expect(names).toContain('Edge 6');
  expect(names).toContain('Author 6');

  // It comes back, and the other goes: whoever was at one is at the other now.
  await setup.servers[0]!.again();
  await setup.servers[1]!.kill();
  await expect(ada.getByRole('img', { name: 'Here, too: Bob' })).toBeVisible({ timeout: 40_000 });
  await rename(bob, 'Author 6', 'Author 7');
  await expect(new DesignPage(ada).node('Author 7')).toBeVisible({ timeout: 40_000 });
  await setup.servers[1]!.again();

  // Lines went to both, as far as they were not through before one was gone.
  const lines = setup.handedOn().filter((line) => / 101 \/live\//.test(line)).join('\n');
  for (const server of setup.servers) expect(lines).toContain(server.base.slice('http://'.length));
});
