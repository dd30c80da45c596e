import { AxeBuilder } from '@axe-core/playwright';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { bracketed, unsaid } from '../pages/language.ts';
import { expect, test } from '../pages/test.ts';

/** What is written by people or for machines, in every language the same. */
const WRITTEN = [
  /WSO2|API[- ]M(anager)?|Topology Designer|Developer Portal|Traffic Manager \d|Key Manager \d|Publisher \d|Gateway \d|Database \d/g,
  /The guide's sample|guide-sample[\w-]*|Default/g,
  /[\w.-]+\.(example|com|toml|md|sh|bat|env|json|sql|svg|csv|service|conf|yaml|xml|jks|txt)\b/g,
  /Deutsch|English|Linux|Windows|SVG|PNG|PDF|Mermaid|draw\.io|MySQL|PostgreSQL|Oracle|SQL Server|DB2|TOML|HTTPS?|TLS|AMQP|JDBC|TCP/g,
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
  });

  test('no word on the screen is outside of the catalogue', async ({ page }) => {
    test.setTimeout(120_000);
    await bracketed(page);
    const bare = async (where: string) => expect(await unsaid(page, WRITTEN), where).toEqual([]);
    await page.goto('/');
    await expect(page.locator('.gallery img, .gallery svg').first()).toBeAttached();
    await bare('the list of designs');
    await page.locator('.gallery').getByRole('button', { name: /The guide's sample/ }).click();
    await expect(page.locator('.canvas')).toBeVisible();
    await bare('the desk');
    for (const name of ['Findings', 'Files', 'What if', 'Views']) {
      await page.getByRole('tab', { name }).click();
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
  });
});
