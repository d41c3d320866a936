// Both leads close a quarter; sentence, picture, table and file carry the same protected numbers. And a caller says the word of
// a card.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { reads, staff } from '../lib/staff.mjs';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// The cells of a CSV in which each stands in quotes.
const cells = (csv) => [...csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)].map((found) => [found[1], found[2] === '\r\n']);

const home = async (page) => {
  await page.goto('/together');
  return new URL(page.url()).pathname;
};

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script)) {
  test(`a quarter is closed and read in every form alike: ${spell(look)}`, async () => {
    const who = look.language === 'en' ? 'dana' : 'maya';
    const { page, keyboard, say, close } = await staff(browser, look, server, who);
    const path = `${await home(page)}/successes`;
    await page.goto(path);
    const name = (await page.locator('form[method=post][action$="/successes"] button').textContent()).trim();
    // The two look at totals each quarter: the latest is picked already, and those before it and longer ones can be.
    const open = await page.locator('#close-period option').evaluateAll((all) => all.map((one) => one.value));
    assert.ok(/^\d{4}-q[1-4]$/.test(open[0]), open.join());
    await keyboard.go('button', name);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    const pictures = page.getByRole('img');
    assert.ok((await pictures.count()) > 0);
    // Whoever does not see the picture hears each of its numbers.
    const described = await page.locator('svg.chart desc').allTextContents();
    const words = await page.locator('svg.chart text.n').allTextContents();
    const tables = await page.locator('figure td.n').allTextContents();
    assert.deepEqual(words, tables.map((cell) => cell.trim()));
    assert.deepEqual(described.flatMap((text) => text.split('. ').map((line) => line.split(': ')[1])), words);
    const answer = await page.context().request.get(new URL(`${path}/table.csv`, server.address).href);
    const rows = cells((await answer.text()).replace('\uFEFF', ''));
    const last = rows.filter(([, isLast]) => isLast).map(([cell]) => cell).slice(1);
    assert.deepEqual(last, words);
    assert.ok((await reads(page)).includes(say('successes-means')));
    await keyboard.go('link', say('period-paper-page'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    assert.ok((await reads(page)).includes(say('period-paper-not-over')));
    await close();
  });
}

test('a lead makes a batch of cards, and the hotline counts its word by one field and one press', async () => {
  const look = { language: 'es', size: 'phone', scheme: 'light', script: false };
  const { page, keyboard, say, close } = await staff(browser, look, server, 'maya');
  await page.goto(`${await home(page)}/cards`);
  await keyboard.go('button', say('cards-make'));
  assert.ok((await reads(page)).includes('ARCE / MAPLE'));
  await assertAccessible(page);
  await page.goto('/words');
  await keyboard.type(say('card-words-field'), 'arce', 'combobox');
  await keyboard.go('button', say('card-words-add'));
  assert.ok((await reads(page)).includes(say('card-words-counted', { word: 'ARCE / MAPLE' })));
  await assertAccessible(page);
  await keyboard.go('button', say('card-words-back', { word: 'ARCE / MAPLE' }));
  await keyboard.type(say('card-words-field'), 'tulipán', 'combobox');
  await keyboard.go('button', say('card-words-add'));
  assert.ok((await reads(page)).includes(say('cards-word-unknown')));
  await assertNoSidewaysScroll(page);
  await close();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'es') === look.script)) {
  test(`goals are followed, a period is picked, and a change is tried: ${spell(look)}`, async () => {
    const who = look.language === 'en' ? 'dana' : 'maya';
    const { page, keyboard, say, close } = await staff(browser, look, server, who);
    const path = await home(page);
    await page.goto(`${path}/successes`);
    await keyboard.pick(say('successes-period'), (await page.locator('#period option').nth(1).textContent()).trim());
    await keyboard.go('button', say('successes-show'));
    assert.match(page.url(), /period=\d{4}-\d{2}&site=&way=$/);
    await assertAccessible(page);
    await page.goto(`${path}/quality`);
    // Whoever does not see the picture hears each of its shares, and the table says them again.
    const described = await page.locator('svg.run desc').allTextContents();
    for (const [n, run] of (await page.locator('section:has(svg.run)').all()).entries()) {
      const shares = await run.locator('tbody td:first-of-type').allTextContents();
      assert.ok(shares.length > 0 && shares.every((share) => described[n].includes(share.trim())), described[n]);
    }
    await keyboard.go('link', say('cycle-new'));
    await keyboard.type(say('cycle-words'), 'two cards in every room');
    await keyboard.day(say('cycle-starts'), '2026-11-20');
    await keyboard.go('button', say('together-save'));
    assert.ok((await reads(page)).includes('two cards in every room'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await close();
  });
}
