// What was shared: read by those who may open records, and accounted for to the person who asks.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, assertNothingOf, handOver, heading, pattern, reads, row, staff } from '../lib/staff.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`a person asks who got what: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    const { page, keyboard, say, close } = rosa;
    const code = await handOver(rosa, { name: NAME, number: NUMBER });
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-sent'));
    await row(page, code, say('sent-delivered'));
    await keyboard.go('link', say('disclosures-link'));
    assert.equal(await heading(page), say('disclosures-title'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await assertNothingOf(page, [NAME, NUMBER]);
    await screen(page, `shared-${look.language}-${look.script ? 'script' : 'plain'}`);

    // Days that hold nothing, and all days again.
    await keyboard.field(`${say('period-until')} (${say('optional')})`, '');
    await keyboard.go('button', say('period-show'));
    await keyboard.go('link', say('crossed-record-full', { code }));
    assert.equal(await heading(page), say('disclosures-record-heading', { code }));
    const said = await reads(page);
    for (const words of [HARBOR_HOUSE, say('ground-agreement'), say('element-name')]) assert.ok(said.includes(words), words);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `shared-record-${look.language}-${look.script ? 'script' : 'plain'}`);

    await keyboard.go('button', say('accounting-paper'));
    assert.equal(await heading(page), say('accounting-title'));
    const paper = await page.getByRole('main').innerText();
    for (const words of [HARBOR_HOUSE, say('ground-agreement'), code]) assert.ok(paper.includes(words), words);
    await assertNothingOf(page, [NAME, NUMBER]);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `accounting-${look.language}-${look.script ? 'script' : 'plain'}`);
    await keyboard.go('link', say('back'));

    // Whoever carries it may read the other language.
    const other = look.language === 'en' ? 'es' : 'en';
    await keyboard.choose(say('accounting-paper-in'), say(`language-${other}`));
    await keyboard.go('button', say('accounting-paper'));
    assert.equal(await page.locator('html').getAttribute('lang'), other);
    await assertAccessible(page);
    await screen(page, `accounting-other-${look.language}-${look.script ? 'script' : 'plain'}`);
    await keyboard.go('link', say('back'));

    await keyboard.reach('button', say('accounting-table'));
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    assert.equal(file.suggestedFilename(), 'list.csv');
    await close();
  });

  test(`a lead writes down what a judge ordered: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'dana');
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-organization'));
    await keyboard.go('link', say('mandates-title'));
    await keyboard.go('link', say('mandate-new'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `mandate-${look.language}-${look.script ? 'script' : 'plain'}`);
    const claim = (one) => keyboard.choose(say('mandate-claim'), say(`claim-${one}`));
    await claim('subpoena');
    await keyboard.type(say('mandate-document'), 'Order 4711');
    await keyboard.choose(say('mandate-authority'), say('authority-court'));
    await keyboard.type(say('mandate-recipient'), 'Circuit Court');
    await keyboard.day(say('mandate-disclosed-on'), '2026-10-15');
    await keyboard.tick(say('element-attendance'));
    await keyboard.type(say('mandate-note'), 'Two days.');
    await keyboard.choose(say('mandate-told'), say('mandate-told-yes'));
    await keyboard.choose(say('mandate-told-how'), say('told_how-in_person'));
    await keyboard.day(say('mandate-told-on'), '2026-10-14');
    await keyboard.go('button', say('mandate-save'));
    assert.ok((await page.getByRole('alert').textContent()).includes(say('mandate-subpoena')));
    await assertAccessible(page);
    await claim('court_order');
    await keyboard.go('button', say('mandate-save'));
    assert.match(await heading(page), pattern(say, 'mandate-heading', {}, 'date'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `mandated-${look.language}-${look.script ? 'script' : 'plain'}`);
    await close();
  });
}
