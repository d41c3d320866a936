// Two teams plan together: an advocate shares a line, a clinician sees it and nothing else; the advocate stops, and the
// clinician reads that sharing ended. And a question that is about nobody.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { send } from '../lib/forms.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { LAKESIDE, assertNothingOf, heading, pattern, reads, staff } from '../lib/staff.mjs';
import { walk } from '../lib/wizard.mjs';

const GOAL = 'a door that locks from inside';
const LETTER = 'she asks for the same interpreter';
// What the demo's advocate keeps to herself: a note, and a line that was not shared.
const PRIVATE = ['Never before ten', 'a place for the cat'];

const servers = [];
let browser;
before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.stop()));
});

// The record that has a plan, found from a list: answers with the plan open.
async function openPlan({ page, keyboard, say }, list) {
  await page.goto(list);
  const links = await page.locator('main a[href^="/referrals/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  for (const href of links) {
    await page.goto(href);
    const link = page.getByRole('link', { name: say('plan-corner-open'), exact: true });
    if ((await link.count()) > 0) {
      await keyboard.go('link', say('plan-corner-open'));
      return page.url();
    }
  }
  assert.fail(`no record of ${list} has a plan`);
}

// Comes again until the other side's software has taken what was sent.
async function until(page, is) {
  for (let n = 0; n < 50; n += 1) {
    if (is(await reads(page))) return;
    await page.reload();
  }
  assert.ok(is(await reads(page)), await reads(page));
}

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`a line is shared by itself, and hidden at once when sharing stops: ${spell(look)}`, async () => {
    const server = await demo();
    servers.push(server);
    const ines = await staff(browser, look, server, 'ines');
    const { page, keyboard, say } = ines;
    const plan = await openPlan(ines, '/inbox');
    assert.equal(await heading(page), say('plan-title'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `plan-${look.language}-${look.script ? 'script' : 'plain'}`);

    await keyboard.go('link', say('plan-add-goal'));
    await keyboard.type(say('plan-goal-words'), GOAL);
    await assertAccessible(page);
    await keyboard.go('button', say('plan-save'));
    await keyboard.go('link', new RegExp(`^${say('plan-share')}\\s*: ${GOAL}$`));
    assert.ok((await reads(page)).includes(say('plan-share-who', { org: LAKESIDE })), 'who will see it');
    assert.ok((await reads(page)).includes(GOAL), 'word for word');
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await keyboard.go('button', say('plan-share-button'));
    await keyboard.go('link', say('plan-write-message'));
    await keyboard.type(say('plan-message-words'), LETTER);
    await assertAccessible(page);
    await keyboard.go('button', say('plan-message-button'));
    assert.equal(page.url(), plan);

    const rosa = await staff(browser, look, server, 'rosa');
    await openPlan(rosa, '/sent');
    await until(rosa.page, (text) => text.includes(GOAL) && text.includes(LETTER));
    await assertNothingOf(rosa.page, PRIVATE);
    await assertAccessible(rosa.page);
    await assertNoSidewaysScroll(rosa.page);

    // The person asks that nobody be told: the plan says so, and the first page of a release, before anything is typed.
    const record = new URL(await page.locator('main .crumb a').getAttribute('href'), plan).pathname;
    await page.goto(record);
    await send(page, '/wishes', { wishes: ['nobody'] });
    for (const path of [plan, `${record}/release/care`]) {
      await page.goto(path);
      assert.ok((await reads(page)).includes(say('release-silenced')), path);
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      await screen(page, `silenced-${path === plan ? 'plan' : 'release'}-${look.language}-${look.script ? 'script' : 'plain'}`);
    }
    await keyboard.choose(say('release-other-way'), say('other-go_on'));
    await keyboard.go('button', say('release-continue'));
    assert.ok((await reads(page)).includes(say('release-silenced-way')), 'and why it does not go on');
    await assertAccessible(page);
    await keyboard.go('link', say('release-silenced-link'));
    await send(page, '/wishes', { wishes: [] });
    await page.goto(plan);

    await keyboard.go('link', say('plan-stop'));
    await assertAccessible(page);
    await keyboard.go('button', say('plan-stop-button'));
    await page.goto(plan);
    assert.ok((await reads(page)).includes(GOAL), 'what we wrote is ours');
    await assertAccessible(page);
    await until(rosa.page, (text) => !text.includes(GOAL));
    await rosa.page.getByText(pattern(rosa.say, 'plan-theirs-ended', {}, 'date')).waitFor();
    await assertNothingOf(rosa.page, [GOAL, LETTER, ...PRIVATE]);
    await assertAccessible(rosa.page);
    await screen(rosa.page, `plan-ended-${look.language}-${look.script ? 'script' : 'plain'}`);
    await ines.close();
    await rosa.close();
  });
}

for (const look of looks({ size: ['phone'], scheme: ['light'], script: [false] })) {
  test(`what tells of alcohol or drugs goes with the federal consent and shows it: ${spell(look)}`, async () => {
    const server = await demo();
    servers.push(server);
    const ines = await staff(browser, look, server, 'ines');
    const { page, keyboard, say } = ines;
    const plan = await openPlan(ines, '/inbox');
    await keyboard.go('link', say('plan-stop'));
    await keyboard.go('button', say('plan-stop-button'));
    await page.goto(plan);
    await keyboard.go('link', say('plan-take-release'));
    const elements = ['care_plan', 'messages', 'substance_use'];
    await walk(ines, { elements, part2: true, why: 'release-purpose-care', name: 'A.' });
    await page.goto(plan);
    await keyboard.go('link', say('plan-add-goal'));
    await keyboard.type(say('plan-goal-words'), GOAL);
    await keyboard.tick(say('plan-substance-use-tick'));
    await keyboard.go('button', say('plan-save'));
    await keyboard.go('link', new RegExp(`^${say('plan-share')}\\s*: ${GOAL}$`));
    await keyboard.go('button', say('plan-share-button'));
    assert.ok((await reads(page)).includes(say('plan-substance-use')));

    const rosa = await staff(browser, look, server, 'rosa');
    await openPlan(rosa, '/sent');
    await until(rosa.page, (text) => text.includes(GOAL));
    const line = rosa.page.getByRole('listitem').filter({ hasText: GOAL });
    assert.ok((await line.textContent()).includes(rosa.say('part2-notice-short')), 'the notice is there without a press');
    await line.getByText(rosa.say('part2-copy-title'), { exact: true }).click();
    for (const key of ['part2-discloser', 'part2-recipient', 'part2-what', 'part2-purpose', 'part2-signed', 'part2-until']) {
      assert.ok(await line.getByText(rosa.say(key), { exact: true }).isVisible(), key);
    }
    assert.ok((await line.textContent()).includes(rosa.say('element-substance_use')));
    await assertAccessible(rosa.page);
    await assertNoSidewaysScroll(rosa.page);
    await screen(rosa.page, `plan-part2-${look.language}`);
    await ines.close();
    await rosa.close();
  });
}

for (const look of looks({ size: ['phone'], scheme: ['dark'], script: [false] })) {
  test(`a question about nobody is asked and answered by phone: ${spell(look)}`, async () => {
    const server = await demo(['--empty']);
    servers.push(server);
    const rosa = await staff(browser, look, server, 'rosa');
    const { page, keyboard, say } = rosa;
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-services'));
    await keyboard.go('link', say('consult-link'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `consult-${look.language}`);
    await keyboard.choose(say('consult-topic'), say('topic-reporting'));
    await keyboard.choose(say('consult-way'), new RegExp(`^${say('consult-way-back')}`));
    await keyboard.type(say('consult-phone'), 'Ana 555');
    await keyboard.go('button', say('consult-button'));
    assert.ok((await reads(page)).includes(say('consult-phone-wrong')));
    await assertAccessible(page);
    await keyboard.type(say('consult-phone'), '312-555-0100 x 214');
    await keyboard.go('button', say('consult-button'));
    assert.ok((await reads(page)).includes(say('consult-open')));

    const maya = await staff(browser, look, server, 'maya');
    await maya.page.goto('/home');
    assert.ok((await reads(maya.page)).includes(maya.say('notice-consult')));
    await maya.page.goto('/consult');
    assert.ok((await reads(maya.page)).includes(maya.say('topic-reporting')));
    await assertAccessible(maya.page);
    await maya.keyboard.go('button', new RegExp(`^${maya.say('consult-answered')}`));
    await page.reload();
    assert.ok(!(await reads(page)).includes(say('consult-open')), 'both sides know');
    await assertAccessible(page);
    await rosa.close();
    await maya.close();
  });
}
