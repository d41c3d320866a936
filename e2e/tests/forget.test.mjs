// Forgetting: a part goes and the record says when; a hold stops the rest and says who put it; the partner is asked and
// answers; the person asks for everything, and a page proves that it is gone without saying what it was.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, LAKESIDE, assertNothingOf, handOver, heading, pattern, reads, row, staff } from '../lib/staff.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';
const DOCUMENT = '2026-CV-01147';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// One language with script and the other without: each page here is seen in all four by `pages`.
const both = looks({ size: ['phone'], scheme: ['light'] }).filter((look) => look.script === (look.language === 'en'));

for (const look of both) {
  test(`a person is forgotten, and it is proven: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    const own = await handOver(rosa, { name: NAME, number: NUMBER });
    const june = await staff(browser, look, server, 'june');
    const { say } = june;
    await june.page.goto('/inbox');
    await june.keyboard.within(await row(june.page, say('inbox-waiting'))).go('link', /./);
    await june.keyboard.go('button', pattern(say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));
    const record = new URL(june.page.url()).pathname.split('/').slice(0, 3).join('/');

    // The number is not safe to keep.
    await june.page.goto(record);
    await june.keyboard.go('link', say('forget-part-link'));
    await june.keyboard.choose(say('forget-part-which'), new RegExp(`^${say('part-numbers')}`));
    await june.keyboard.choose(say('forget-part-why'), say('forget_why-not_safe'));
    await assertAccessible(june.page);
    await june.keyboard.go('button', say('forget-part-button'));
    assert.ok((await reads(june.page)).includes(say('contact-number-gone', { at: '\u0000' }).split('\u0000')[0]));
    await assertNothingOf(june.page, [NUMBER]);
    await assertAccessible(june.page);

    // A lead puts a hold; the advocate reads who, and is offered nothing that would fail.
    const maya = await staff(browser, look, server, 'maya');
    await maya.page.goto(record);
    await maya.keyboard.go('link', say('hold-link'));
    await maya.keyboard.type(say('hold-document'), DOCUMENT);
    await maya.keyboard.go('button', say('hold-button'));
    for (const path of ['forget', 'forget-part']) {
      await june.page.goto(`${record}/${path}`);
      const said = await reads(june.page);
      assert.ok(said.includes(say('hold-stands-line', { name: 'Maya', at: '' }).split('Maya')[0] + 'Maya'), said);
      assert.equal(await june.page.getByRole('main').locator('form').count(), 0, 'no form that would fail');
      await assertNothingOf(june.page, [DOCUMENT, NAME]);
      await assertAccessible(june.page);
    }
    await maya.page.goto(`${record}/hold`);
    await maya.keyboard.go('button', say('hold-lift-button'));
    await maya.close();

    // The sender asks that the copy be forgotten, and is answered.
    await rosa.page.goto('/sent');
    await rosa.keyboard.within(await row(rosa.page, own)).go('link', /./);
    const sent = new URL(rosa.page.url()).pathname;
    await rosa.keyboard.go('link', say('ask-link', { org: HARBOR_HOUSE }));
    await rosa.keyboard.go('button', say('ask-button'));
    await until(june.page, record, say('asked-line', { org: LAKESIDE }));
    await june.keyboard.go('link', say('asked-decide'));
    await june.keyboard.choose(say('asked-which'), say('purge_decision-forget'));
    await june.keyboard.go('button', say('asked-button'));
    await june.page.goto(`${record}/asked`);
    assert.equal(await june.page.getByRole('main').locator('form').count(), 0, 'it is answered');
    await assertAccessible(june.page);
    await assertNoSidewaysScroll(june.page);
    await screen(june.page, `forget-answered-${look.language}`);
    await june.close();
    const answer = say('ask-answered', { org: HARBOR_HOUSE, answer: say('purge_answer-not_held') });
    await until(rosa.page, sent, answer);

    // She asks the clinic, too, to forget everything.
    await rosa.keyboard.go('link', say('forget-all-link'));
    const code = (await reads(rosa.page)).match(/[0-9A-F]{4}-[0-9A-F]{4}/)[0];
    await rosa.keyboard.type(say('forget-all-code', { code }), '0000-0000');
    await rosa.keyboard.go('button', say('forget-all-button'));
    assert.ok((await reads(rosa.page)).includes(say('forget-code-wrong')));
    await assertAccessible(rosa.page);
    await rosa.keyboard.type(say('forget-all-code', { code }), code);
    await rosa.keyboard.go('button', say('forget-all-button'));
    assert.equal(await heading(rosa.page), say('gone-heading', { code }));
    const proof = await reads(rosa.page);
    assert.ok(proof.includes(say('gone-record')) && proof.includes(say('purge_rule-request')));
    assert.ok(!proof.includes(say('gone-not')));
    await assertNothingOf(rosa.page, [NAME, NUMBER]);
    await assertAccessible(rosa.page);
    await assertNoSidewaysScroll(rosa.page);
    await screen(rosa.page, `forget-proof-${look.language}`);
    await rosa.page.goto(`${sent}/forget`);
    assert.equal(await rosa.page.getByRole('main').locator('form').count(), 0, 'it is done');
    await rosa.close();
  });
}

// What is told arrives by the transport's own work, so the page is read anew until it does.
async function until(page, path, text) {
  const end = Date.now() + 10_000;
  for (await page.goto(path); !(await reads(page)).includes(text); await page.reload()) {
    assert.ok(Date.now() < end, `“${text}” never stood in ${path}`);
  }
}
