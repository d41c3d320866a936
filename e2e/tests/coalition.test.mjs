// A coalition's lead sums a quarter that three organizations told; its reader reads sentence, picture, table and file with the
// same numbers. A lead of an organization is told what goes before anything goes, and stops it, and ends the connection, by themselves.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { reads, staff } from '../lib/staff.mjs';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty', '--coalition', '--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// The cells of a CSV in which each stands in quotes.
const rows = (csv) => csv.replace('\uFEFF', '').split('\r\n').filter(Boolean).map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell));

async function look(page, name) {
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await screen(page, name);
}

test('a lead sees who has told, and sums the quarter once', async () => {
  const { page, keyboard, say, close } = await staff(browser, { language: 'en', size: 'desk', scheme: 'light', script: true }, server, 'carla');
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/coalition');
  assert.ok((await reads(page)).includes(say('coalition-none')));
  await look(page, 'coalition-before');
  const quarter = (await page.locator('#ready-title ~ section h3').first().textContent()).trim();
  const card = page.locator('details').filter({ hasText: say('coalition-sum-once') }).first();
  await card.locator('summary').click();
  await look(page, 'coalition-noise');
  await card.getByRole('button').click();
  assert.match(new URL(page.url()).search, /^\?period=\d{4}-q\d$/);
  assert.ok((await reads(page)).includes(quarter));
  assert.ok((await reads(page)).includes(say('coalition-noise-of-none')));
  await keyboard.within(page.getByRole('navigation').first()).go('link', say('nav-affiliations'));
  await look(page, 'coalition-organizations');
  await close();
});

for (const seen of looks({ size: ['phone', 'desk'] }).filter((one) => (one.language === 'en') === one.script)) {
  test(`a reader reads the sums in every form alike: ${spell(seen)}`, async () => {
    const { page, say, close } = await staff(browser, seen, server, 'rita');
    await page.goto('/coalition');
    const pictures = page.getByRole('img');
    assert.equal(await pictures.count(), 2);
    const described = await page.locator('svg.chart desc').allTextContents();
    const words = await page.locator('svg.chart text.n').allTextContents();
    const tables = (await page.locator('figure tbody td:first-of-type').allTextContents()).map((cell) => cell.trim());
    assert.deepEqual(words, tables);
    assert.deepEqual(described.flatMap((text) => text.split('. ').map((line) => line.split(': ')[1])), words);
    const answer = await page.context().request.get(new URL('/coalition/table.csv', server.address).href);
    assert.deepEqual(rows(await answer.text()).slice(1).map((row) => row[3]), words);
    // Somebody took on so many in all: the one number that three houses showed.
    assert.ok(words.some((word) => Number(word) >= 11), words.join());
    const hidden = words.filter((word) => word === say('successes-not-shown')).length;
    // How many are hidden stands before what that means.
    const quoted = new RegExp(`[“"]${say('successes-not-shown')}[”"]`, 'i');
    const meant = await page.locator('p').filter({ hasText: quoted }).first().textContent();
    assert.match(meant.split('.')[0], new RegExp(`\\b${hidden}\\b`));
    await page.locator('figure summary').first().click();
    await look(page, `coalition-${seen.language}-${seen.size}-${seen.scheme}`);
    assert.equal(await page.getByRole('button', { name: say('coalition-sum', { period: '' }).trim() }).count(), 0);
    assert.equal((await page.goto('/affiliations')).status(), 404);
    assert.equal((await page.goto('/inbox')).status(), 404);
    await close();
  });
}

for (const seen of looks({ size: ['phone'], scheme: ['light'] }).filter((one) => (one.language === 'es') === one.script)) {
  test(`an organization reads what is told, compares words, tells, stops and ends it: ${spell(seen)}`, async () => {
    const carla = await staff(browser, { ...seen, size: 'desk' }, server, 'carla');
    await carla.page.goto('/affiliations');
    const org = seen.language === 'en' ? 'dana' : 'maya';
    await carla.keyboard.type(carla.say('affiliation-name'), org);
    await carla.keyboard.go('button', carla.say('affiliation-code-button'));
    await look(carla.page, `affiliation-code-${seen.language}`);
    const code = (await carla.page.locator('.code span').allTextContents()).join('-');
    const { page, keyboard, say, close } = await staff(browser, seen, server, org);
    await page.goto('/affiliations');
    assert.ok((await reads(page)).includes(say('affiliations-none')));
    await look(page, `affiliations-none-${seen.language}`);
    await page.goto('/partnership/accept');
    await keyboard.type(say('partner-code'), code);
    await keyboard.go('button', say('partner-accept-button'));
    assert.equal(new URL(page.url()).pathname, '/affiliations');
    await look(page, `affiliations-${seen.language}`);
    await page.locator('a[href$="/words"]').click();
    await look(page, `affiliation-words-${seen.language}`);
    await keyboard.tick(say('words-agree'));
    await keyboard.go('button', say('words-button'));
    await page.locator('a[href$="/tell"]').click();
    for (const key of ['affiliation-goes-report', 'affiliation-stays-people', 'affiliation-stays-small']) {
      assert.ok((await reads(page)).includes(say(key)), key);
    }
    await look(page, `affiliation-tell-${seen.language}`);
    await keyboard.go('button', say('affiliation-begin', { org: 'State Coalition' }));
    assert.ok((await reads(page)).includes(say('affiliation-periods-none')));
    await look(page, `affiliation-told-${seen.language}`);
    await keyboard.go('button', say('affiliation-stop'));
    assert.ok((await reads(page)).includes(say('affiliation-tell-not-yet')));
    await page.goto('/affiliations');
    await page.locator('a[href$="/end"]').click();
    for (const key of ['affiliation-end-lead', 'affiliation-end-sums', 'affiliation-end-later', 'affiliation-end-again-text']) {
      assert.ok((await reads(page)).includes(say(key)), key);
    }
    await look(page, `affiliation-end-${seen.language}`);
    await keyboard.go('button', say('affiliation-end'));
    assert.equal(new URL(page.url()).pathname, '/affiliations');
    assert.ok((await reads(page)).includes(say('affiliations-ended')));
    assert.equal(await page.locator('a[href$="/tell"]').count(), 0);
    await look(page, `affiliation-ended-${seen.language}`);
    // The coalition hears of it where its lead works, and can let the notice go.
    await carla.page.goto('/coalition');
    assert.ok((await reads(carla.page)).includes(carla.say('coalition-notice-ended')));
    await look(carla.page, `coalition-notice-${seen.language}`);
    await carla.keyboard.go('button', carla.say('notices-seen'));
    assert.equal(new URL(carla.page.url()).pathname, '/coalition');
    await close();
    await carla.close();
  });
}
