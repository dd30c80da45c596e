import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { Provider, SECRET } from '../pages/provider.ts';
import { Console, first, invite, person } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
}

/** Goes to the provider by the keys alone, and on from there. */
async function comeFromProvider(page: Page, goesOn = 'Go on') {
  const way = page.getByRole('link', { name: 'Sign in with Example SSO' });
  await way.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Example SSO' })).toBeVisible();
  await page.getByRole('link', { name: goesOn }).click();
}

test('a team signs in at a provider, and who has an account connects it', async ({ browser }) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'topology-designer-openid-'));
  const secret = join(folder, 'secret');
  writeFileSync(secret, `${SECRET}\n`, { mode: 0o600 });
  const provider = await Provider.start();
  const console_ = await Console.start('accounts', provider.options(secret));
  try {
    const ada = await first(browser, console_);
    await ada.goto(`${console_.base}/account`);
    await clean(ada);
    provider.person = { sub: '1', email: 'ada@sso.example', name: 'Ada at work' };
    await ada.getByRole('button', { name: 'Connect with Example SSO' }).click();
    await ada.getByRole('link', { name: 'Go on' }).click();
    await expect(ada.getByText('ada@sso.example')).toBeVisible();
    await clean(ada);
    await ada.goto(console_.base);
    await invite(ada, 'grace@example.com', 'Editor');

    // Somebody whom nobody has invited learns what to do, and turns back at the provider.
    const grace = await person(browser);
    await grace.goto(console_.base);
    await expect(grace.getByLabel('Password')).toBeVisible();
    await clean(grace);
    provider.person = { sub: '2', email: 'eve@example.com', name: 'Eve' };
    await comeFromProvider(grace);
    await expect(grace.getByRole('alert')).toContainText('Ask an owner of a workspace to invite the mail address that Example SSO has of you.');
    await clean(grace);
    await comeFromProvider(grace, 'Turn back');
    await expect(grace.getByRole('alert')).toContainText('you turned back there');

    // Who is invited is in, where they wanted to be.
    provider.person = { sub: '3', email: 'grace@example.com', name: 'Grace Hopper' };
    await grace.goto(`${console_.base}/account`);
    await comeFromProvider(grace);
    await expect(grace.getByText('You are signed in as grace@example.com.')).toBeVisible();
    await expect(grace.getByLabel('The one you have')).toHaveCount(0);
    await grace.getByRole('button', { name: 'Sign out' }).click();

    // And whoever has connected an account comes in either way.
    provider.person = { sub: '1', email: 'ada@sso.example' };
    await comeFromProvider(grace);
    await expect(grace.getByRole('link', { name: 'Account of Ada' })).toBeVisible();
  } finally {
    console_.stop();
    provider.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
