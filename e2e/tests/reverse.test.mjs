// An advocate connects a survivor with the clinic under a release; the front desk sees a visit and never the agency.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, LAKESIDE, assertNothingOf, heading, pattern, reads, row, staff } from '../lib/staff.mjs';
import { walk } from '../lib/wizard.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';
const AGENCY = [HARBOR_HOUSE, 'Harbor', '555-0177', '555-0199'];

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`a survivor signs, the clinic is told, the front desk books a visit: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    const optional = (key) => `${say(key)} (${say('optional')})`;
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-reverse'));
    await keyboard.go('link', say('reverse-yes-button'));
    await walk({ page, keyboard, say }, { name: NAME });

    assert.equal(await heading(page), say('details-heading', { org: LAKESIDE }));
    await keyboard.choose(say('details-handoff'), say('inbox-clinic-reaches-out'));
    await keyboard.type(optional('details-name'), NAME);
    assert.ok(await page.getByRole('checkbox', { name: say('details-ask-first'), exact: true }).isChecked());
    await keyboard.choose(say('details-way'), say('way-call'));
    await keyboard.type(optional('details-number'), NUMBER);
    await keyboard.tick(say('time-any_time'));
    await assertAccessible(page);
    await keyboard.go('button', say('details-send', { org: LAKESIDE }));
    assert.match(await heading(page), pattern(say, 'referral-heading', {}, 'code'));
    const record = new URL(page.url()).pathname;

    const sam = await staff(browser, look, server, 'sam');
    await sam.keyboard.within(sam.page.getByRole('navigation')).go('link', say('nav-arrivals'));
    const visit = await row(sam.page, say('arrivals-waiting'));
    assert.ok((await visit.textContent()).includes(say('arrivals-visit')));
    await assertNothingOf(sam.page, [...AGENCY, NAME, NUMBER]);
    await sam.keyboard.within(visit).go('link', pattern(say, 'arrivals-open-full', {}, 'code'));
    const code = (await heading(sam.page)).split(' · ').at(-1);
    await assertNothingOf(sam.page, [...AGENCY, NUMBER]);
    assert.ok((await reads(sam.page)).includes(say('referral-statement-ask')));
    await assertAccessible(sam.page);
    await assertNoSidewaysScroll(sam.page);
    // Within the 400 days for which a visit can be booked.
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await sam.keyboard.moment(say('arrivals-time'), `${inAMonth}T11:40`);
    await sam.keyboard.go('button', say('arrivals-book-this'));
    await sam.page.getByText(pattern(say, 'arrivals-booked-for', {}, 'at')).waitFor();
    await assertNothingOf(sam.page, AGENCY);
    await screen(sam.page, `arrival-${look.language}-${look.script ? 'script' : 'plain'}`);

    await page.goto(record);
    await keyboard.go('link', say('referral-stop', { org: LAKESIDE }));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await keyboard.go('button', say('stop-button'));
    assert.equal(await heading(page), say('stopped-title'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await page.goto(`${record}/stop`);
    assert.equal(await page.getByRole('button', { name: say('stop-button') }).count(), 0, 'nothing is left to press');
    await close();
    const closed = sam.page.getByRole('region', { name: say('arrivals-closed-title') }).getByText(code);
    for (let tries = 0; tries < 50 && (await closed.count()) === 0; tries += 1) await sam.page.goto('/arrivals');
    assert.equal(await closed.count(), 1);
    assert.ok((await reads(sam.page)).includes(say('arrivals-gone')));
    await assertNothingOf(sam.page, [...AGENCY, NAME, NUMBER, say('stop-title')]);
    await assertAccessible(sam.page);
    await assertNoSidewaysScroll(sam.page);
    await screen(sam.page, `arrivals-closed-${look.language}-${look.script ? 'script' : 'plain'}`);
    await sam.close();
  });

  test(`a slip names the clinic and never the agency: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-reverse'));
    await keyboard.go('link', say('reverse-no-button'));
    await keyboard.choose(say('slip-language'), say(`language-${look.language}`));
    await keyboard.go('button', say('slip-button'));
    await page.emulateMedia({ media: 'print' });
    assert.equal(await heading(page), say('slip-sheet-title'));
    assert.ok((await reads(page)).includes(LAKESIDE));
    await assertNothingOf(page, AGENCY);
    await close();
  });
}

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'es') === look.script)) {
  test(`an offer that was declined is one press, and done right: ${spell(look)}`, async () => {
    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    await page.goto('/reverse');
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await keyboard.go('button', say('offer-no_thanks'));
    assert.equal(await heading(page), say('reverse-counted-title'));
    assert.ok((await reads(page)).includes(say('reverse-counted-nothing')));
    await assertAccessible(page);
    await keyboard.go('link', say('reverse-counted-back'));
    assert.equal(new URL(page.url()).pathname, '/reverse');
    await close();
  });
}
