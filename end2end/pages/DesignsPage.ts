import { expect, type Page } from '@playwright/test';
import { DesignPage } from './DesignPage.ts';

/** The list of designs and the gallery. */
export class DesignsPage {
  constructor(private readonly page: Page) {}

  async open() {
    await this.page.goto('/');
    await expect(this.page.getByRole('heading', { name: 'Designs', exact: true })).toBeVisible();
    return this;
  }

  /** Begins with a pattern, or with "Empty drawing". */
  async begin(pattern: string) {
    await this.page.getByRole('region', { name: 'New design' }).getByRole('button', { name: pattern }).click();
    return new DesignPage(this.page).ready();
  }

  row(name: string) {
    return this.page.getByRole('listitem').filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  action(name: string, design: string) {
    return this.page.getByRole('button', { name: `${name} ${design}`, exact: true }).first();
  }
}
