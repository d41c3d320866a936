// Somebody who left themselves signed in at another desk ends it from here, by keyboard alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { launch, looks, spell } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { heading, staff } from '../lib/staff.mjs';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`all other sessions of a member end at once: ${spell(look)}`, async () => {
    const there = await staff(browser, look, server, 'rosa');
    const { page, keyboard, say, close } = await staff(browser, look, server, 'rosa');
    await page.goto('/sessions');
    await assertAccessible(page);
    await keyboard.go('button', say('sessions-end-others'));
    assert.equal(await page.getByRole('main').getByText(say('sessions-this')).count(), 1);
    assert.equal(await page.getByRole('button', { name: say('sessions-end-others') }).count(), 0);

    // The page that stays is their own; at the other desk the next step asks who is there.
    await page.goto('/sent');
    assert.equal(await heading(page), say('sent-title'));
    await there.page.goto('/sent');
    assert.equal(await heading(there.page), say('sign-in-title'));
    await there.close();
    await close();
  });
}
