import { AxeBuilder } from '@axe-core/playwright';
import { DesignPage } from '../pages/DesignPage.ts';
import { Console, comeIn, first, invite, person } from '../pages/team.ts';
import { expect, test } from '../pages/test.ts';

test('a design is talked about, and a version of it approved byte by byte', async ({ browser }) => {
  test.setTimeout(180_000);
  const console_ = await Console.start('accounts');
  try {
    const ada = await first(browser, console_);
    await ada.getByRole('button', { name: /^One of each/ }).click();
    const desk = new DesignPage(ada);
    await desk.saved();
    const address = ada.url();
    await ada.goto(console_.base);
    const bob = await person(browser);
    await bob.goto(await invite(ada, 'bob@example.com', 'Commenter'));
    await comeIn(bob, 'Bob');

    // About a node: Bob is called, and finds the way.
    await ada.goto(address);
    await desk.node('Gateway').click();
    await ada.getByRole('tab', { name: 'Comments' }).click();
    await expect(ada.getByText('About: Gateway')).toBeVisible();
    await ada.getByLabel('What is to be said').fill('@bob, are two enough?');
    await ada.getByRole('button', { name: 'Begin a thread' }).click();
    await expect(ada.getByRole('heading', { name: 'Gateway', level: 3 })).toBeVisible();

    // About a finding, and about a line of a file.
    await desk.tab('Findings');
    await ada.getByRole('button', { name: /^Comment on: / }).first().click();
    await expect(ada.getByText(/^About: .* · [a-z-]+$/)).toBeVisible();
    await ada.getByLabel('What is to be said').fill('We accept this for the pilot.');
    await ada.getByRole('button', { name: 'Begin a thread' }).click();
    await desk.tab('Files');
    await ada.getByRole('button', { name: /hostname = / }).first().click();
    await ada.getByRole('button', { name: 'Comment on this line' }).click();
    await expect(ada.getByText(/^About: .*deployment\.toml: hostname = /)).toBeVisible();
    await ada.getByLabel('What is to be said').fill('Is this the final name?');
    await ada.getByRole('button', { name: 'Begin a thread' }).click();
    await expect(ada.getByRole('group', { name: 'Comments' }).getByRole('listitem')).toHaveCount(3);
    await ada.getByRole('button', { name: 'Show it', exact: true }).click();
    await expect(ada.locator(".code__line[data-chosen='true']")).toContainText('hostname = ');
    expect((await new AxeBuilder({ page: ada }).exclude('.canvas').analyze()).violations).toEqual([]);

    // A request to look at a version waits for him as well.
    await ada.getByRole('tab', { name: 'Versions' }).click();
    await ada.getByLabel('Name of the version').fill('For the board');
    await ada.getByRole('button', { name: 'Make a version' }).click();
    await ada.getByRole('button', { name: /^For the board/ }).click();
    await ada.getByRole('button', { name: 'Ask for a review' }).click();
    await ada.getByLabel('Bob').check();
    await ada.getByLabel('What is to be looked at').fill('Ports and names.');
    await ada.getByRole('button', { name: 'Ask them' }).click();
    await expect(ada.getByText(/^Ada asked Bob,/)).toBeVisible();

    await bob.goto(console_.base);
    const waits = bob.getByRole('group', { name: 'For you' });
    await expect(waits.getByRole('listitem')).toHaveCount(2);
    await expect(waits).toContainText('Ada asks you to review version 1');
    await expect(waits).toContainText('@bob, are two enough?');
    expect((await new AxeBuilder({ page: bob }).analyze()).violations).toEqual([]);
    await waits.getByRole('listitem').filter({ hasText: 'called you' }).getByRole('link').click();
    await bob.getByRole('button', { name: /^Gateway.*are two enough/ }).click();
    await bob.getByLabel('Your answer').fill('For the pilot, yes.');
    await bob.getByRole('button', { name: 'Answer', exact: true }).click();
    await expect(bob.getByRole('group', { name: 'Thread' })).toContainText('For the pilot, yes.');
    await bob.getByRole('button', { name: 'Settle it' }).click();
    await expect(bob.getByText('Settled by Bob.')).toBeVisible();

    // Nothing leaves that nobody agreed to.
    await ada.goto(console_.base);
    await ada.getByRole('link', { name: /^Account of/ }).click();
    await ada.getByRole('link', { name: 'Main' }).click();
    await ada.getByLabel('Export approved versions alone').check();
    await expect(ada.getByText('Only approved versions are exported from now on')).toBeVisible();
    const taken = async () => (await ada.request.get(`${address}/download?force=true`)).status();
    expect(await taken()).toBe(409);
    await bob.getByRole('tab', { name: 'Versions' }).click();
    await bob.getByRole('button', { name: /^For the board/ }).click();
    await bob.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(bob.getByText(/^Bob approved it,/)).toBeVisible();
    expect(await taken()).toBe(200);

    // One byte more, and nobody has agreed to it.
    await ada.goto(address);
    await desk.node('Gateway').click();
    await desk.inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Gateways');
    await ada.keyboard.press('Enter');
    await desk.saved();
    expect(await taken()).toBe(409);
  } finally {
    console_.stop();
  }
});
