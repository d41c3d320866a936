// Two leads agree: how people are introduced, and a memorandum that both sign. What was changed while somebody signs is
// refused in clear words, nothing is lost, and what is live stands where people are referred.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { send } from '../lib/forms.mjs';
import { screen } from '../lib/screens.mjs';
import { faults, fetched, read } from '../lib/papers.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, LAKESIDE, reads, staff } from '../lib/staff.mjs';

const servers = [];
let browser;
before(async () => {
  // Each language agrees anew: what is signed stays signed.
  const empty = () => demo(['--empty', '--unlimited']);
  const later = () => demo(['--unlimited', '--later', '400']);
  // The last one stands where the seeded memorandum is over: the demo's lasts 385 days from today.
  const raised = await raise([empty(), empty(), later(), later(), launch()]);
  browser = raised.pop();
  servers.push(...raised);
});
after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.stop()));
});

async function fine(page, name) {
  await screen(page, name);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
}

// Accepts what our side has not accepted yet, clause by clause.
async function acceptAll({ page }, home) {
  await page.goto(`${home}/mou`);
  const clauses = await page.locator('.clauses a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const clause of clauses) {
    await page.goto(clause);
    if ((await page.locator('form[action$="/accept"]').count()) > 0) await send(page, '/accept');
  }
}

const several = looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script);
for (const [n, look] of several.entries()) {
  test(`two leads agree, sign, and what they agreed is followed: ${spell(look)}`, async () => {
    const server = servers[n];
    const dana = await staff(browser, look, server, 'dana');
    const maya = await staff(browser, look, server, 'maya');
    const { page, keyboard, say } = dana;
    const shot = (name) => `${name} ${look.language}`;
    await page.goto('/together');
    const home = new URL(page.url()).pathname;

    // The memorandum begins with the library; a clause is proposed and agreed.
    await page.goto(`${home}/mou`);
    await keyboard.go('button', say('mou-begin'));
    await keyboard.go('link', say('clause-costs'));
    await keyboard.type(say('mou-remark'), 'Ask Ana at 312-555-0142 first');
    await keyboard.go('button', say('mou-remark-add'));
    assert.ok((await reads(page)).includes(say('together-looks-like-phone')));
    await page.getByRole('textbox', { name: say('mou-remark'), exact: true }).fill('Who pays for the interpreter?');
    await keyboard.go('button', say('mou-remark-add'));
    await keyboard.go('button', say('mou-propose'));
    await fine(page, shot('mou drafts'));
    await maya.page.goto(`${home}/mou`);
    await maya.keyboard.go('link', say('clause-costs'));
    await fine(maya.page, shot('mou clause'));
    await maya.keyboard.go('button', say('mou-agree'));

    // Nothing below eleven, whatever anybody agrees to; what was typed stays.
    await page.goto(`${home}/mou`);
    await keyboard.go('link', say('clause-counts'));
    await keyboard.go('link', say('mou-clause-write'));
    const least = `${say('mou-least-shown')} (${say('optional')})`;
    await page.getByLabel(least, { exact: true }).fill('10');
    await keyboard.go('button', say('together-save'));
    assert.ok((await reads(page)).includes(say('together-too-little', { least: 11 })));
    assert.equal(await page.getByLabel(least, { exact: true }).inputValue(), '10');
    await fine(page, shot('mou refused'));
    for (const lead of [dana, maya]) await acceptAll(lead, home);

    // A version, which Maya signs after she has said that she compared the words.
    await maya.page.goto(`${home}/mou`);
    await maya.keyboard.go('button', say('mou-make-version'));
    await fine(maya.page, shot('mou version'));
    await maya.keyboard.go('link', say('mou-sign', { org: HARBOR_HOUSE }));
    await maya.keyboard.go('button', say('mou-sign', { org: HARBOR_HOUSE }));
    assert.ok((await reads(maya.page)).includes(say('mou-sign-read-first')));
    await fine(maya.page, shot('mou sign'));
    await maya.keyboard.tick(say('mou-sign-agree', { org: HARBOR_HOUSE }));
    await maya.keyboard.go('button', say('mou-sign', { org: HARBOR_HOUSE }));
    const version = new URL(maya.page.url()).pathname;
    assert.match(version, /\/versions\/1$/);

    // While Dana reads, Maya leaves a clause out: Dana signs nothing, and nothing is lost.
    await page.goto(`${version}/sign`);
    await maya.page.goto(`${home}/mou`);
    await maya.keyboard.go('link', say('clause-training'));
    await maya.keyboard.go('link', say('mou-clause-write'));
    await maya.keyboard.tick(say('together-remove'));
    await maya.keyboard.go('button', say('together-save'));
    await keyboard.tick(say('mou-sign-agree', { org: LAKESIDE }));
    await keyboard.go('button', say('mou-sign', { org: LAKESIDE }));
    assert.ok((await reads(page)).includes(say('mou-sign-changed')));
    await maya.page.goto(`${home}/mou`);
    await maya.keyboard.go('button', say('mou-put-in', { what: say('clause-training') }));
    await keyboard.go('button', say('mou-sign', { org: LAKESIDE }));
    assert.ok((await reads(page)).includes(say('mou-phase-in-force')));

    // As a file, tagged, with every clause and both signatures.
    await page.goto(`${home}/mou/versions/1`);
    const link = await page.getByRole('link', { name: say('mou-pdf') }).getAttribute('href');
    const paper = await fetched(page, link);
    assert.equal(paper.kind, 'application/pdf');
    const drawn = await read(paper.bytes);
    assert.deepEqual(faults(drawn), []);
    const { words } = drawn;
    assert.ok(!words.includes(say('mou-pdf-unsigned')) && words.includes('Dana') && words.includes('Maya'), words);

    // An amendment: what is new says so in words.
    await page.goto(`${home}/mou`);
    await keyboard.go('link', say('clause-grievance'));
    await keyboard.go('link', say('mou-clause-write'));
    const text = page.getByRole('textbox', { name: say('mou-text'), exact: true });
    await text.fill(`${await text.inputValue()} We write down what we learned.`);
    await keyboard.go('button', say('together-save'));
    for (const lead of [dana, maya]) await acceptAll(lead, home);
    await page.goto(`${home}/mou`);
    await keyboard.go('button', say('mou-make-version'));
    await keyboard.go('link', say('mou-compare', { n: 1 }));
    const compared = await page.locator('ins').first().textContent();
    assert.ok(compared.includes(say('mou-added')) && compared.includes('learned'));
    await fine(page, shot('mou compare'));

    // The procedure: proposed by one, live by both, on one page, and where people are referred.
    const way = `${home}/procedures/to_advocacy`;
    await page.goto(way);
    await keyboard.go('button', say('procedure-begin'));
    await keyboard.go('button', say('procedure-propose'));
    await maya.page.goto(way);
    await maya.keyboard.go('button', say('procedure-make-live'));
    await fine(maya.page, shot('procedure'));
    await maya.keyboard.go('link', say('procedure-on-one-page'));
    await fine(maya.page, shot('procedure on one page'));
    assert.match((await read(await maya.page.pdf({ format: 'Letter' }))).facts, /Pages:\s+1\n/);
    await maya.page.goto(`${home}`);
    await fine(maya.page, shot('together agreed'));
    const rosa = await staff(browser, look, server, 'rosa');
    await rosa.page.goto('/notes/new');
    await rosa.keyboard.choose(say('note-alone'), say('alone-yes'));
    await rosa.keyboard.tick(say('note-limits'));
    await rosa.keyboard.choose(say('note-next'), say('next-support_now'));
    const told = await rosa.page.getByRole('region', { name: say('agreed-title') }).textContent();
    assert.ok(told.includes(say('procedure-within', { time: say('promise-hours_1') })) && told.includes('Maya'));
    await fine(rosa.page, shot('note with what was agreed'));
    for (const one of [rosa, maya, dana]) await one.close();
  });
}

for (const [n, look] of several.entries()) {
  test(`a memorandum that is over warns and is renewed, and both look at totals: ${spell(look)}`, () => renewed(servers[several.length + n], { ...look, scheme: look.language === 'es' ? 'dark' : 'light' }));
}

async function renewed(server, look) {
  const dana = await staff(browser, look, server, 'dana');
  const { page, keyboard, say } = dana;
  await page.goto('/home');
  assert.ok((await reads(page)).includes(say('problem-mou-lapsed')));
  await page.goto('/together');
  const home = new URL(page.url()).pathname;
  assert.ok((await reads(page)).includes(say('problem-mou-lapsed')));
  await fine(page, `together lapsed ${look.language}`);

  // Whoever connects people reads it, and still connects them.
  const rosa = await staff(browser, look, server, 'rosa');
  await rosa.page.goto('/notes/new');
  await rosa.keyboard.choose(say('note-alone'), say('alone-yes'));
  await rosa.keyboard.tick(say('note-limits'));
  await rosa.keyboard.choose(say('note-next'), say('next-support_now'));
  const [over] = say('agreed-lapsed', { day: '\u0000' }).split('\u0000');
  assert.ok((await rosa.page.getByRole('region', { name: say('agreed-title') }).textContent()).includes(over));
  await rosa.close();

  // Renewed from the day after its last one: two clauses are written anew, agreed and signed.
  await page.goto(`${home}/mou`);
  assert.ok((await reads(page)).includes(say('mou-lapsed-next')));
  await fine(page, `mou lapsed ${look.language}`);
  const clauses = await page.locator('.clauses a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const [term, review] = [clauses[12], clauses[13]];
  const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`${term}/write`);
  const ended = await page.locator('[name=ends]').inputValue();
  await send(page, '/write', { starts: later(ended, 1), ends: later(ended, 365) });
  await page.goto(`${review}/write`);
  await send(page, '/write', { review_on: later(ended, 300) });
  const maya = await staff(browser, look, server, 'maya');
  for (const lead of [dana, maya]) {
    for (const clause of [term, review]) {
      await lead.page.goto(clause);
      await send(lead.page, '/accept');
    }
  }
  await page.goto(`${home}/mou`);
  await keyboard.go('button', say('mou-make-version'));
  const version = new URL(page.url()).pathname;
  for (const [lead, org] of [[dana, LAKESIDE], [maya, HARBOR_HOUSE]]) {
    await lead.page.goto(`${version}/sign`);
    await lead.keyboard.tick(say('mou-sign-agree', { org }));
    await lead.keyboard.go('button', say('mou-sign', { org }));
  }
  assert.ok((await reads(maya.page)).includes(say('mou-phase-in-force')));

  // The last period before the renewal is looked at together; it stands on the homes of both until one of them says so.
  const [due] = say('overdue-not-looked', { from: '\u0000', to: '' }).split('\u0000');
  const waits = async (lead) => {
    await lead.page.goto('/home');
    return (await lead.page.getByRole('main').textContent()).includes(due);
  };
  assert.deepEqual([await waits(dana), await waits(maya)], [true, true]);
  await page.goto(home);
  assert.ok(!(await reads(page)).includes(say('problem-mou-lapsed')));
  await fine(page, `together look ${look.language}`);
  await keyboard.go('button', say('together-looked'));
  assert.equal(await page.getByRole('button', { name: say('together-looked') }).count(), 0);
  assert.deepEqual([await waits(dana), await waits(maya)], [false, false]);
  for (const one of [maya, dana]) await one.close();
}
