import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { Console, first, person } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

test('an administrator sees how the console stands, copies the command for a copy, and takes the log along', async ({ browser }) => {
  test.setTimeout(120_000);
  const console_ = await Console.start('accounts');
  try {
    const page = await first(browser, console_);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.goto(`${console_.base}/admin`);
    const parts = page.getByRole('navigation', { name: 'Administration' });
    const clean = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

    await parts.getByRole('link', { name: 'Workspaces' }).click();
    await expect(page.getByRole('row', { name: 'Main Ada 1 1' })).toBeVisible();
    await clean();

    await parts.getByRole('link', { name: 'System' }).click();
    await expect(parts.getByRole('link', { name: 'System' })).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('row', { name: /^Kind (SQLite|PostgreSQL) \d/ })).toBeVisible();
    await expect(page.getByRole('row', { name: 'Who is let in People with an account, with a password' })).toBeVisible();
    await expect(page.getByText('No copy was made yet with this command.')).toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await expect(page.getByText('Copied.', { exact: true })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^topology-designer backup --out designs\.gz --database \S+/);
    await clean();

    // Where the page may not copy, it is selected for who presses the keys.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy' }).last().click();
    await expect(page.getByText('The browser does not let this page copy it.')).toBeVisible();
    const field = page.getByLabel('Put a copy into a new database');
    await expect(field).toBeFocused();
    const selected = await field.evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart!, input.selectionEnd!));
    expect(selected).toContain('topology-designer restore');

    await parts.getByRole('link', { name: 'What was done' }).click();
    const log = page.getByRole('region', { name: 'What was done' });
    await expect(log).toContainText('Ada made an account');
    await page.getByLabel('What', { exact: true }).selectOption('came into a workspace');
    await expect(log.getByRole('row')).toHaveCount(2);
    await expect(log).not.toContainText('made an account');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'As CSV' }).click()]);
    const lines = readFileSync(await file.path(), 'utf8').trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(',ada@example.com,member-added,');
    await page.getByLabel('Who', { exact: true }).selectOption('Somebody');
    await expect(page.getByText('Nothing like that was done.')).toBeVisible();
    await clean();

    // Nobody else gets any of it.
    const eve = await person(browser);
    expect((await eve.request.get(`${console_.base}/admin/log.csv`)).status()).toBe(401);
  } finally {
    console_.stop();
  }
});
