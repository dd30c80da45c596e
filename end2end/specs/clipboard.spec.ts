import { DesignPage } from '../pages/DesignPage.ts';
import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('nodes are copied as text into another tab, with their links, and cut and pasted back', async ({ page, context }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText(`${count} nodes copied`)).toBeAttached();

  const other = await context.newPage();
  const empty = await (await new DesignsPage(other).open()).begin('Empty drawing');
  await empty.canvas.focus();
  await other.keyboard.press('ControlOrMeta+v');
  await expect(empty.nodes()).toHaveCount(count);
  await expect(other.getByText(`${count} nodes pasted`)).toBeAttached();
  await expect(empty.node('Gateway')).toBeVisible();
  const at = await empty.middle(empty.node('Key Manager'));
  await other.mouse.click(at.x, at.y);
  await expect(empty.inspector.getByRole('button', { name: 'Gateway validates keys with this', exact: true })).toBeVisible();
  await empty.saved();
  await other.keyboard.press('ControlOrMeta+z');
  await expect(empty.nodes()).toHaveCount(0);
  await other.close();

  await desk.canvas.focus();
  await page.keyboard.press('ControlOrMeta+x');
  await expect(desk.nodes()).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(desk.nodes()).toHaveCount(count);
  await expect(desk.node('Gateway')).toBeVisible();
});

test('a text that is no design is refused with a sentence, and a field keeps its own clipboard', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  const paste = (text: string) =>
    desk.canvas.evaluate((canvas, text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      canvas.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  for (const text of ['hello', '{', '{"format":99}', `{"format":1,"name":"x","evil":true}`, '['.repeat(5_000)]) {
    await paste(text);
    await expect(page.getByRole('alert').filter({ hasText: 'What was copied is no piece of a design.' })).toBeVisible();
    await desk.canvas.focus();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await expect(desk.nodes()).toHaveCount(count);
  await desk.canvas.focus();
  await page.keyboard.press('Escape');
  const name = desk.inspector.getByRole('textbox', { name: 'Name', exact: true });
  await name.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('End');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(name).toHaveValue('One of eachOne of each');
});

test('Alt drags a copy, and Escape leaves everything as it was', async ({ page }) => {
  const desk: DesignPage = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  const at = await desk.middle(desk.node('Gateway'));
  await page.keyboard.down('Alt');
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 30, at.y + 90, { steps: 4 });
  await expect(page.locator('.copy')).toHaveCount(1);
  await page.keyboard.up('Alt');
  await desk.canvas.focus();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(desk.nodes()).toHaveCount(count);
  await page.keyboard.down('Alt');
  await desk.drag(at, { x: at.x + 30, y: at.y + 90 });
  await page.keyboard.up('Alt');
  await expect(desk.nodes()).toHaveCount(count + 1);
  expect((await desk.middle(desk.node('Gateway'))).y).toBeCloseTo(at.y, 0);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(desk.nodes()).toHaveCount(count);
});

test('Paste in the menu reads the clipboard where it may, and says what to do where not', async ({ page, context }) => {
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  const count = await desk.nodes().count();
  const paste = async () => {
    const box = (await desk.canvas.boundingBox())!;
    await page.mouse.click(box.x + 12, box.y + box.height - 12, { button: 'right' });
    await page.getByRole('menuitem', { name: /^Paste/ }).click();
  };
  const hint = page.getByRole('alert').filter({ hasText: 'does not let this page read the clipboard' });
  await page.addInitScript(() => navigator.clipboard.readText = () => Promise.reject(new Error('refused')));
  await page.reload();
  await desk.ready();
  await paste();
  await expect(hint).toContainText('Press Ctrl+V');
  // What was copied on this page is known without the clipboard.
  await desk.node('Gateway').click();
  await page.keyboard.press('ControlOrMeta+c');
  await paste();
  await expect(desk.nodes()).toHaveCount(count + 1);
  await expect(hint).toContainText('copied on this page');
});

test('Paste in the menu brings what another page copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = await (await new DesignsPage(page).open()).begin('One of each');
  await desk.node('Gateway').click();
  await page.keyboard.press('ControlOrMeta+c');
  const empty = await (await new DesignsPage(page).open()).begin('Empty drawing');
  await expect(empty.nodes()).toHaveCount(0);
  const box = (await empty.canvas.boundingBox())!;
  await page.mouse.click(box.x + 40, box.y + 40, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Paste/ }).click();
  await expect(empty.node('Gateway')).toBeVisible();
  await empty.saved();
});
