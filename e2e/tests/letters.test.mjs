// Two teams write to each other on the record of a referral, each under a release of its own side.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { HARBOR_HOUSE, LAKESIDE, reads, staff } from '../lib/staff.mjs';

const LETTER = 'she comes by bus, a bit later';

const servers = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.stop()));
});

const records = (page) =>
  page.locator('main a[href^="/referrals/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));

// The first record of a list for which this holds.
async function find({ page }, list, is) {
  await page.goto(list);
  for (const href of await records(page)) {
    await page.goto(href);
    if (await is(page)) return href;
  }
  return null;
}

for (const look of looks({ size: ['phone'], scheme: ['light'], script: [false] })) {
  test(`a message is written on the record and read on the other side: ${spell(look)}`, async () => {
    const server = await demo();
    servers.push(server);
    const ines = await staff(browser, look, server, 'ines');
    const { page, keyboard, say } = ines;
    const record = await find(ines, '/sent', async (page) => (await page.locator('form[action$="/message"]').count()) > 0);
    assert.ok(record, 'somebody was sent under a release that names messages');
    const box = say('letters-write', { org: LAKESIDE });
    await keyboard.type(box, '');
    await keyboard.go('button', say('plan-message-button'));
    assert.ok((await reads(page)).includes(say('plan-message-needed')), 'nothing in it');
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await keyboard.type(say('plan-message-words'), LETTER);
    await keyboard.go('button', say('plan-message-button'));
    assert.equal(new URL(page.url()).pathname, record);
    assert.ok((await page.locator('.plan-thread').textContent()).includes(LETTER));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `letters-ours-${look.language}`);

    const rosa = await staff(browser, look, server, 'rosa');
    let there = null;
    for (let n = 0; n < 30 && !there; n += 1) {
      there = await find(rosa, '/inbox', async (page) => (await reads(page)).includes(LETTER));
    }
    assert.ok(there, 'it has arrived');
    assert.equal(await rosa.page.getByLabel(say('letters-write', { org: HARBOR_HOUSE }), { exact: true }).count(), 0);
    assert.ok(await rosa.page.getByRole('link', { name: say('letters-take-release'), exact: true }).isVisible());
    await assertAccessible(rosa.page);
    await assertNoSidewaysScroll(rosa.page);
    await screen(rosa.page, `letters-theirs-${look.language}`);

    await page.reload();
    const out = new RegExp(`^${say('letters-take-out')}`);
    const ours = await page.getByRole('link', { name: out }).count();
    await keyboard.within(page.locator('.plan-thread li.ours').last()).go('link', out);
    assert.ok((await reads(page)).includes(say('letters-out-effect', { org: LAKESIDE })), 'it names what it does');
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `letters-out-${look.language}`);
    await keyboard.go('button', say('letters-out-button'));
    assert.equal(await page.getByRole('link', { name: out }).count(), ours - 1, 'taken out by one press');
    await ines.close();
    await rosa.close();
  });
}
