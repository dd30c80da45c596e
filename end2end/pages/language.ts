import type { Page } from '@playwright/test';

/** What a person sees or hears of an element, besides its text. */
const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription'];

/** Puts every message of the language between brackets, so that what is none shows. */
export async function bracketed(page: Page) {
  await page.route('**/client-*/de.txt', async (route) => {
    const answer = await route.fetch();
    const texts = (await answer.text()).split('\0');
    const marked = texts.map((text, at) => (at % 2 ? `⟦${texts[at - 1]}⟧` : text));
    if (texts.at(-1) === '') marked[marked.length - 1] = '';
    await route.fulfill({ response: answer, body: marked.join('\0') });
  });
}

/** What stands on the page outside of brackets, without what a person wrote: names, addresses, files. */
export async function unsaid(page: Page, written: RegExp[]) {
  const texts: string[] = await page.evaluate((spoken) => {
    const found: string[] = [];
    const kept = 'script, style, noscript, code, kbd, pre, svg title, option[lang], .files__folder, .files__file, .files__code, .design-row__name';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement && !node.parentElement.closest(kept)) found.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest(kept)) continue;
      for (const name of spoken) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  }, SPOKEN);
  const bare = new Set<string>();
  for (const text of texts) {
    let rest = text;
    for (let before = ''; before !== rest; ) {
      before = rest;
      rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
    }
    for (const own of written) rest = rest.replace(own, ' ');
    if (/\p{L}{2,}/u.test(rest)) bare.add(rest.trim());
  }
  return [...bare];
}
