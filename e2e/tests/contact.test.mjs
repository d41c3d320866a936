// A person says how they can be reached, and every page keeps to it: the plan put down anew, a code word shown, an
// attempt that closes it, and the words that say why it is closed and what to do instead.

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
const CODE_WORD = 'blue kite';
const AUNT = 'her aunt Xochitl';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`an advocate keeps to the plan of a person: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    await handOver(rosa, { name: NAME, number: NUMBER });
    await rosa.close();

    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    const optional = (key) => `${say(key)} (${say('optional')})`;
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-inbox'));
    await keyboard.within(await row(page, say('inbox-waiting'))).go('link', /./);
    await keyboard.go('button', pattern(say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));
    const record = new URL(page.url()).pathname;

    // The person says more than the clinic asked.
    await page.goto(`${record}/plan`);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `plan-${look.language}-${look.script ? 'script' : 'plain'}`);
    await keyboard.pick(say('contact-from'), say('when-pm', { time: '1:00' }));
    await keyboard.pick(say('contact-until'), say('when-am', { time: '9:00' }));
    await keyboard.type(optional('contact-code-word'), CODE_WORD);
    await keyboard.type(optional('details-who-may-answer'), AUNT);
    await keyboard.type(optional('details-number'), 'abc');
    await keyboard.go('button', say('contact-save'));
    assert.ok((await reads(page)).includes(say('contact-until-later')));
    assert.equal(await page.locator('#number').inputValue(), 'abc', 'nothing typed is lost');
    assert.ok((await page.content()).includes(CODE_WORD), 'nothing typed is lost');
    await assertNothingOf(page, [NUMBER]);
    await assertAccessible(page);
    await keyboard.pick(say('contact-from'), say('contact-any-hour'));
    await keyboard.pick(say('contact-until'), say('contact-any-hour'));
    await keyboard.choose(say('contact-recheck'), say('recheck-week'));
    await keyboard.go('button', say('contact-save'));
    assert.ok((await reads(page)).includes(say('number-not-a-number')), 'letters cannot be dialed');
    await assertAccessible(page);
    await keyboard.type(optional('details-number'), '');
    await keyboard.go('button', say('contact-save'));
    assert.ok((await reads(page)).includes(say('contact-saved-plan')));
    assert.ok((await reads(page)).includes(`${say('event-contact_changed')}: ${say('plan_part-code_word')}`), 'a trace of it');
    assert.ok((await reads(page)).includes(say('recheck-week')));
    await assertNothingOf(page, [NUMBER, CODE_WORD, AUNT]);

    await keyboard.go('button', say('contact-show', { what: say('masked-code_word') }));
    assert.ok((await reads(page)).includes(CODE_WORD));
    await assertNothingOf(page, [NUMBER, AUNT]);
    await assertAccessible(page);

    // A page that was opened before somebody else answered.
    const older = await page.context().newPage();
    await older.goto(`${record}/plan`);
    await page.goto(record);
    await keyboard.go('button', say('attempt-someone_else'));
    assert.ok((await reads(page)).includes(say('contact-saved-someone-else')));
    assert.ok((await reads(page)).includes(say('not_safe-someone_else')));
    assert.ok((await reads(page)).includes(say('contact-wait-and-ask')));
    assert.equal(await page.getByRole('button', { name: say('show-number') }).count(), 0);
    assert.equal(await page.getByRole('button', { name: say('attempt-reached') }).count(), 0);
    await assertNothingOf(page, [NUMBER, AUNT]);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `closed-${look.language}-${look.script ? 'script' : 'plain'}`);

    await older.getByLabel(optional('contact-code-word')).fill('a later word');
    await older.getByRole('button', { name: say('contact-save') }).press('Enter');
    await older.getByText(say('plan-changed-since')).first().waitFor();
    for (const text of [say('plan-now'), say('not_safe-someone_else')]) assert.ok((await reads(older)).includes(text), text);
    assert.equal(await older.getByLabel(optional('contact-code-word')).inputValue(), 'a later word', 'nothing typed is lost');
    await assertNothingOf(older, [NUMBER, AUNT]);
    await assertAccessible(older);
    await assertNoSidewaysScroll(older);
    await screen(older, `older-${look.language}-${look.script ? 'script' : 'plain'}`);
    await older.close();

    // They call, and say what is right today.
    await page.goto(`${record}/plan`);
    await keyboard.go('button', say('contact-save'));
    await keyboard.go('button', say('show-number'));
    assert.ok((await reads(page)).includes(NUMBER));
    await page.goto(record);
    await keyboard.go('button', say('attempt-not_safe'));
    assert.ok((await reads(page)).includes(say('contact-saved-not-safe')));
    await assertNothingOf(page, [NUMBER, AUNT]);
    await close();
  });
}
