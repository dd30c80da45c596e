import { DesignsPage } from '../pages/DesignsPage.ts';
import { expect, test } from '../pages/test.ts';

test('a drawing is laid out the way its calls go, all of it or what is selected, and back in one step', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  await desk.saved();
  const at = async (name: string) => (await desk.node(name).boundingBox())!;
  const before = await at('Gateway 1');
  await desk.button('Lay out').click();
  await expect(page.getByText('The drawing is laid out.')).toBeAttached();
  await expect.poll(async () => (await at('Gateway 1')).x).not.toBe(before.x);
  await expect(page.locator('.canvas')).toHaveAttribute('data-settling', 'false');
  const [balancer, gateway, manager] = [await at('Gateway balancer'), await at('Gateway 1'), await at('Key Manager 1')];
  expect(balancer.x).toBeLessThan(gateway.x);
  expect(gateway.x).toBeLessThan(manager.x);
  await desk.button('Lay out').click();
  await expect(page.getByText('Everything lies where it should.')).toBeAttached();
  await desk.button('Undo').click();
  await expect(desk.button('Undo')).toBeDisabled();
  await desk.saved();
});

test('what is locked stays where it is when the rest is laid out, and of a selection nothing else moves', async ({ page }) => {
  const desk = await (await new DesignsPage(page).open()).begin('Highly available');
  await desk.saved();
  const places = async () => {
    const design = await (await page.request.get(`${page.url()}/design.json`)).json() as { nodes: { id: string; name: string }[]; layout: Record<string, { x: number; y: number }> };
    return Object.fromEntries(design.nodes.map(({ id, name }) => [name, `${design.layout[id].x} ${design.layout[id].y}`]));
  };
  const toasts = page.locator('.toast').filter({ hasText: 'The drawing is laid out.' });
  const laidOut = async () => {
    await desk.button('Lay out').click();
    await expect(toasts).toHaveCount(1);
    await toasts.getByRole('button', { name: 'Close' }).click();
    await desk.saved();
  };
  await desk.node('Gateway 1').click();
  await page.keyboard.press('ControlOrMeta+Shift+l');
  await page.keyboard.press('Escape');
  const before = await places();
  await laidOut();
  await expect.poll(async () => (await places())['Key Manager 1']).not.toBe(before['Key Manager 1']);
  expect((await places())['Gateway 1']).toBe(before['Gateway 1']);
  await desk.button('Undo').click();
  await expect.poll(places).toEqual(before);

  // Two that lie where a layout would not put them.
  for (const [at, name] of ['Publisher 1', 'Developer Portal 1'].entries()) {
    await desk.node(name).click({ modifiers: at > 0 ? ['Shift'] : [] });
  }
  await desk.canvas.focus();
  await laidOut();
  await expect.poll(places).not.toEqual(before);
  const after = await places();
  const moved = Object.keys(before).filter((name) => after[name] !== before[name]);
  expect(['Developer Portal 1', 'Publisher 1']).toEqual(expect.arrayContaining(moved));
});

test('cards glide to their places, and for who wants no motion they are there', async ({ page }) => {
  const gliding = async () => {
    const desk = await (await new DesignsPage(page).open()).begin('Highly available');
    await desk.saved();
    // Whether cards were told to glide, and for how long the sheet lets them.
    await page.evaluate(() => {
      const canvas = document.querySelector('.canvas')!;
      const seen: number[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        if (canvas.getAttribute('data-settling') !== 'true') return;
        const lasts = getComputedStyle(document.querySelector('.node')!).transitionDuration;
        seen.push(Math.max(...lasts.split(',').map(Number.parseFloat)));
      }).observe(canvas, { attributeFilter: ['data-settling'] });
    });
    await desk.button('Lay out').click();
    await expect(page.getByText('The drawing is laid out.')).toBeAttached();
    await expect(page.locator('.canvas')).toHaveAttribute('data-settling', 'false');
    return page.evaluate(() => (window as unknown as { seen: number[] }).seen);
  };
  const [lasts] = await gliding();
  expect(lasts).toBeGreaterThan(0.1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await gliding()).toEqual([0]);
});

for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
  test(`a message covers no button of the drawing at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const desk = await (await new DesignsPage(page).open()).begin('Highly available');
    await desk.button('Lay out').click();
    const toast = (await page.locator('.toast').filter({ hasText: 'The drawing is laid out.' }).boundingBox())!;
    const tools = (await page.locator('.canvas-tools').boundingBox())!;
    const apart = toast.x + toast.width <= tools.x || toast.y + toast.height <= tools.y;
    expect(apart, JSON.stringify({ toast, tools })).toBe(true);
    expect(toast.x + toast.width).toBeLessThanOrEqual(width);
  });
}
