// Whoever sent a person changes how they are reached, and sends that to the partner by one press: there the old number is
// shown no more.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, assertNothingOf, handOver, reads, row, staff } from '../lib/staff.mjs';

const OLD = '(312) 555-0166';
const NEW = '(312) 555-0188';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// English in the dark, Spanish in the light; both without script.
const two = looks({ size: ['phone'] }).filter(
  (look) => !look.script && (look.language === 'en') === (look.scheme === 'dark'),
);

for (const look of two) {
  test(`a changed plan goes to the partner by one press: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    const { page, keyboard, say } = rosa;
    const code = await handOver(rosa, { name: 'Quetzalina', number: OLD });
    await page.goto('/sent');
    await keyboard.within(await row(page, code, say('sent-delivered'))).go('link', /./);
    const record = new URL(page.url()).pathname;
    assert.ok(!(await reads(page)).includes(say('contact-can-go-how')), 'nothing has changed');
    await keyboard.go('link', say('contact-change-plan'));
    await keyboard.type(`${say('details-number')} (${say('optional')})`, NEW);
    await keyboard.go('button', say('contact-save'));
    assert.ok((await reads(page)).includes(say('contact-saved-plan-here')));
    assert.ok((await reads(page)).includes(say('contact-can-go', { org: HARBOR_HOUSE })));
    await assertNothingOf(page, [OLD, NEW]);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `plan-can-go-${look.language}-${look.scheme}`);
    await keyboard.go('button', say('contact-send-plan', { org: HARBOR_HOUSE }));
    assert.ok((await reads(page)).includes(say('contact-plan-sent')));
    assert.equal(await page.getByRole('button', { name: say('contact-send-plan', { org: HARBOR_HOUSE }) }).count(), 0);
    assert.equal(new URL(page.url()).pathname, record);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `plan-sent-${look.language}-${look.scheme}`);
    await rosa.close();

    const june = await staff(browser, look, server, 'june');
    await june.page.goto('/inbox');
    await june.keyboard.within(await row(june.page, code)).go('link', /./);
    const there = new URL(june.page.url()).pathname;
    const changed = `${say('event-contact_changed')}: ${say('plan_part-number')}`;
    for (const until = Date.now() + 10_000; !(await reads(june.page)).includes(changed); await june.page.goto(there)) {
      assert.ok(Date.now() < until, 'the changed plan never arrived');
    }
    await june.keyboard.go('button', say('show-number'));
    assert.ok((await reads(june.page)).includes(NEW));
    await assertNothingOf(june.page, [OLD]);
    await assertAccessible(june.page);
    await june.close();
  });
}
