// The eight pages of a release, gone through by keyboard.

import assert from 'node:assert/strict';
import { LAKESIDE, heading } from './staff.mjs';

// Page by page: the key of its heading, and what a practiced hand does on it.
export const STEPS = [
  ['release-heading-other-way', ({ keyboard, say }) => keyboard.choose(say('release-other-way'), say('other-go_on'))],
  [
    'release-heading-what',
    async ({ keyboard, say }, { elements, part2 }) => {
      for (const element of elements) await keyboard.tick(say(`element-${element}`));
      if (part2) await keyboard.tick(say('release-part2'));
    },
  ],
  [
    'release-heading-who',
    ({ keyboard, say }, { org }) => keyboard.choose(say('release-recipient'), new RegExp(`^${org}`)),
  ],
  ['release-heading-why', ({ keyboard, say }, { why }) => keyboard.choose(say('release-why'), say(why))],
  ['release-heading-how-long', async () => {}],
  [
    'release-heading-rights',
    async ({ page, keyboard, say }) => {
      const heard = await page.locator('html').getAttribute('lang');
      await keyboard.choose(say('release-read-in'), say(`language-${heard}`));
    },
  ],
  [
    'release-heading-sign',
    async ({ keyboard, say }, { name }) => {
      await keyboard.choose(say('release-signer'), say('signer-survivor'));
      await keyboard.tick(say('release-of-age-tick'));
      await keyboard.tick(say('release-not-abuser'));
      await keyboard.choose(say('release-where'), say('presence-in_person'));
      await keyboard.choose(say('release-method'), say('method-typed'));
      await keyboard.type(`${say('release-signed-name')} (${say('optional')})`, name);
    },
  ],
  [
    'release-heading-copy',
    async ({ keyboard, say }, { copy }) => {
      if (copy) await keyboard.choose(say('release-copy'), say(`copy-${copy}`));
    },
  ],
];

export const USUAL = {
  elements: ['request', 'name', 'contact_plan', 'contact', 'needs', 'visit_wishes'],
  org: LAKESIDE,
  why: 'release-purpose-referral',
  name: 'A.',
};

// Goes on from the page that is open through those that are left. `look(heading)` is called on each.
export async function walk(visitor, answers = {}, { from = 0, to = STEPS.length, look = async () => {} } = {}) {
  const { page, keyboard, say } = visitor;
  for (const [key, answer] of STEPS.slice(from, to)) {
    assert.equal(await heading(page), say(key));
    await look(key);
    await answer(visitor, { ...USUAL, ...answers });
    await keyboard.go('button', say(key === 'release-heading-copy' ? 'release-finish' : 'release-continue'));
  }
}
