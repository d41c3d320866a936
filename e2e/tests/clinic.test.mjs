// A nurse writes the note of a visit and hands a patient to an advocate, by keyboard alone on a phone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, assertNothingOf, heading, reads, review, row, send, staff } from '../lib/staff.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';

let server, browser;
before(async () => ([server, browser] = await raise([demo(), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`a patient is handed over, from the note to the Sent list: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'rosa');
    await keyboard.go('link', say('nav-note'));
    await keyboard.choose(say('note-alone'), say('alone-yes'));
    await keyboard.tick(say('note-limits'));
    await keyboard.choose(say('note-next'), say('next-support_now'));
    await keyboard.choose(say('note-handoff'), say('handoff-advocate_reaches_out'));
    await keyboard.type(say('note-name'), NAME);
    await keyboard.choose(say('note-way'), say('way-call'));
    await keyboard.type(say('note-number'), NUMBER);
    await keyboard.tick(say('time-mornings'));

    // What goes out is read before it goes, on a page of its own where there is no script.
    assert.equal(await review({ page, keyboard, say }), !look.script);
    const strip = page.getByRole('region', { name: say('note-sees', { org: HARBOR_HOUSE }) });
    const words = await strip.textContent();
    for (const part of [NAME, NUMBER, say('way-call'), say('time-mornings'), say('handoff-advocate_reaches_out')]) {
      assert.ok(words.includes(part), `the review says ${part}: ${words}`);
    }
    await assertAccessible(page);
    await keyboard.tick(say('note-agreed'));
    await send({ page, keyboard, say });

    assert.equal(await heading(page), say('saved-sent'));
    assert.ok((await reads(page)).includes(say('saved-chart-text')));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `saved-${look.language}-${look.script ? 'script' : 'plain'}`);
    const code = await page.getByRole('term').filter({ hasText: say('saved-code') }).locator('+ dd').textContent();

    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-sent'));
    await row(page, code, say('sent-delivered'));
    await assertNothingOf(page, [NAME, NUMBER]);
    await close();
  });

  test(`a card is given in three inputs: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'rosa');
    await keyboard.go('link', say('nav-note'));
    await keyboard.choose(say('note-alone'), say('alone-yes'));
    await keyboard.choose(say('note-next'), say('next-card_only'));
    await keyboard.go('button', say('note-save'));
    assert.equal(await heading(page), say('saved-note'));
    assert.ok((await reads(page)).includes(say('saved-nothing-more')));
    await close();
  });

  test(`support is not offered while somebody else is in the room: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'rosa');
    await keyboard.go('link', say('nav-note'));
    await keyboard.choose(say('note-alone'), say('alone-no'));
    await keyboard.choose(say('note-next'), say('next-support_now'));
    assert.equal(await page.getByRole('group', { name: say('note-handoff') }).isVisible(), false);
    const sends = page.getByRole('button', { name: say('note-send', { org: HARBOR_HOUSE }) });
    assert.equal(await sends.isVisible(), false);
    await keyboard.go('button', say('note-save'));
    assert.equal(await heading(page), say('note-title'));
    assert.ok((await page.getByRole('alert').textContent()).includes(say('note-not-alone')));
    await assertAccessible(page);
    await close();
  });
}
