import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { Console, comeIn, first, invite, person, signIn } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

/** What the workflow in the documentation types, step by step. */
function steps() {
  const workflow = readFileSync(resolve(import.meta.dirname, '../../docs/workflows/check-and-export.yml'), 'utf8');
  const blocks = workflow.matchAll(/^ {8}run: \|\n((?: {10}.*\n)+)/gm);
  return [...blocks].map(([, lines]) => lines!.replaceAll(/^ {10}/gm, ''));
}

/** Nothing keeps anybody out; cards on a canvas are looked at elsewhere, where they show all of their text. */
async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).exclude('.canvas').analyze();
  expect(violations).toEqual([]);
}

test('the word that was printed lets a browser in, and no other', async ({ browser }) => {
  const console_ = await Console.start('token');
  try {
    const page = await person(browser);
    await page.goto(console_.base);
    await expect(page.getByRole('heading', { name: 'Open the address that was printed' })).toBeVisible();
    await clean(page);
    await page.goto(console_.address(/http:\S+token=\S+/));
    await expect(page.getByText('No designs yet')).toBeVisible();
    // The word is neither in the address nor in what a script can read.
    expect(page.url()).toBe(`${console_.base}/`);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.reload();
    await expect(page.getByText('No designs yet')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Account of/ })).toHaveCount(0);
  } finally {
    console_.stop();
  }
});

test('a team comes in, works in one workspace, and each may what the role says', async ({ browser }) => {
  test.setTimeout(180_000);
  const console_ = await Console.start('accounts');
  try {
    const ada = await person(browser);
    await ada.goto(console_.base);
    await expect(ada.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await clean(ada);
    await ada.goto(console_.address(/http:\S+\/join#\S+/));
    await expect(ada.getByRole('heading', { name: 'Set up this console' })).toBeVisible();
    await clean(ada);
    await comeIn(ada, 'Ada', 'ada@example.com');
    await ada.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(ada.getByText('Saved', { exact: true })).toBeVisible();
    const design = ada.url();
    await ada.goto(console_.base);
    const forBob = await invite(ada, 'bob@example.com', 'Editor');
    await clean(ada);

    // Bob changes what Ada made.
    const bob = await person(browser);
    await bob.goto(forBob);
    await expect(bob.getByRole('heading', { name: 'You are invited to Main' })).toBeVisible();
    await comeIn(bob, 'Bob');
    await bob.goto(design);
    const node = bob.getByRole('option', { name: /^Gateway/ }).first();
    await node.click();
    await bob.getByRole('textbox', { name: 'Name', exact: true }).fill('Gateway of Bob');
    await bob.keyboard.press('Enter');
    await expect(bob.getByText('Saved', { exact: true })).toBeVisible();

    // Vera sees it, and changes nothing.
    const forVera = await invite(ada, 'vera@example.com', 'Viewer');
    const vera = await person(browser);
    await vera.goto(forVera);
    await comeIn(vera, 'Vera');
    await vera.goto(design);
    await vera.getByRole('option', { name: /^Gateway of Bob/ }).click();
    await expect(vera.getByText('You may look')).toBeVisible();
    await vera.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
    await vera.keyboard.press('Enter');
    await expect(vera.getByRole('alert').filter({ hasText: 'You may look at this design.' })).toBeVisible();
    const taken = await vera.request.get(`${design}/download`);
    expect([taken.status(), await taken.text()]).toEqual([403, expect.stringContaining('To take it away')]);

    // Eve has an invitation's address of somebody else, used already, and no account.
    const eve = await person(browser);
    await eve.goto(forVera);
    await expect(eve.getByText('This invitation counts no longer.')).toBeVisible();
    await eve.goto(design);
    await signIn(eve, 'eve@example.com');
    await expect(eve.getByRole('alert')).toContainText('do not belong together');
    expect((await eve.request.get(`${design}/design.json`)).status()).toBe(401);
  } finally {
    console_.stop();
  }
});

test('a session that has ended keeps the work, and signing in sends it', async ({ browser }) => {
  test.setTimeout(120_000);
  const console_ = await Console.start('accounts');
  try {
    const page = await first(browser, console_);
    await page.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const design = page.url();
    await page.context().clearCookies();
    await page.getByRole('option', { name: /^Gateway/ }).first().click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kept');
    await page.keyboard.press('Enter');
    await expect(page.getByText('You are not signed in any more.')).toBeVisible();
    await expect(page.getByText('Signed out')).toBeVisible();
    const [other] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Sign in' }).click()]);
    await signIn(other, 'ada@example.com');
    await expect(other.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
    await other.close();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible({ timeout: 30_000 });
    const kept = (await (await page.request.get(`${design}/design.json`)).json()) as { nodes: { name: string }[] };
    expect(kept.nodes.map((node) => node.name)).toContain('Kept');
  } finally {
    console_.stop();
  }
});

test('one sees where one is signed in, has tokens for programs, and the log tells of it', async ({ browser }) => {
  test.setTimeout(120_000);
  const console_ = await Console.start('accounts');
  try {
    const page = await first(browser, console_);
    await page.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    const design = page.url();
    const other = await person(browser);
    await other.goto(console_.base);
    await signIn(other, 'ada@example.com');
    await expect(other.getByRole('heading', { name: 'Designs', level: 1 })).toBeVisible();

    await page.goto(`${console_.base}/account`);
    const sessions = page.getByRole('listitem').filter({ hasText: /Chrome/ });
    await expect(sessions).toHaveCount(2);
    await page.getByRole('button', { name: /^End the session in Chrome/ }).click();
    await expect(sessions).toHaveCount(1);
    await other.reload();
    await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible();

    await page.getByText('New token', { exact: true }).click();
    await page.getByLabel('What it is for').fill('Pipeline');
    await page.getByLabel('Take bundles and documents away').check();
    await page.getByLabel('Make and change designs').check();
    await page.getByRole('button', { name: 'Make a token' }).click();
    const word = await page.getByLabel('The new token').inputValue();
    expect(word).toMatch(/^tdp_/);
    await clean(page);
    const program = (path: string, method = 'GET') => fetch(path, { method, headers: { authorization: `Bearer ${word}` } });
    expect((await program(`${design}/download`)).status).toBe(200);
    // What stands in the documentation for pipelines does what it says: it checks, changes what is kept, and exports.
    const repository = mkdtempSync(join(tmpdir(), 'topology-designer-repository-'));
    const document = await (await program(`${design}/design.json`)).text();
    const run = (text: string) => {
      writeFileSync(join(repository, 'payments.design.json'), text);
      const env = { ...process.env, CONSOLE: console_.base, DESIGN: design.split('/').at(-1)!, TOKEN: word, FILE: 'payments.design.json' };
      return steps().map((step) => execFileSync('bash', ['-e', '-o', 'pipefail', '-c', step], { cwd: repository, env, encoding: 'utf8' }));
    };
    expect(steps()).toHaveLength(3);
    const [checked] = run(document.replace('"name": "Gateway"', '"name": "Gateway of the repository"'));
    expect(checked).toMatch(/^::(warning|notice) file=payments\.design\.json,title=[a-z-]+::./m);
    expect(await (await program(`${design}/design.json`)).text()).toContain('Gateway of the repository');
    expect(execFileSync('unzip', ['-l', join(repository, 'bundle.zip')], { encoding: 'utf8' })).toContain('deployment.toml');
    // A design with an error ends at the first step.
    expect(() => run(JSON.stringify({ ...JSON.parse(document), links: [] }))).toThrow();
    rmSync(repository, { recursive: true });
    await page.getByRole('button', { name: 'Take Pipeline away' }).click();
    await expect(page.getByText('None yet.')).toBeVisible();
    expect((await program(`${design}/download`)).status).toBe(401);

    await page.getByRole('link', { name: 'Administer the console' }).click();
    await page.getByRole('link', { name: 'What was done' }).click();
    const log = page.getByRole('region', { name: 'What was done' });
    for (const done of ['made an account', 'signed in', 'made a token', 'exported a design', 'took a token away']) await expect(log).toContainText(`Ada ${done}`);
    await clean(page);
  } finally {
    console_.stop();
  }
});

test('a version is made, compared and gone back to, and a link shows one to somebody without an account', async ({ browser }) => {
  test.setTimeout(180_000);
  const console_ = await Console.start('accounts');
  try {
    const ada = await first(browser, console_);
    await ada.getByRole('button', { name: /^One of each/ }).click();
    await expect(ada.getByText('Saved', { exact: true })).toBeVisible();
    const design = ada.url();

    // A version is what was saved; what has become of it since stands in words and in lines of files.
    await ada.getByRole('tab', { name: 'Versions' }).click();
    await ada.getByLabel('Name of the version').fill('As in the guide');
    await ada.getByLabel('What is new in it').fill('First draft.');
    await ada.getByRole('button', { name: 'Make a version' }).click();
    await expect(ada.getByText('As in the guide is version 1')).toBeVisible();
    await ada.getByRole('option', { name: /^Gateway/ }).first().click();
    await ada.getByRole('textbox', { name: 'Name', exact: true }).fill('Edge Gateway');
    await ada.keyboard.press('Enter');
    await expect(ada.getByText('Saved', { exact: true })).toBeVisible();
    await ada.getByRole('button', { name: /As in the guide/ }).click();
    const since = ada.getByRole('group', { name: 'What has become of it' });
    await expect(since.getByRole('listitem')).toContainText(['Gateway → Edge Gateway']);
    await expect(since).toContainText('# Edge Gateway (gw1, Gateway)');
    await clean(ada);

    // A link to that version shows it, whatever becomes of the design; somebody without its word sees nothing.
    await ada.getByRole('button', { name: 'Share this design', exact: true }).click();
    await ada.getByLabel('What it shows').selectOption('Version 1: As in the guide');
    await clean(ada);
    await ada.getByRole('button', { name: 'Make a link' }).click();
    const link = await ada.getByLabel('The link', { exact: true }).inputValue();
    const guest = await person(browser);
    const sent: string[] = [];
    guest.on('request', (request) => sent.push(request.url() + (request.headers().referer ?? '')));
    await guest.goto(link.split('#')[0]!);
    await expect(guest.getByRole('heading', { name: 'This link does not open by itself' })).toBeVisible();
    await clean(guest);
    await guest.goto('about:blank');
    await guest.goto(link);
    await expect(guest.getByText('You may look')).toBeVisible();
    await expect(guest.getByRole('option', { name: /^Gateway/ })).toHaveCount(1);
    for (const missing of ['Export', 'Share this design']) await expect(guest.getByRole('button', { name: missing, exact: true })).toHaveCount(0);
    await expect(guest.getByRole('tab', { name: 'Versions' })).toHaveCount(0);
    expect(sent.join(' ')).not.toContain(link.split('#')[1]!);
    expect((await guest.request.get(`${design}/download`)).status()).toBe(403);

    // Back to what it was, as one step; and nobody comes in by a link that was taken back.
    await ada.getByRole('button', { name: 'Take this link back' }).click();
    await expect(ada.getByText('No link is open.')).toBeVisible();
    await ada.keyboard.press('Escape');
    await since.getByRole('button', { name: 'Go back to it' }).click();
    await expect(ada.getByRole('option', { name: /^Gateway,/ })).toHaveCount(1);
    await ada.getByRole('button', { name: 'Undo' }).click();
    await expect(ada.getByRole('option', { name: /^Edge Gateway,/ })).toHaveCount(1);
    await guest.reload();
    await expect(guest.getByRole('heading', { name: 'This link does not open by itself' })).toBeVisible();
  } finally {
    console_.stop();
  }
});
