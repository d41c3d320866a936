// Who may see a record inside an organization: it is kept to two people, and everybody else finds nothing; what a person
// asks for is written down and no reason with it; and a colleague who looked without working on it is asked about.

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
  test(`a record is kept to two, and who looked is asked about: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    await handOver(rosa, { name: NAME, number: NUMBER });
    await rosa.close();

    const { page, keyboard, say, close } = await staff(browser, look, server, 'june');
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-inbox'));
    await keyboard.within(await row(page, say('inbox-waiting'))).go('link', /./);
    await keyboard.go('button', pattern(say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));
    const record = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');

    // Ines looks, and does nothing with it: the lead reads that, and no name.
    const ines = await staff(browser, look, server, 'ines');
    await ines.page.goto(record);
    assert.ok((await reads(ines.page)).includes(NAME));
    await ines.close();
    const maya = await staff(browser, look, server, 'maya');
    await maya.page.goto('/audit/odd');
    const report = await reads(maya.page);
    assert.ok(report.includes('Ines') && report.includes(say('odd_rule-not_theirs')), report);
    await assertNothingOf(maya.page, [NAME, NUMBER, record]);
    await assertAccessible(maya.page);
    await assertNoSidewaysScroll(maya.page);
    await screen(maya.page, `odd-${look.language}-${look.script ? 'script' : 'plain'}`);

    // What the person asks for.
    await page.goto(record);
    await open(page, '/wishes');
    await keyboard.tick(say('wish-plan_only'));
    await keyboard.go('button', say('wishes-save'));
    assert.ok((await reads(page)).includes(say('wishes-saved')));
    await assertAccessible(page);

    // Kept to June and Ines.
    await open(page, '/restrict');
    await keyboard.go('button', say('restrict-button'));
    assert.ok((await reads(page)).includes(say('field-choose')));
    await assertAccessible(page);
    const names = await page.getByRole('combobox', { name: say('restrict-with') }).locator('option').allTextContents();
    await keyboard.pick(say('restrict-with'), names.find((name) => name.startsWith('Ines')));
    await keyboard.go('button', say('restrict-button'));
    assert.ok((await reads(page)).includes(say('restrict-saved')));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `restricted-${look.language}-${look.script ? 'script' : 'plain'}`);

    for (const path of ['/inbox', '/home', '/audit', '/audit/odd']) {
      await maya.page.goto(path);
      await assertNothingOf(maya.page, [NAME, NUMBER, record]);
    }
    await maya.close();
    await close();
  });
}

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`a record whose two have left stays closed, and the page says why: ${spell(look)}`, async () => {
    // Each walk ends two accounts, so it has a house of its own.
    const house = await demo(['--empty']);
    try {
      const rosa = await staff(browser, look, house, 'rosa');
      await handOver(rosa, { name: NAME, number: NUMBER });
      await rosa.close();
      const june = await staff(browser, look, house, 'june');
      await june.keyboard.within(june.page.getByRole('navigation')).go('link', june.say('nav-inbox'));
      await june.keyboard.within(await row(june.page, june.say('inbox-waiting'))).go('link', /./);
      await june.keyboard.go('button', pattern(june.say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));
      await open(june.page, '/restrict');
      const names = june.page.getByRole('combobox', { name: june.say('restrict-with') }).locator('option');
      await june.keyboard.pick(june.say('restrict-with'), (await names.allTextContents()).find((name) => name.startsWith('Ines')));
      await june.keyboard.go('button', june.say('restrict-button'));
      const record = new URL(june.page.url()).pathname.split('/').slice(0, 3).join('/');
      await june.close();

      const { page, keyboard, say, close } = await staff(browser, look, house, 'maya');
      for (const name of ['Ines Carrillo', 'June Park']) {
        await page.goto('/people');
        await keyboard.go('link', say('people-end-full', { name }));
        await assertAccessible(page);
        await keyboard.go('button', say('end-button', { name }));
      }
      await page.goto('/people');
      await keyboard.go('link', say('anew-link'));
      const text = await reads(page);
      assert.ok(text.includes('Ines Carrillo') && text.includes('June Park') && text.includes(say('anew-no-second')), text);
      await assertNothingOf(page, [NAME, NUMBER, record]);
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      await screen(page, `kept-${look.language}-${look.script ? 'script' : 'plain'}`);
      await close();
    } finally {
      await house.stop();
    }
  });
}

// Opens the part of the page that holds this form, by its summary and the Enter key.
async function open(page, action) {
  await page.locator(`details:has(form[action$="${action}"]) > summary`).focus();
  await page.keyboard.press('Enter');
}
