import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

/** Each would act in a page that took it for more than a name. */
const NAMES = [
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  '</title></style><script>alert(1)</script>',
  "<b onmouseover='alert(1)'>&amp;&lt;&#60;\" style=\"x",
  '<a href=javascript:alert(1)>{{7*7}} ${7*7}</a>',
];

/** A design of which every name is one of these. */
function design() {
  const ids = NAMES.map((_, at) => at);
  return {
    format: 1,
    name: NAMES[0],
    product: { id: 'wso2am', version: '3.1.0' },
    zones: ids.map((at) => ({ id: `z${at}`, name: NAMES[at] })),
    hosts: ids.map((at) => ({ id: `h${at}`, hostname: NAMES[at], address: NAMES[at], zone: `z${at}` })),
    nodes: ids.map((at) => ({ id: `n${at}`, role: 'gateway', name: NAMES[at], host: `h${at}`, hostname: NAMES[at] })),
    layout: Object.fromEntries(ids.map((at) => [`n${at}`, { x: (at % 3) * 320, y: Math.floor(at / 3) * 260 }])),
    views: [{ id: 'view1', step: 1, name: NAMES[1], notes: NAMES.join('\n') }],
  };
}

test('whatever something is called, it is a name in every part of the page', async ({ page }) => {
  const said: string[] = [];
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await new DesignsPage(page).open();
  const file = { name: 'a.design.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(design())) };
  await page.getByLabel('Design file').setInputFiles(file);
  const desk = await new DesignPage(page).ready();
  await expect(page.getByRole('heading', { name: NAMES[0], level: 1 })).toBeVisible();
  await expect(desk.nodes()).toHaveCount(NAMES.length);
  const alien = () =>
    page.evaluate(() => {
      const acting = '[onerror], [onload], [onmouseover], iframe, object, embed, a[href^="javascript" i], img[src="x"]';
      return [...document.querySelectorAll(acting)].map((element) => element.outerHTML);
    });
  for (const tab of ['Findings', 'Files', 'Views', 'What if'] as const) {
    await desk.tab(tab);
    expect(await alien(), tab).toEqual([]);
  }
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+Shift+o');
  await expect(page.getByRole('treeitem').first()).toBeVisible();
  expect(await alien(), 'the outline').toEqual([]);
  await page.reload();
  await desk.ready();
  await expect(desk.nodes()).toHaveCount(NAMES.length);
  expect(await alien(), 'after a reload').toEqual([]);
  expect(said).toEqual([]);
});
