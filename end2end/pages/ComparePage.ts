import { expect, type Page } from '@playwright/test';

/** Versions of a design, and what lies over its drawing while it is compared with one. */
export class ComparePage {
  constructor(readonly page: Page) {}

  async open() {
    await this.page.getByRole('tab', { name: 'Versions' }).click();
    return this;
  }

  /** The drawing has all of the height again. */
  async close() {
    await this.page.getByRole('button', { name: 'Open or close the drawer' }).click();
  }

  /** Gives what is saved a name. */
  async make(name: string) {
    await this.page.getByRole('button', { name: 'New version' }).click();
    await this.page.getByLabel('Name of the version').fill(name);
    await this.page.getByRole('button', { name: 'Make a version' }).click();
    await expect(this.page.getByText(new RegExp(`^${name} is version \\d+$`))).toBeVisible();
  }

  async choose(name: string) {
    await this.page.getByRole('group', { name: 'Versions' }).getByRole('button', { name: new RegExp(name) }).click();
  }

  get onCanvas() {
    return this.page.getByRole('button', { name: 'Show it on the canvas' });
  }

  get sideBySide() {
    return this.page.getByRole('button', { name: 'Side by side' });
  }

  /** What is said over the drawing. */
  get bar() {
    return this.page.getByRole('group', { name: 'Comparison' });
  }

  /** What is said to those who listen. */
  get said() {
    return this.page.getByRole('region', { name: 'Drawing' }).getByRole('status').first();
  }

  marks(kind: 'added' | 'removed' | 'changed') {
    return this.page.locator(`.compared svg .compared--${kind}`);
  }

  get current() {
    return this.page.locator('.compared svg [data-current="true"]');
  }

  step(which: 'Next' | 'Previous') {
    return this.bar.getByRole('button', { name: `${which} change` });
  }
}
