// What stays hidden: a person behind Back, and what was typed about them anywhere outside the page itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, looks, spell } from '../lib/browser.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { assertNothingOf, handOver, reads, row, send, staff } from '../lib/staff.mjs';

const NAME = 'Canary Quetzal';
const NUMBER = '(312) 555-0166';
const TRACES = ['canary', 'quetzal', '555-0166', '5550166'];

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const look of looks({ language: ['en'], size: ['phone'], scheme: ['light'] })) {
  for (const [how, leave] of [
    ['the screen is locked', ({ keyboard, say }) => keyboard.go('button', say('lock-full'))],
    ['signing out', signOut],
  ]) {
    test(`Back never shows a person after ${how}: ${spell(look)}`, async () => {
      const rosa = await staff(browser, look, server, 'rosa');
      await handOver(rosa, { name: NAME, number: NUMBER });
      await rosa.close();

      const june = await staff(browser, look, server, 'june');
      const { page, keyboard, say, close } = june;
      await keyboard.within(page.getByRole('navigation')).go('link', say('nav-inbox'));
      await keyboard.within((await row(page, say('inbox-waiting'))).first()).go('link', /./);
      assert.ok((await reads(page)).includes(NAME), 'the person stands on the open page');
      await leave(june);
      await assertNothingOf(page, [NAME, NUMBER]);
      for (let back = 0; back < 3; back += 1) {
        await page.goBack();
        await assertNothingOf(page, [NAME, NUMBER]);
      }
      await page.goForward();
      await assertNothingOf(page, [NAME, NUMBER]);
      await close();
    });
  }

  test(`what is typed about a person is in no address, title, header or log: ${spell(look)}`, async () => {
    const watched = await staff(browser, look, server, 'rosa');
    const { context, page, keyboard, say, close } = watched;
    const told = [];
    const answers = [];
    context.on('request', (request) => told.push(`address ${request.url()}`));
    context.on('response', (response) => answers.push(response));
    page.on('load', async () => told.push(`title ${await page.title()}`));

    // Refused once for a missing answer, so that what was typed comes back in a page of errors too.
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-note'));
    await keyboard.choose(say('note-next'), say('next-support_now'));
    await keyboard.choose(say('note-handoff'), say('handoff-advocate_reaches_out'));
    await keyboard.choose(say('note-alone'), say('alone-part'));
    await keyboard.type(say('note-name'), NAME);
    await keyboard.choose(say('note-way'), say('way-call'));
    await keyboard.type(say('note-number'), NUMBER);
    await keyboard.tick(say('time-any_time'));
    await send(watched);
    assert.equal(await page.getByRole('alert').count(), 1);
    assert.equal(await page.getByRole('textbox', { name: say('note-name') }).inputValue(), NAME);

    // Then sent, listed and opened.
    const code = await handOver(watched, { name: NAME, number: NUMBER });
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-sent'));
    await keyboard.within(await row(page, code, say('sent-delivered'))).go('link', /./);
    assert.ok((await reads(page)).includes(NAME));

    assert.ok(answers.length > 5, 'the answers were watched');
    for (const answer of answers) {
      for (const { name, value } of await answer.headersArray()) told.push(`header ${name}: ${value}`);
    }
    told.push(server.errors, server.output);
    for (const line of told) {
      const plain = readable(line).toLowerCase();
      for (const trace of TRACES) assert.ok(!plain.includes(trace), `“${trace}” is in: ${line}`);
    }
    await close();
  });
}

// Out of the percent signs of an address, where they make sense.
function readable(line) {
  try {
    return `${line} ${decodeURIComponent(line.replaceAll('+', ' '))}`;
  } catch {
    return line;
  }
}

// The button stands in the menu of the top bar.
async function signOut({ page, keyboard, say }) {
  const menu = page.getByRole('banner').locator('summary');
  await menu.focus();
  await page.keyboard.press('Enter');
  await keyboard.go('button', say('sign-out'));
}
