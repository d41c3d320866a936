// An advocate takes what came in, reaches the person and ends it; the sender learns only that it was delivered.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { LAKESIDE, assertNothingOf, handOver, pattern, reads, row, staff } from '../lib/staff.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`an advocate accepts, calls and connects, and the sender sees none of it: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    const code = await handOver(rosa, { name: NAME, number: NUMBER });

    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-inbox'));
    const arrived = await row(page, say('inbox-waiting'));
    await assertNothingOf(page, [NAME, NUMBER]);
    await keyboard.within(arrived).go('link', /./);
    const referral = page.url();
    assert.ok((await reads(page)).includes(NAME));
    await assertNothingOf(page, [NUMBER]);
    await keyboard.go('button', pattern(say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));

    await assertNothingOf(page, [NUMBER]);
    await keyboard.go('button', say('show-number'));
    assert.ok((await reads(page)).includes(NUMBER));
    assert.ok((await reads(page)).includes(say('referral-number-recorded')));
    await assertAccessible(page);
    await page.goto(referral);
    await assertNothingOf(page, [NUMBER]);

    await keyboard.go('button', say('attempt-reached'));
    await keyboard.go('button', say('referral-connected-button'));
    assert.ok((await reads(page)).includes(say('status-connected')));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `connected-${look.language}-${look.script ? 'script' : 'plain'}`);

    await keyboard.choose(say('referral-outcome'), say('outcome-service_used'));
    await keyboard.go('button', say('referral-end-button'));
    await page.goto(referral);
    assert.ok((await reads(page)).includes(say('outcome-service_used')));
    await assertNothingOf(page, [NUMBER]);
    await close();

    await rosa.keyboard.within(rosa.page.getByRole('navigation')).go('link', rosa.say('nav-sent'));
    const sent = await row(rosa.page, code, rosa.say('sent-delivered'));
    await rosa.keyboard.within(sent).go('link', /./);
    assert.ok((await reads(rosa.page)).includes(rosa.say('referral-instead-advocacy')));
    // What the page says, without what its forms ask: the sender can write down a try of their own.
    const told = await rosa.page.locator('body').evaluate((body) => {
      const said = body.cloneNode(true);
      for (const form of said.querySelectorAll('form')) form.remove();
      return said.textContent;
    });
    for (const key of ['status-accepted', 'status-connected', 'attempt-reached', 'outcome-service_used']) {
      assert.ok(!told.includes(rosa.say(key)), `the sender is not told “${rosa.say(key)}”`);
    }
    assert.ok(!told.includes('June Park'), 'the sender is not told who took it');
    await rosa.close();
  });
}
