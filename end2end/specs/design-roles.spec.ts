import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { Console, comeIn, first, invite, person } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).exclude('.canvas').analyze();
  expect(violations).toEqual([]);
}

/** Opens what says who can open the design. */
async function share(page: Page) {
  await page.getByRole('button', { name: 'Share this design', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this design', exact: true });
  await expect(dialog.getByRole('heading', { name: 'People', exact: true })).toBeVisible();
  return dialog;
}

/** Chooses a role for somebody, and waits until it counts. */
async function give(page: Page, select: Locator, role: string) {
  await Promise.all([page.waitForResponse(/\/api\/designs\/set-person$/), select.selectOption(role)]);
}

const row = (dialog: Locator, name: string) => dialog.getByRole('listitem').filter({ hasText: name });

test('somebody is asked to one design, has a role there and nowhere else, and gives it up', async ({ browser }) => {
  test.setTimeout(180_000);
  const console_ = await Console.start('accounts');
  try {
    const ada = await first(browser, console_);
    await ada.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(ada.getByText('Saved', { exact: true })).toBeVisible();
    const design = ada.url();
    const dialog = await share(ada);
    await expect(row(dialog, 'Ada (you)')).toContainText('Owner, from the workspace');
    await dialog.getByText('Add somebody', { exact: true }).click();
    await dialog.getByLabel('Mail address').fill('new@example.com');
    await dialog.getByLabel('Role on this design').selectOption('Viewer');
    await dialog.getByRole('button', { name: 'Make an invitation' }).click();
    const link = await dialog.getByLabel(/^The invitation of new@example.com/).inputValue();
    // The console is open by a name that leads every machine to itself, and says so.
    await expect(dialog.getByText(/^It opens on this machine alone, because the console is open as 127\.0\.0\.1 here/)).toBeVisible();
    await expect(row(dialog, 'new@example.com')).toContainText('Viewer, invited until');
    await clean(ada);

    // New sees this design, under a heading of its own, and no other and no workspace.
    const newcomer = await person(browser);
    await newcomer.goto(link);
    await expect(newcomer.getByRole('heading', { name: 'You are invited to My first design' })).toBeVisible();
    await comeIn(newcomer, 'New');
    await expect(newcomer.getByRole('heading', { name: 'Shared with you' })).toBeVisible();
    const shared = newcomer.getByRole('list', { name: 'Shared with you' });
    await expect(shared.getByRole('listitem')).toHaveCount(1);
    await expect(newcomer.getByRole('list', { name: 'Designs', exact: true })).toHaveCount(0);
    await clean(newcomer);
    await shared.getByRole('link', { name: 'My first design' }).click();
    await expect(newcomer.getByText('You may look')).toBeVisible();
    await expect(newcomer.getByRole('button', { name: 'Share this design', exact: true })).toHaveCount(0);
    await newcomer.goto(`${console_.base}/workspaces/main`);
    await expect(newcomer.getByText('There is no such workspace')).toBeVisible();

    // As an editor New draws; what Ada chooses counts at once.
    await ada.keyboard.press('Escape');
    const again = await share(ada);
    await give(ada, again.getByLabel('Role of New on this design'), 'Editor');
    await newcomer.goto(design);
    await newcomer.getByRole('option', { name: /^Gateway/ }).first().click();
    await newcomer.getByRole('textbox', { name: 'Name', exact: true }).fill('Gateway of New');
    await newcomer.keyboard.press('Enter');
    await expect(newcomer.getByText('Saved', { exact: true })).toBeVisible();
    const theirs = await share(newcomer);
    await expect(row(theirs, 'Ada')).toContainText('Owner, from the workspace');
    await expect(row(theirs, 'New (you)')).toContainText('Editor, on this design');
    await expect(theirs.getByText('Add somebody', { exact: true })).toHaveCount(0);

    // Who has had enough of it gives it up.
    await newcomer.goto(console_.base);
    await newcomer.getByRole('button', { name: /^Give up your role on/ }).click();
    await expect(newcomer.getByText('No designs yet')).toBeVisible();
    expect((await newcomer.request.get(`${design}/design.json`)).status()).toBe(404);
  } finally {
    console_.stop();
  }
});

test('a member has more on one design than in the workspace, and never less', async ({ browser }) => {
  test.setTimeout(180_000);
  const console_ = await Console.start('accounts');
  try {
    const ada = await first(browser, console_);
    await ada.getByRole('button', { name: 'Try it with an example' }).click();
    await expect(ada.getByText('Saved', { exact: true })).toBeVisible();
    const design = ada.url();
    await ada.goto(console_.base);
    const forBob = await invite(ada, 'bob@example.com', 'Commenter');
    const bob = await person(browser);
    await bob.goto(forBob);
    await comeIn(bob, 'Bob');
    await ada.goto(design);
    const dialog = await share(ada);
    const role = dialog.getByLabel('Role of Bob on this design');
    // What the workspace gives stands first; below it is what is more.
    await expect(role.getByRole('option')).toHaveText(['Commenter, from the workspace', 'Editor', 'Owner']);
    await give(ada, role, 'Editor');
    await expect(dialog.getByText('of both roles the higher one')).toBeVisible();
    await bob.goto(design);
    await expect(bob.getByText('Saved', { exact: true })).toBeVisible();
    await give(ada, role, 'Commenter, from the workspace');
    await bob.reload();
    await expect(bob.getByText('You may look')).toBeVisible();
  } finally {
    console_.stop();
  }
});

test('who works alone has nobody to ask, and makes a link', async ({ page }) => {
  await (await new DesignsPage(page).open()).begin('All in one 3 nodes');
  await page.getByRole('button', { name: 'Share this design', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this design', exact: true });
  await expect(dialog.getByRole('button', { name: 'Make a link' })).toBeVisible();
  await expect(dialog.getByText('No link is open.')).toBeVisible();
  await expect(dialog.getByText('Add somebody', { exact: true })).toHaveCount(0);
  await clean(page);
});
