import { test as base, expect } from '@playwright/test';

/** Every test fails on what the browser complains about. */
export const test = base.extend<{ quiet: void }>({
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // A refusal is an answer, and a test that takes the server away gets none; what the page makes of it is what
        // the test looks at.
        const refused = /status of (409|422)|ERR_CONNECTION_REFUSED/.test(message.text());
        // A design that is not there is an answer too.
        const missing = /status of 404/.test(message.text()) && message.location().url.endsWith('/designs/open');
        if (message.type() === 'error' && !refused && !missing) complaints.push(message.text());
      });
      await use();
      expect(complaints, 'the browser complained').toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
