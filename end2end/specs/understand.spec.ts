import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('findings are grouped and sifted, a fix is looked at before it is done, and all of a kind are one step', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.place('Gateway', 0.3, 0.85);
  await desk.place('Gateway', 0.6, 0.85);
  await desk.saved();
  await desk.tab('Findings');
  const unlinked = desk.findings.filter({ hasText: 'is not linked with a Key Manager' });
  await expect(unlinked).toHaveCount(2);

  // A search leaves the others out; a group closes, and the keyboard keeps its place.
  await page.getByRole('searchbox', { name: 'Search in findings' }).fill('not linked key manager');
  await expect(desk.findings).toHaveCount(2);
  const errors = page.getByRole('button', { name: /^Errors 2/, expanded: true });
  await errors.press('Enter');
  await expect(desk.findings).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Errors 2/, expanded: false })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.findings).toHaveCount(2);

  // What the fix of one would change, in words and in the files.
  await unlinked.first().getByRole('button', { name: 'Preview' }).click();
  const preview = page.getByRole('dialog', { name: 'What the fix changes' });
  await expect(preview.getByRole('listitem').filter({ hasText: 'Added' }).first()).toContainText('→');
  const file = preview.getByRole('group').filter({ hasText: /nodes\/gw2\/repository\/conf\/deployment\.toml/ });
  await expect(file).toContainText('service_url');
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await expect(preview).toBeHidden();
  await expect(unlinked).toHaveCount(2);

  // All of the kind at once, and taken back at once.
  await page.getByLabel('Group by').selectOption('Rule');
  await page.getByRole('button', { name: 'Fix all 2' }).click();
  await expect(page.getByText('2 findings fixed.')).toBeVisible();
  await expect(unlinked).toHaveCount(0);
  await desk.button('Undo').click();
  await expect(unlinked).toHaveCount(2);
});

test('a finding is let stand with a reason, and the files say what the last edit did', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.place('Gateway', 0.3, 0.85);
  await desk.saved();
  await desk.tab('Findings');
  const unlinked = desk.findings.filter({ hasText: 'Gateway 1 is not linked with a Key Manager' });
  await unlinked.getByRole('button', { name: 'Waive' }).click();
  const dialog = page.getByRole('dialog', { name: 'Let a finding stand' });
  await dialog.getByRole('button', { name: 'Let it stand' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Say why it may stand.');
  await dialog.getByLabel('Why it may stand').fill('Its Key Manager is drawn elsewhere.');
  await dialog.getByRole('button', { name: 'Let it stand' }).click();
  await page.getByRole('button', { name: /^Let stand/, expanded: false }).click();
  await expect(unlinked).toContainText('Its Key Manager is drawn elsewhere.');
  await expect(unlinked.getByRole('button', { name: 'Take back' })).toBeVisible();
  await desk.saved();

  // The waiver is in the README: that file is marked, and its new lines.
  await desk.tab('Files');
  const readme = page.getByRole('navigation', { name: 'Files of the bundle' }).getByRole('button', { name: 'README.md' }).first();
  await expect(readme).toHaveAccessibleDescription('changed by the last edit');
  await readme.click();
  const line = page.getByRole('group', { name: 'README.md' }).locator('[data-edit=new]', { hasText: 'drawn elsewhere' });
  await expect(line).toBeVisible();

  // A configuration beside the product's defaults.
  const config = page.getByRole('navigation', { name: 'Files of the bundle' }).getByRole('button', { name: 'deployment.toml' }).first();
  await config.click();
  await page.getByLabel("Compare with the product's defaults").check();
  await expect(page.getByRole('row', { name: /^server\.hostname/ })).toContainText('localhost');
});

test('what if: a node is away in thought, and what stops says why', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.tab('What if');
  const told = page.getByRole('group', { name: 'What people can still do' });
  const of = (name: string) => told.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(of('API calls')).toContainText('works');
  await page.getByRole('checkbox', { name: /^Key Manager node/ }).check();
  await expect(of('Issuing tokens')).toContainText('stops');
  await expect(of('API calls')).toContainText('degraded');
  await expect(of('API calls')).toContainText('Signed tokens (JWT)');
  await expect(page.getByRole('checkbox', { name: /^Key Manager node/ })).toBeFocused();
  await page.getByRole('button', { name: 'Everything on again' }).click();
  await expect(of('Issuing tokens')).toContainText('works');
  // What stands alone is said, and tried with one press.
  await page.getByRole('button', { name: 'Switch off Gateway', exact: true }).click();
  await expect(of('API calls')).toContainText('stops');
  await expect(page.getByRole('tab', { name: 'What if' })).toContainText('1 off');
  // Nothing of it is in the design.
  await expect(desk.button('Undo')).toBeDisabled();
});

test('a panel that is left before its picture comes leaves nothing behind', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.tab('Files');
  await expect(page.getByRole('group', { name: /deployment\.toml$/ })).toBeVisible();
  // From tab to tab within one picture, again and again; the browser complains about what looks for a panel that is gone.
  await page.evaluate(async () => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')].filter((tab) => /^(Files|What if)/.test(tab.textContent?.trim() ?? ''));
    if (tabs.length !== 2) throw new Error(`${tabs.length} tabs`);
    for (let turn = 0; turn < 40; turn += 1) {
      for (const tab of tabs) {
        tab.click();
        await new Promise((done) => setTimeout(done));
      }
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await desk.tab('Findings');
  await expect(desk.findings.first()).toBeVisible();
});
