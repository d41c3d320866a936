// A lead plans a training and writes down who was there; only a certified advocate takes a slot; the drill says what
// breaks. By keyboard, on a phone, in both languages, with script and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { heading, reads, staff } from '../lib/staff.mjs';

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ size: ['phone'], scheme: ['light'] }).filter((look) => (look.language === 'en') === look.script)) {
  test(`a lead runs trainings, programs and what keeps them going: ${spell(look)}`, async () => {
    const maya = await staff(browser, look, server, 'maya');
    const { page, keyboard, say } = maya;
    const looked = async () => {
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
    };
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-together'));
    const home = new URL(page.url()).pathname;

    // A training is planned and held; who of us was there stays with us.
    await keyboard.go('link', say('trainings-title'));
    await keyboard.go('link', say('training-new'));
    await page.getByRole('combobox', { name: say('training-topic'), exact: true }).selectOption('health_services');
    await page.getByLabel(say('meeting-day'), { exact: true }).fill('2026-01-14');
    await keyboard.choose(say('training-host'), say('host-health_center'));
    await keyboard.tick(say('meeting-held'));
    await keyboard.go('button', say('together-save'));
    assert.equal(await heading(page), say('training-title'));
    await keyboard.go('link', say('training-attendance'));
    await keyboard.tick(/Ines/);
    await page.getByRole('combobox', { name: `Ines Carrillo: ${say('training-after')}` }).selectOption('4');
    await looked();
    await keyboard.go('button', say('together-save'));
    assert.ok((await reads(page)).includes(`${say('role-advocate')}: 1`));
    assert.ok(!(await page.getByRole('main').innerText()).includes('Ines'));
    await looked();

    // Nobody is certified for substance use: nobody can be chosen. After a certificate, somebody can.
    await page.goto(`${home}/slots`);
    const support = page.getByRole('listitem').filter({ hasText: say('skill-substance_use') });
    const take = await support.getByRole('link', { name: say('slot-staff') }).first().getAttribute('href');
    await page.goto(take);
    if (look.script) {
      assert.ok((await reads(page)).includes(say('slot-nobody-may')));
      await keyboard.go('link', say('certificates-title'));
      await keyboard.go('link', say('certificate-new'));
      await page.getByRole('combobox', { name: say('certificate-member') }).selectOption({ label: 'June Park' });
      await keyboard.choose(say('certificate-skill'), say('skill-substance_use'));
      await keyboard.type(say('certificate-hours'), '20', 'spinbutton');
      await page.getByLabel(say('certificate-certified-on'), { exact: true }).fill('2026-01-05');
      await keyboard.go('button', say('together-save'));
      assert.equal(await heading(page), say('certificates-title'));
      await looked();
      await page.goto(take);
    }
    await keyboard.choose(say('slot-member'), 'June Park');
    await keyboard.go('button', say('together-save'));
    assert.ok((await support.first().innerText()).includes('June Park'));
    await looked();

    // What it costs, who pays until when; and what breaks when somebody leaves.
    await page.goto(`${home}/sustainability`);
    assert.ok((await reads(page)).includes(say('fund-soon')));
    await looked();
    await keyboard.go('link', say('drill-title'));
    await keyboard.go('link', new RegExp(`^${say('drill-ask').replace('?', '\\?')}.*Maya`));
    const broken = await reads(page);
    for (const key of ['drill-nothing-changes', 'drill-liaison', 'drill-only-lead']) assert.ok(broken.includes(say(key)), key);
    await looked();
    // She hands over, and gets it back: both stand on the home of the partnership.
    const handOver = async (from, to) => {
      await page.goto(`${home}/drill`);
      await keyboard.go('link', new RegExp(`^${say('drill-ask').replace('?', '\\?')}.*${from}`));
      await keyboard.go('link', say('hand-over-title'));
      await page.getByRole('combobox', { name: say('hand-over-to') }).selectOption({ label: to });
      await keyboard.go('button', say('hand-over-button'));
      const answers = await page.getByRole('region', { name: say('answers-title') }).innerText();
      assert.ok(answers.indexOf(to) < answers.indexOf(from), answers);
    };
    await handOver('Maya Thornton', 'Ines Carrillo');
    await looked();
    await handOver('Ines Carrillo', 'Maya Thornton');
    // The other side sees that somebody takes the slot, and not who.
    await maya.close();
    const dana = await staff(browser, look, server, 'dana');
    await dana.page.goto(`${home}/slots`);
    const seen = await dana.page.getByRole('main').innerText();
    assert.ok(seen.includes(dana.say('slot-staffed')) && !seen.includes('June Park'));
    // Nor how many came when they were few: that stays with whoever counted.
    const few = dana.say('program-heads-few', { least: 11 });
    assert.ok(seen.includes(few) && !/4 came|vinieron 4/.test(seen), seen);
    // What is late stands on the home of both.
    await dana.page.goto('/home');
    assert.ok((await reads(dana.page)).includes(dana.say('watch-title')));
    await assertAccessible(dana.page);
    await dana.close();
  });
}
