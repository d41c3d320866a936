// A member has notices sent by e-mail: gives an address, types the code that comes there, chooses when, and switches it
// off again, by keyboard.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { mailServer } from '../lib/mail.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { heading, staff } from '../lib/staff.mjs';

let mail, server, browser;
before(async () => {
  mail = await mailServer();
  [server, browser] = await Promise.all([demo(['--empty', ...mail.words]), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await mail?.stop();
});

async function look(page, name) {
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await screen(page, name);
}

// Each language once, with script in one and without in the other.
for (const seen of looks({ size: ['phone'], scheme: ['light'] }).filter((one) => (one.language === 'en') === one.script)) {
  test(`notices by e-mail are switched on by a code, changed and switched off: ${spell(seen)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, seen, server, 'june');
    await page.goto('/mail');
    assert.equal(await heading(page), say('mail-title'));
    await look(page, `mail-start-${seen.language}`);

    await keyboard.type(say('mail-address'), 'june@harbor.example, maya@harbor.example');
    await keyboard.go('button', say('mail-send-code'));
    assert.equal(await page.getByRole('textbox', { name: say('mail-address') }).inputValue(), 'june@harbor.example, maya@harbor.example');
    assert.ok(await page.getByRole('alert').getByText(say('mail-address-several')).isVisible());
    await look(page, `mail-wrong-${seen.language}`);

    await keyboard.type(say('mail-address'), 'june@harbor.example');
    await keyboard.go('button', say('mail-send-code'));
    assert.equal(await heading(page), say('mail-code-title'));
    await look(page, `mail-code-${seen.language}`);
    const letter = await mail.last();
    const code = letter.match(/[0-9a-f]{4}-[0-9a-f]{4}/)[0];
    assert.doesNotMatch(letter.replaceAll('harbor.example', ''), /partner|harbor|lakeside|footbridge|http/i);

    await keyboard.type(say('mail-code'), code);
    await keyboard.go('button', say('mail-code-button'));
    assert.equal(await page.getByRole('heading', { name: say('mail-on') }).count(), 1);
    await look(page, `mail-on-${seen.language}`);

    await keyboard.go('link', say('mail-times-link'));
    await keyboard.choose(say('mail-rhythm'), say('rhythm-daily'));
    await look(page, `mail-times-${seen.language}`);
    await keyboard.go('button', say('mail-save'));
    await keyboard.go('button', say('mail-off-button'));
    assert.equal(await page.getByRole('button', { name: say('mail-send-code') }).count(), 1);
    await close();
  });
}
