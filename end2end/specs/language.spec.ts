import { AxeBuilder } from '@axe-core/playwright';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { bracketed, unsaid } from '../pages/language.ts';
import { expect, test } from '../pages/test.ts';

/** What is written by people or for machines, in every language the same. */
const WRITTEN = [
  /WSO2|API[- ]M(anager)?/g,
  // Nodes of the guide's sample, called as their roles are in English.
  /\b(Gateway|Key Manager|Publisher|Traffic Manager|Developer Portal)\b/g,
  // Ids of rules, and of what is drawn.
  /\b[a-z]+(-[a-z\d]+)+\b/g,
  /The guide's sample|guide-sample[\w-]*|Default/g,
  /[\w.-]+\.(example|com|toml|md|sh|bat|env|json|sql|svg|csv|service|conf|yaml|xml|jks|txt)\b/g,
  /zip|tar\.gz|Deutsch|English|Linux|Windows|SVG|PNG|PDF|Mermaid|draw\.io|MySQL|PostgreSQL|Oracle|SQL Server|DB2|TOML|HTTPS?|TLS|AMQP|JDBC|TCP/g,
];

test('the console is read in the language that was chosen, from then on', async ({ page }) => {
  await new DesignsPage(page).open();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Language').selectOption('Deutsch');
  await expect(page.getByRole('heading', { name: 'Entwürfe', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Entwürfe', exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.getByLabel('Sprache').selectOption('English');
  await expect(page.getByRole('heading', { name: 'Designs', exact: true })).toBeVisible();
});

test.describe('where the browser speaks German', () => {
  test.use({ locale: 'de-AT' });

  test('what the rules find in worker and on the server is read in German', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Leere Zeichnung' }).click();
    await expect(page.locator('.canvas')).toBeVisible();
    await page.locator('.palette__item', { hasText: 'Gateway' }).press('Enter');
    await page.getByRole('tab', { name: 'Befunde' }).click();
    const findings = page.getByRole('group', { name: 'Befunde', exact: true }).getByRole('listitem');
    await expect(findings.filter({ hasText: 'Key Manager' }).first()).toBeVisible();
    await expect(page.getByText(/Gateway 1 fehlt ein Key Manager/).first()).toBeVisible();
    // Words of buttons are longer than in English, and leave room for what was found.
    await page.getByRole('button', { name: 'Exportieren' }).click();
    const found = page.getByRole('dialog').locator('.finding__text').first();
    await expect(found).toBeVisible();
    expect((await found.boundingBox())!.width).toBeGreaterThan(150);
  });

  test('a language that does not arrive, or not in time, leaves the console in English', async ({ page }) => {
    await page.route('**/client-*/de.txt', (route) => route.abort('connectionrefused'));
    const designs = await new DesignsPage(page).open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.unroute('**/client-*/de.txt');
    await page.route('**/client-*/de.txt', () => {});
    await designs.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });

  test('no word on the screen is outside of the catalogue', async ({ page }) => {
    test.setTimeout(120_000);
    await bracketed(page);
    const bare = async (where: string) => expect.soft(await unsaid(page, WRITTEN), where).toEqual([]);
    await page.goto('/');
    await expect(page.locator('.gallery img, .gallery svg').first()).toBeAttached();
    await bare('the list of designs');
    await page.evaluate(() => document.querySelector('h1')!.append('not in it'));
    expect(await unsaid(page, WRITTEN), 'a word that is').toEqual(['not in it']);
    await page.locator('.gallery').getByRole('button', { name: /The guide's sample/ }).click();
    await expect(page.locator('.canvas')).toBeVisible();
    await bare('the desk');
    for (const name of ['Findings', 'Files', 'What if', 'Views']) {
      await page.getByRole('tab', { name }).click();
      if (name === 'Files') await expect(page.locator('.files__file').first()).toBeVisible();
      await bare(name);
    }
    await page.locator('.canvas').focus();
    await page.keyboard.press('ControlOrMeta+a');
    await bare('several selected');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowRight');
    await bare('one node');
    await page.keyboard.press('ControlOrMeta+k');
    await bare('the commands');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+?');
    await bare('the shortcuts');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+Shift+o');
    await bare('the outline');
    await page.keyboard.press('ControlOrMeta+Shift+e');
    await expect(page.getByRole('dialog')).toBeVisible();
    await bare('exporting');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save a picture' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await bare('saving a picture');
    await page.keyboard.press('Escape');
    await page.locator('.canvas').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await bare('the menu of a node');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Insert');
    await bare('adding a node');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Delete');
    await bare('what was deleted');
    await page.keyboard.press('ControlOrMeta+Alt+p');
    await expect(page.getByRole('group', { name: 'Presentation' })).toBeVisible();
    await bare('presenting');
  });
});
