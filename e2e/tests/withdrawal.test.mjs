// A person says their code to whoever is on duty, and sharing ends: one press, at once, also on a page that the partner has open.
// Whoever works on the record reads what was seen, by whom and when; the partner reads that it ended, and nothing of the person.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, assertNothingOf, handOver, heading, reads, row, staff } from '../lib/staff.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`the one at the desk stops by a code, and the partner’s page closes: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    const code = await handOver(rosa, { name: NAME, number: NUMBER });
    await rosa.page.goto('/sent');
    await rosa.keyboard.within(await row(rosa.page, code, rosa.say('sent-delivered'))).go('link', /./);
    const sent = new URL(rosa.page.url()).pathname;

    const june = await staff(browser, look, server, 'june');
    await june.page.goto('/inbox');
    await june.keyboard.within(await row(june.page, code)).go('link', /./);
    const came = new URL(june.page.url()).pathname;
    assert.ok((await reads(june.page)).includes(NAME), 'the advocate reads who it is');

    const sam = await staff(browser, look, server, 'sam');
    await sam.page.goto('/stop');
    await sam.keyboard.type(sam.say('stop-code-field'), code);
    await sam.keyboard.choose(sam.say('stop-said'), sam.say('said-speech'));
    await sam.keyboard.go('button', sam.say('stop-button'));
    assert.equal(await heading(sam.page), sam.say('stop-code-done-title'));
    await assertNothingOf(sam.page, [NAME, NUMBER, HARBOR_HOUSE]);
    await assertAccessible(sam.page);
    await assertNoSidewaysScroll(sam.page);
    await sam.close();

    const ended = june.say('referral-ended-title');
    for (const until = Date.now() + 10_000; !(await reads(june.page)).includes(ended); await june.page.goto(came)) {
      assert.ok(Date.now() < until, 'the partner was never told to stop');
    }
    await assertNothingOf(june.page, [NAME, NUMBER]);
    assert.equal(await june.page.getByRole('button', { name: june.say('show-number') }).count(), 0);
    await assertAccessible(june.page);
    await assertNoSidewaysScroll(june.page);
    await screen(june.page, `withdrawn-partner-${look.language}-${look.script ? 'script' : 'plain'}`);
    await june.close();

    await rosa.page.goto(sent);
    assert.equal(await rosa.page.getByRole('link', { name: rosa.say('referral-stop', { org: HARBOR_HOUSE }) }).count(), 0);
    await rosa.page.goto(`${sent}/stop`);
    assert.equal(await heading(rosa.page), rosa.say('stopped-title'));
    assert.ok((await reads(rosa.page)).includes(rosa.say('said-speech')));
    assert.equal(await rosa.page.getByRole('button', { name: rosa.say('stop-button') }).count(), 0, 'nothing is left to press');
    await assertAccessible(rosa.page);
    await assertNoSidewaysScroll(rosa.page);
    await screen(rosa.page, `withdrawn-${look.language}-${look.script ? 'script' : 'plain'}`);
    await rosa.close();
  });
}
