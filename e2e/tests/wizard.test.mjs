// A release is talked through on eight short pages, left and taken up again, and the paper of it says nothing that
// would tell who gave it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from '../lib/axe.mjs';
import { assertNoSidewaysScroll, launch, looks, spell } from '../lib/browser.mjs';
import { screen } from '../lib/screens.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { HARBOR_HOUSE, LAKESIDE, handOver, heading, pattern, row, staff } from '../lib/staff.mjs';
import { STEPS, USUAL, walk } from '../lib/wizard.mjs';

const PAGES = 8;
const MOST_INPUTS = 24;
// What stands on no paper that a survivor takes along, in neither language.
const REFUSED = [
  HARBOR_HOUSE, 'Harbor', LAKESIDE, 'Lakeside', 'Partner Desk', 'Footbridge', 'violence', 'violencia', 'abuse', 'abuso',
  'http', '.org', 'localhost', '127.0.0.1', 'advocate', 'intercesora', 'shelter', 'refugio', '555-',
];

let server, browser;
before(async () => ([server, browser] = await raise([demo(['--empty', '--unlimited']), launch()])));
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Hands that are counted: a choice, a tick, a text and a button are an input each.
function counted(keyboard) {
  const count = { inputs: 0 };
  const hands = Object.create(keyboard);
  for (const deed of ['choose', 'tick', 'type', 'field', 'go', 'press']) {
    hands[deed] = (...words) => {
      count.inputs += 1;
      return keyboard[deed](...words);
    };
  }
  return [hands, count];
}

const toTheWizard = async ({ keyboard, page, say }) => {
  await keyboard.within(page.getByRole('navigation')).go('link', say('nav-reverse'));
  await keyboard.go('link', say('reverse-yes-button'));
};

// What a person reads on the printed sheet.
async function printed(page) {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').evaluate((body) => body.innerText);
  const title = await page.title();
  await page.emulateMedia({ media: 'screen' });
  return `${title}\n${text}`;
}

for (const look of looks({ size: ['phone'], scheme: ['light'] })) {
  test(`eight pages, in at most ${MOST_INPUTS} inputs, by keyboard: ${spell(look)}`, async () => {
    const visitor = await staff(browser, look, server, 'june');
    const { page, say, close } = visitor;
    await toTheWizard(visitor);
    const [keyboard, count] = counted(visitor.keyboard);
    const seen = [];
    await walk({ ...visitor, keyboard }, { copy: undefined }, {
      look: async (key) => {
        seen.push(key);
        await assertAccessible(page);
        await assertNoSidewaysScroll(page);
        await screen(page, `wizard-${seen.length}-${look.language}-${look.script ? 'script' : 'plain'}`);
        assert.ok((await page.locator('.step-of').textContent()).includes(String(seen.length)));
        // Where somebody is to be asked, no answer stands there before.
        if (['release-heading-other-way', 'release-heading-what', 'release-heading-who', 'release-heading-why'].includes(key)) {
          assert.equal(await page.locator('main :checked').count(), 0, key);
        }
      },
    });
    assert.equal(await heading(page), say('details-heading', { org: LAKESIDE }));
    assert.equal(seen.length, PAGES);
    assert.ok(count.inputs <= MOST_INPUTS, `${count.inputs} inputs`);
    await close();
  });

  if (look.script) {
    test(`a signature is drawn with a finger, and stands on the form as it was drawn: ${spell(look)}`, async () => {
      const visitor = await staff(browser, look, server, 'june');
      const { page, keyboard, say, close } = visitor;
      await toTheWizard(visitor);
      await walk(visitor, {}, { to: 6 });
      await keyboard.choose(say('release-signer'), say('signer-survivor'));
      await keyboard.tick(say('release-of-age-tick'));
      await keyboard.tick(say('release-not-abuser'));
      await keyboard.choose(say('release-where'), say('presence-in_person'));
      await keyboard.choose(say('release-method'), say('method-drawn'));
      const pad = page.locator('.pad canvas');
      await pad.scrollIntoViewIfNeeded();
      const box = await pad.boundingBox();
      const draw = async (...points) => {
        const [[x, y], ...rest] = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (const [x, y] of rest) await page.mouse.move(x, y);
        await page.mouse.up();
      };
      // What is cleared is not kept.
      await draw([0.1, 0.1], [0.2, 0.9]);
      await keyboard.press('button', say('release-pad-clear'));
      assert.equal(await page.locator('.pad input[name=drawing]').inputValue(), '');
      await draw([0.25, 0.25], [0.5, 0.5], [0.75, 0.25]);
      await draw([0.5, 0.75], [0.75, 0.75]);
      const drawn = await page.locator('.pad input[name=drawing]').inputValue();
      assert.match(drawn, /^M\d+ \d+L\d+ \d+L\d+ \d+M\d+ \d+L\d+ \d+$/);
      await screen(page, `wizard-drawn-${look.language}`);
      await keyboard.go('button', say('release-continue'));
      await walk(visitor, { copy: undefined }, { from: 7 });
      const [, id] = /\/reverse\/([^/]+)\/details/.exec(page.url());
      await page.goto(`/releases/${id}/form`);
      const path = await page.locator('svg.drawn path').getAttribute('d');
      const numbers = (said) => said.match(/\d+/g);
      assert.deepEqual(numbers(path), numbers(drawn));
      await assertAccessible(page);
      await screen(page, `wizard-drawn-form-${look.language}`);
      await close();
    });

    test(`where the number stays here, "do not contact" is what is seen to cross: ${spell(look)}`, async () => {
      const visitor = await staff(browser, look, server, 'june');
      const { page, keyboard, say, close } = visitor;
      await toTheWizard(visitor);
      await walk(visitor, { elements: ['request', 'contact_plan'], copy: undefined });
      await keyboard.choose(say('details-way'), say('way-call'));
      await keyboard.type(`${say('details-number')} (${say('optional')})`, '(312) 555-0166');
      await keyboard.type(`${say('details-words')} (${say('optional')})`, 'the survey');
      const strip = (await page.locator('.review .exactly').innerText()).toLowerCase();
      assert.ok(strip.includes(say('way-do_not_contact').toLowerCase()), strip);
      for (const stays of [say('way-call').toLowerCase(), '555', 'the survey']) assert.ok(!strip.includes(stays), strip);
      await assertAccessible(page);
      await screen(page, `details-no-number-${look.language}`);
      await close();
    });
  }

  test(`the words are seen while they are chosen, or on the next page: ${spell(look)}`, async () => {
    const visitor = await staff(browser, look, server, 'june');
    const { page, keyboard, say, close } = visitor;
    await toTheWizard(visitor);
    await walk(visitor, {}, { to: 1 });
    await keyboard.tick(say('element-request'));
    await keyboard.tick(say('element-needs'));
    const preview = page.locator('.review .exactly');
    if (look.script) assert.equal(await preview.innerText(), `${say('mine-request')}, ${say('mine-needs')}`);
    else assert.ok(!(await preview.isVisible()));
    await keyboard.go('button', say('release-continue'));
    assert.ok((await page.locator('.exact').innerText()).includes(`${say('mine-request')}, ${say('mine-needs')}`));
    await close();
  });

  test(`the one thing that is told to the sender is seen while it is ticked: ${spell(look)}`, async () => {
    const rosa = await staff(browser, look, server, 'rosa');
    await handOver(rosa, { name: USUAL.name, number: '(312) 555-0166' });
    await rosa.close();
    const visitor = await staff(browser, look, server, 'june');
    const { page, keyboard, say, close } = visitor;
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-inbox'));
    await keyboard.within(await row(page, say('inbox-waiting'))).go('link', /./);
    const record = page.url();
    await keyboard.go('button', pattern(say, 'referral-accept-full', { org: LAKESIDE }, 'wait'));
    await page.goto(`${record}/release`);
    await walk(visitor, {}, { to: 1 });
    const preview = page.locator('.review .exactly');
    if (look.script) assert.equal(await preview.innerText(), say('release-preview-nothing'));
    await keyboard.tick(say('element-attendance'));
    if (look.script) assert.equal(await preview.innerText(), say('mine-attendance'));
    else assert.ok(!(await preview.isVisible()));
    await keyboard.go('button', say('release-continue'));
    assert.equal(await heading(page), say('release-heading-who'));
    await close();
  });

  test(`it is left, taken up again, and discarded: ${spell(look)}`, async () => {
    const visitor = await staff(browser, look, server, 'ines');
    const { page, keyboard, say, close } = visitor;
    await toTheWizard(visitor);
    await walk(visitor, {}, { to: 3 });
    await keyboard.go('link', say('release-leave-link'));
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `wizard-begun-${look.language}-${look.script ? 'script' : 'plain'}`);
    await keyboard.go('link', pattern(say, 'releases-begun-go-on-full', {}, 'code'));
    assert.equal(await heading(page), say('release-heading-why'));
    // A later page opened by hand leads back here.
    const address = page.url();
    await page.goto(address.replace(/why$/, 'copy'));
    assert.equal(page.url(), address);
    await keyboard.go('button', say('release-discard'));
    assert.equal(await heading(page), say('release-instead-nothing'));
    await assertAccessible(page);
    await keyboard.within(page.getByRole('navigation')).go('link', say('nav-releases'));
    assert.equal(await page.getByText(say('releases-begun-title')).count(), 0);
    await close();
  });

  test(`the paper is plain, and says nothing that tells who gave it: ${spell(look)}`, async () => {
    const visitor = await staff(browser, look, server, 'june');
    const { page, say, close } = visitor;
    await toTheWizard(visitor);
    await walk(visitor, { copy: 'print' });
    const text = await printed(page);
    for (const words of ['receipt-title', 'receipt-choose', 'receipt-stop', 'receipt-paper', 'mine-name', 'mine-contact_plan']) {
      assert.ok(text.includes(say(words)), `${words}: ${text}`);
    }
    for (const refused of REFUSED) {
      assert.ok(!text.toLowerCase().includes(refused.toLowerCase()), `${refused} is on the paper:\n${text}`);
    }
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
    await screen(page, `receipt-${look.language}-${look.script ? 'script' : 'plain'}`);
    await close();
  });

  test(`what is wrong is said beside its field, and nothing is lost: ${spell(look)}`, async () => {
    const visitor = await staff(browser, look, server, 'june');
    const { page, keyboard, say, close } = visitor;
    await toTheWizard(visitor);
    await keyboard.go('button', say('release-continue'));
    await assertAccessible(page);
    assert.equal(await heading(page), say('release-heading-other-way'));
    await walk(visitor, {}, { to: 6 });
    await keyboard.choose(say('release-method'), say('method-typed'));
    await keyboard.type(`${say('release-signed-name')} (${say('optional')})`, USUAL.name);
    await keyboard.go('button', say('release-continue'));
    await page.getByRole('alert').waitFor();
    await assertAccessible(page);
    assert.equal(await page.locator('#signed_name').inputValue(), USUAL.name);
    await screen(page, `wizard-wrong-${look.language}-${look.script ? 'script' : 'plain'}`);
    await walk(visitor, {}, { from: 6 });
    assert.equal(await heading(page), say('details-heading', { org: LAKESIDE }));
    await close();
  });
}

test('the steps that are tested are all there are', () => assert.equal(STEPS.length, PAGES));
