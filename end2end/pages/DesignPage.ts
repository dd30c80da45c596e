import { expect, type Locator, type Page } from '@playwright/test';

/** A design on the desk. */
export class DesignPage {
  constructor(readonly page: Page) {}

  async ready() {
    await expect(this.canvas).toBeVisible();
    return this;
  }

  get canvas() {
    return this.page.getByRole('application', { name: 'Canvas' });
  }

  get findings() {
    return this.page.getByRole('group', { name: 'Findings', exact: true }).getByRole('listitem');
  }

  get inspector() {
    return this.page.getByRole('complementary', { name: 'Inspector' });
  }

  node(name: string) {
    return this.page.getByRole('option', { name: new RegExp(`^${name},`) });
  }

  nodes() {
    return this.page.getByRole('listbox', { name: 'Nodes' }).getByRole('option');
  }

  palette(role: string) {
    return this.page.getByRole('complementary', { name: 'Palette' }).getByRole('button', { name: role, exact: true });
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name });
  }

  async tab(name: 'Findings' | 'Files' | 'What if' | 'Views') {
    await this.page.getByRole('tab', { name }).click();
  }

  async saved() {
    await expect(this.page.getByText('Saved', { exact: true })).toBeVisible();
  }

  /** Where an element is, in the middle. */
  async middle(of: Locator) {
    const box = await of.boundingBox();
    if (!box) throw new Error('the element is not on the screen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Where links are drawn from: the middle of a card's right side. From afar it is no element of its own. */
  async handle(name: string) {
    const box = await this.node(name).boundingBox();
    if (!box) throw new Error('the card is not on the screen');
    return { x: box.x + box.width, y: box.y + box.height / 2 };
  }

  /** Presses, moves in steps as a hand does, and lets go. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }) {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }

  /** Drags a role from the palette to a place of the canvas, given in parts of its size. */
  async place(role: string, x: number, y: number) {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('no canvas');
    const from = await this.middle(this.palette(role));
    await this.drag(from, { x: box.x + box.width * x, y: box.y + box.height * y });
  }

  /** Draws a link from a node's handle to another node; answers the question what it means. */
  async wire(from: string, to: string, meaning?: RegExp) {
    await this.node(from).hover();
    await this.drag(await this.handle(from), await this.middle(this.node(to)));
    if (meaning) await this.page.getByRole('dialog', { name: 'What does this link mean?' }).getByRole('button', { name: meaning }).click();
  }
}
