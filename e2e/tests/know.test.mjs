// Each side knows the other: a list of services that is kept and printed, and a calendar that other programs read.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { send } from '../lib/forms.mjs';
import { faults, fetched, read } from '../lib/papers.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, heading, reads, staff } from '../lib/staff.mjs';

const DAY = 86_400_000;

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty', '--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

const inOne = looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script);
for (const look of inOne) {
  test(`the list of services is kept, read by the partner and printed: ${spell(look)}`, async () => {
    const maya = await staff(browser, look, server, 'maya');
    const { page, keyboard, say } = maya;
    await page.goto('/services/ours');
    await keyboard.go('link', say('listing-new'));
    await page.getByRole('combobox', { name: say('listing-service') }).selectOption('own');
    await keyboard.type(`${say('listing-own-name')} (${say('optional')})`, 'Art on Fridays');
    await keyboard.type(`${say('listing-own-name-es')} (${say('optional')})`, 'Arte los viernes');
    await page.getByRole('radio', { name: say('hours-weekly') }).check();
    for (const day of ['mo', 'tu', 'we', 'fr']) await page.getByRole('checkbox', { name: say(`weekday-${day}`) }).check();
    await page.locator('#from').fill('09:00');
    await page.locator('#to').fill('08:00');
    await page.locator('#remark_en').fill('Ask for the house at 12 Oak Street');
    await keyboard.go('button', say('listing-save'));
    // Hours that end before they begin, and a street: nothing is lost, and each says what to do.
    assert.ok((await reads(page)).includes(say('listing-hours-unclear')));
    assert.equal(await page.locator('#own_name').inputValue(), 'Art on Fridays');
    await assertAccessible(page);
    await page.locator('#to').fill('12:30');
    await page.locator('#remark_en').fill('Bring a friend');
    await keyboard.go('button', say('listing-save'));
    assert.equal(await heading(page), say('listing-ours-title'));
    await assertNoSidewaysScroll(page);
    await page.locator('li').filter({ hasText: say('need-legal') }).getByRole('link').click();
    await page.getByRole('radio', { name: say('room-full') }).check();
    await page.locator('#full_until').fill('2030-01-15');
    await page.locator('form.stack').getByRole('button', { name: say('listing-save') }).click();
    await maya.close();

    const dana = await staff(browser, look, server, 'dana');
    await dana.page.goto('/services');
    await dana.keyboard.go('link', say('services-whole-list', { name: HARBOR_HOUSE }));
    const seen = await reads(dana.page);
    assert.ok(/Art on Fridays|Arte los viernes/.test(seen) && seen.includes('Bring a friend'));
    await assertAccessible(dana.page);
    await assertNoSidewaysScroll(dana.page);
    // Both lists on two sides of one sheet, tagged, in the language that was asked for.
    const paths = await dana.page.locator('a[href$=".pdf"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.equal(paths.length, 2);
    const path = paths.find((href) => href.endsWith(`${look.language}.pdf`));
    const paper = await fetched(dana.page, path);
    assert.equal(paper.kind, 'application/pdf');
    const drawn = await read(paper.bytes);
    const { facts, tags, words } = drawn;
    assert.deepEqual(faults(drawn), []);
    assert.match(facts, /Pages:\s+2\n/);
    for (const tag of ['H1', 'Table', 'TH', 'TD']) assert.match(tags, new RegExp(`\\b${tag}\\b`), `${tag} is a tag`);
    const own = look.language === 'es' ? 'Arte los viernes' : 'Art on Fridays';
    for (const word of [own, say('need-pharmacy'), HARBOR_HOUSE]) assert.ok(words.includes(word), `${word} in\n${words}`);
    assert.ok(!/street|calle\s/i.test(words.split('\f')[1] ?? ''), 'no street on the side of the advocates');
    await dana.close();
  });

  test(`what is planned is in the agenda and in a calendar program, until the address is ended: ${spell(look)}`, async () => {
    const dana = await staff(browser, look, server, 'dana');
    const { page, keyboard, say } = dana;
    await page.goto('/together');
    const list = `${new URL(page.url()).pathname}/calendar`;
    const first = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10);
    await page.goto(`${list}/new`);
    const place = 'Room 2';
    const last = new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10);
    const plan = { words: 'With Tuesday staff', day: first, clock: '09:30', minutes: '120', repeat: 'weekly', until: last, place };
    await send(page, '/calendar/new', plan);
    const shown = page.locator('.agenda > li').filter({ hasText: 'With Tuesday staff' });
    const n = await shown.count();
    assert.ok(n >= 4, 'every week until the last day');
    // One day falls out, by keyboard.
    await keyboard.within(shown.nth(1)).go('button', new RegExp(`^${say('calendar-skip')}`));
    assert.equal(await shown.count(), n - 1);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await page.goto(`${list}/month?from=${first}`);
    assert.ok((await reads(page)).length > 0);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);

    await page.goto('/calendar');
    await keyboard.go('button', say('feed-make'));
    const address = await page.locator('a.address').getAttribute('href');
    assert.ok(address.startsWith(`${server.address}/calendar/`), 'the whole address, which a calendar program can take');
    const feed = await fetched(page, address);
    assert.match(feed.kind, /^text\/calendar/);
    const calendar = new ICAL.Component(ICAL.parse(feed.bytes.toString('utf8')));
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const ours = events.filter((one) => one.summary === say('feed-event'));
    assert.equal(ours.length % (n - 1), 0, 'the days of the agenda, those of an earlier look included');
    for (const one of ours) {
      assert.equal(one.duration.toSeconds(), 7200);
      assert.equal(one.location, null, 'no place unless chosen');
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Chicago', hour: '2-digit', minute: '2-digit' });
      assert.equal(clock.format(one.startDate.toJSDate()), '09:30', 'on the wall of the place, whatever the season');
    }
    const text = feed.bytes.toString('utf8');
    for (const word of ['Tuesday', place, HARBOR_HOUSE, 'Lakeside']) assert.ok(!text.includes(word), `${word} is not for a shoulder`);
    await page.goto('/calendar');
    await keyboard.go('button', new RegExp(`^${say('feed-end')}`));
    const ended = await fetched(page, address);
    assert.equal(ended.status, 410);
    await dana.close();
  });
}
