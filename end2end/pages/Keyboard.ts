import { expect, type Locator, type Page } from '@playwright/test';

/** A person who has a keyboard and nothing else: keys are pressed, and what has the focus is read. */
export class Keyboard {
  constructor(readonly page: Page) {}

  async press(...keys: string[]) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** What has the focus, as it is called. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      return label.trim();
    });
  }

  /** Tabs on until something of this name has the focus. */
  async tabTo(name: string | RegExp) {
    const seen: string[] = [];
    for (let step = 0; step < 400; step++) {
      const focused = await this.focused();
      if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      seen.push(focused.slice(0, 30));
      await this.press('Tab');
    }
    throw new Error(`Tab did not lead to ${name}: ${seen.join(' | ')}`);
  }

  /** Overwrites the field with the focus. */
  async write(text: string) {
    await this.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Finds a command by its title and runs it. */
  async command(title: string) {
    await this.press('ControlOrMeta+k');
    await expect(this.page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
    await this.take(title);
    await expect(this.page.getByRole('combobox', { name: 'Find a command' })).toBeHidden();
  }

  /** Types into a list until what is wanted is the one that Enter takes. */
  async take(text: string) {
    await this.page.keyboard.type(text);
    const name = new RegExp(`^${text.replaceAll(/[.…*+?()]/g, '.')}`);
    const wanted = this.page.getByRole('option', { name, selected: true, includeHidden: false });
    for (let step = 0; step < 12 && !(await wanted.count()); step++) await this.press('ArrowDown');
    await expect(wanted).toHaveCount(1);
    await this.press('Enter');
  }

  /** Goes down a menu to an entry. */
  async tabToItem(menu: Locator, name: string) {
    const entry = menu.getByRole('menuitem', { name });
    for (let step = 0; step < 20 && !(await entry.evaluate((entry) => entry === document.activeElement)); step++) await this.press('ArrowDown');
    await expect(entry).toBeFocused();
  }

  get tree() {
    return this.page.getByRole('tree');
  }

  /** The row of the outline that one is at, as it is read. */
  async row() {
    const id = await this.tree.getAttribute('aria-activedescendant');
    return (await this.page.locator(`#${id} > .visually-hidden`).textContent()) ?? '';
  }

  /** Waits until one is at a row that reads like this. */
  async at(row: RegExp) {
    await expect.poll(() => this.row(), { intervals: [30] }).toMatch(row);
  }

  /** From a form or a panel back to the outline. */
  async back() {
    for (let step = 0; step < 6; step++) {
      if (await this.tree.evaluate((tree) => tree === document.activeElement)) return;
      await this.press('Shift+F6');
    }
    await expect(this.tree).toBeFocused();
  }

  /** Goes to a row of the outline by typing its name. */
  async goTo(name: string, kind = '') {
    // Letters that come after a while are another name.
    await this.press('Home');
    await this.page.waitForTimeout(850);
    await this.page.keyboard.type(name);
    await this.at(new RegExp(`^${kind}${name},`));
  }
}
