// Two leads, one on each bank, plan a meeting in one workspace: neither overwrites the other, and nothing about a
// person goes in.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, heading, pattern, reads, staff } from '../lib/staff.mjs';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty', '--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script)) {
  test(`two leads write about one meeting and nothing is lost: ${spell(look)}`, async () => {
    const dana = await staff(browser, look, server, 'dana');
    const { page, keyboard, say } = dana;
    const optional = (key) => `${say(key)} (${say('optional')})`;
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-together'));
    assert.equal(await heading(page), say('together-with', { org: HARBOR_HOUSE }));
    await page.goto(`${new URL(page.url()).pathname}/meetings/new`);
    await page.getByRole('textbox', { name: say('meeting-day'), exact: true }).fill('2030-01-15');
    await keyboard.type(optional('meeting-why'), 'Nobody is lost. Call 312-555-0142');
    await keyboard.go('button', say('together-save'));
    // What looks like a person is not taken, and nothing that was typed is lost.
    assert.ok((await reads(page)).includes(say('together-looks-like-phone')));
    assert.equal(await page.getByRole('textbox', { name: say('meeting-day'), exact: true }).inputValue(), '2030-01-15');
    await page.getByRole('textbox', { name: optional('meeting-why'), exact: true }).fill('Nobody is lost.');
    await keyboard.go('button', say('together-save'));
    assert.match(await heading(page), pattern(say, 'meeting-on', {}, 'day'));
    const meeting = new URL(page.url()).pathname;

    // Both have the form open. Maya saves first, Dana has not seen it: both texts stand until somebody joins them.
    await keyboard.go('link', say('meeting-write'));
    const maya = await staff(browser, look, server, 'maya');
    await maya.page.goto(`${meeting}/write`);
    await maya.page.getByRole('textbox', { name: optional('meeting-why'), exact: true }).fill('Health for families.');
    await maya.keyboard.go('button', say('together-save'));
    await maya.close();
    await page.getByRole('textbox', { name: optional('meeting-why'), exact: true }).fill('A warm welcome on both sides.');
    await keyboard.go('button', say('together-save'));
    const both = await reads(page);
    assert.ok(both.includes(say('together-two-versions')));
    assert.ok(both.includes('Health for families.') && both.includes('A warm welcome on both sides.'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await page.getByRole('textbox', { name: optional('meeting-why'), exact: true }).fill('Health for families, and a warm welcome.');
    await keyboard.go('button', say('together-save'));
    assert.ok(!(await reads(page)).includes(say('together-two-versions-short')));

    // Every change has its author, and what stood before can be put back.
    await keyboard.go('link', say('together-who-wrote'));
    assert.ok((await reads(page)).includes('Maya'));
    const why = say('meeting-why').replace('?', '\\?');
    await keyboard.go('button', new RegExp(`^${say('changes-undo')}.*${why}$`));
    await page.goto(meeting);
    assert.ok((await reads(page)).includes('A warm welcome on both sides.'));
    await dana.close();
  });
}
