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
