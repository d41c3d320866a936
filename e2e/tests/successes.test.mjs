// Both leads close a quarter; sentence, picture, table and file carry the same protected numbers. And a caller says the word of
// a card.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { faults, fetched, read } from '../lib/papers.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { reads, staff } from '../lib/staff.mjs';

let server, later, browser;
before(async () => {
  // Whenever the year behind the demo began, a fiscal year of the next one has four quarters in it that are over.
  const raised = [demo(['--unlimited']), demo(['--unlimited', '--later', '365']), launch()];
  [server, later, browser] = await raise(raised);
});
after(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), later?.stop()]);
});

// The cells of a CSV in which each stands in quotes.
const cells = (csv) => [...csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)].map((found) => [found[1], found[2] === '\r\n']);

// The same, row by row.
const rowsOf = (csv) => {
  const rows = [[]];
  for (const [cell, isLast] of cells(csv.replace('\uFEFF', ''))) {
    rows.at(-1).push(cell);
    if (isLast) rows.push([]);
  }
  return rows.slice(0, -1);
};

// The four quarters of the latest federal fiscal year of which each is among these, and the code of that year.
const fiscalYear = (quarters) => {
  const years = quarters.map((code) => Number(code.slice(0, 4))).sort((a, b) => b - a);
  for (const year of years) {
    const four = [`${year - 1}-q4`, `${year}-q1`, `${year}-q2`, `${year}-q3`];
    if (four.every((one) => quarters.includes(one))) return [`fy${year}`, four];
  }
  throw new Error(`no fiscal year is over: ${quarters.join()}`);
};

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

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script)) {
  test(`a fiscal year is taken along once its quarters are closed, and says the same in every form: ${spell(look)}`, async () => {
    const who = look.language === 'en' ? 'dana' : 'maya';
    const { page, keyboard, say, close } = await staff(browser, look, later, who);
    // A server that is not optimized proves for a while what a closing tells.
    page.setDefaultTimeout(170_000);
    const path = `${await home(page)}/successes`;
    await page.goto(path);
    const open = await page.locator('#close-period option').evaluateAll((all) => all.map((one) => [one.value, one.textContent.trim()]));
    const names = new Map(open);
    const [code, quarters] = fiscalYear([...names.keys()].filter((one) => /^\d{4}-q[1-4]$/.test(one)));
    // A year that the other lead has told is there before ours is.
    const theyHave = !(await reads(page)).includes(say('successes-none'));
    for (const [n, quarter] of quarters.entries()) {
      await page.goto(`${path}/periods`);
      const papers = await page.locator(`a[href$="/periods/${code}/paper.pdf"]`).count();
      assert.ok(papers === 0 || theyHave, `after ${n} quarters`);
      await page.goto(path);
      await keyboard.pick(say('successes-close-which'), names.get(quarter));
      await keyboard.go('button', say('successes-close-picked'));
      // The audit of a period takes its time. Where a slow machine says that it took too long, the list is looked at first.
      if ((await page.locator(`#period-${quarter}`).count()) === 0) {
        await page.goto(path);
        await keyboard.pick(say('successes-close-which'), names.get(quarter));
        await keyboard.go('button', say('successes-close-picked'));
      }
      assert.equal(await page.locator(`#period-${quarter}`).count(), 1, `${quarter}: ${await reads(page)}`);
    }
    await keyboard.go('link', say('period-paper-page'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    const links = page.locator(`a[href*="/periods/${code}/"]`);
    const [paper, table] = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));

    // What the page says of the year: what, how many.
    const name = (await page.locator('tr', { has: links.first() }).locator('th').textContent()).trim();
    const year = page.locator('details', { has: page.getByText(name, { exact: true }) });
    await year.locator('summary').press('Enter');
    const shown = await year.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('th'), row.querySelector('td.n')].map((cell) => cell.textContent.trim())),
    );
    assert.ok(shown.length > 0);
    await assertAccessible(page);

    // The table says the same of the year, and of each quarter what its own page says.
    const csv = await fetched(page, table);
    assert.equal(csv.kind, 'text/csv; charset=utf-8');
    const rows = rowsOf(csv.bytes.toString('utf8'));
    const of = (span) => rows.filter((row) => row[0] === say('period-paper-partnership') && row[1] === span);
    const said = (span) => of(span).map((row) => [row[3], row[4]]);
    assert.deepEqual(said(name), shown);
    for (const quarter of quarters) {
      await page.goto(`${path}?period=${quarter}`);
      const onPage = await page.locator('figure tbody tr').evaluateAll((all) =>
        all.map((row) => [row.querySelector('th'), row.querySelector('td.n')].map((cell) => cell.textContent.trim())),
      );
      assert.deepEqual(said(names.get(quarter)), onPage, quarter);
    }
    // Where each quarter is a number the year is their sum, and otherwise it is not shown.
    for (const [n, [what, words]] of said(name).entries()) {
      const four = quarters.map((quarter) => Number(said(names.get(quarter))[n][1]));
      const sum = four.every(Number.isInteger) ? String(four.reduce((a, b) => a + b)) : say('successes-not-shown');
      assert.equal(words, sum, what);
    }

    // And so does the paper, on which each number stands behind what it counts.
    const drawn = await fetched(page, paper);
    assert.equal(drawn.kind, 'application/pdf');
    const printed = await read(drawn.bytes);
    assert.deepEqual(faults(printed), []);
    const onPaper = printed.words.replaceAll(/\s+/g, ' ');
    assert.ok(onPaper.includes(name), onPaper);
    let at = 0;
    for (const span of [name, ...quarters.map((quarter) => names.get(quarter)).reverse()]) {
      for (const [what, words] of said(span)) {
        at = onPaper.indexOf(`${what} ${words}`, at);
        assert.ok(at >= 0, `${span}: ${what} ${words} in ${onPaper}`);
        at += 1;
      }
    }
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
