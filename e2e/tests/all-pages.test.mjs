// Every page of the product, in both languages, light and dark, with something on it and with nothing, and after a
// form was refused: no fault that axe knows, and no sideways scroll on the narrowest phone. Each language is seen with
// script and without. At the end, no page of the table of routes may have been left out.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { Eye } from '../lib/eye.mjs';
import { sendNothing } from '../lib/forms.mjs';
import { gets, unseen } from '../lib/routes.mjs';
import { demo } from '../lib/server.mjs';
import { raise } from '../lib/stage.mjs';
import { staff } from '../lib/staff.mjs';
import * as stories from '../lib/stories.mjs';

// Who looks at what without an id in its address.
const PAGES = {
  nobody: ['/sign-in', '/join', '/recover', '/help', '/safety', '/find'],
  rosa: ['/notes/new', '/sent', '/disclosures', '/inbox', '/inbox/finished', '/services', '/directory', '/sessions', '/mail', '/recovery-sheet', '/help'],
  sam: ['/arrivals', '/stop'],
  dana: ['/home', '/sent', '/organization', '/people', '/people/invite', '/people/hide', '/people/hidden', '/people/kept', '/settings', '/settings/saved', '/partnership', '/partnership/accept', '/affiliations', '/directory/work', '/directory/import', '/retention', '/retention/due', '/retention/words', '/audit', '/disclosures', '/mandated', '/mandated/new'],
  june: ['/inbox', '/inbox/finished', '/sent', '/releases', '/reverse', '/reverse/offered', '/reverse/slip', '/releases/new', '/releases/instead/call', '/releases/instead/carry', '/releases/instead/nothing', '/stop', '/stop/done'],
  maya: ['/home', '/organization', '/people', '/partnership', '/retention', '/retention/due', '/retention/words', '/audit', '/audit/odd'],
};

// One of each kind of page behind a link: the list, and how such links begin.
const BEHIND = {
  rosa: [
    ['/sent', '/referrals/'],
    ['/disclosures', '/disclosures/'],
  ],
  sam: [['/arrivals', '/arrivals/']],
  june: [
    ['/inbox', '/referrals/'],
    ['/inbox/finished', '/referrals/'],
    ['/sent', '/referrals/'],
    ['/releases', '/releases/'],
  ],
  dana: [
    ['/people', '/people/'],
    ['/partnership', '/partnership/'],
  ],
};

// Forms that refuse to be sent with nothing in them. Those behind a link are in the stories.
const FORMS = {
  nobody: ['/sign-in', '/join', '/recover'],
  rosa: ['/notes/new', '/recovery-sheet'],
  june: ['/reverse/slip', '/releases/new', '/stop'],
  dana: ['/people/invite', '/people/hide', '/mandated/new', '/partnership/accept', '/directory/import'],
};

// Stories of a record need organizations that have no other; the rest go where the day already has something.
const TOLD_ON_EMPTY = ['handOver', 'bookVisit'];
const TOLD_ON_FULL = ['together', 'agreed', 'listings', 'directory', 'calendar', 'nouns', 'programs', 'plan', 'letters', 'consult', 'mandated', 'newcomer', 'partnership', 'settings', 'stale', 'errors', 'lock', 'askedAgain'];

// Routes that GET answers with no page of their own.
const NO_PAGE = {
  '/': 'leads to the first page of the menu',
  '/leave': 'leads away to another site',
  '/together': 'leads to the home of the only partnership',
  '/healthz': 'a word for machines',
  '/mail/code': 'needs a mail server: mail.test.mjs looks at it',
  '/mail/times': 'needs a mail server: mail.test.mjs looks at it',
  '/releases/begun/{id}': 'leads to the first open page of a release',
  '/assets/{version}/{name}': 'files',
  '/services/{id}/en.pdf': 'a paper',
  '/coalition/paper.pdf': 'a paper',
  '/together/{id}/mou/versions/{n}/paper.pdf': 'a paper',
  '/coalition': 'a coalition’s: coalition.test.mjs looks at it',
  '/coalition/table.csv': 'a table for other programs',
  '/directory/import/{id}/rows.csv': 'a table for other programs',
  '/affiliations/{id}/words': 'needs a coalition: coalition.test.mjs looks at it',
  '/affiliations/{id}/tell': 'needs a coalition: coalition.test.mjs looks at it',
  '/affiliations/{id}/end': 'needs a coalition: coalition.test.mjs looks at it',
  '/together/{id}/successes/table.csv': 'a table for other programs',
  '/together/{id}/quality/table.csv': 'a table for other programs',
  '/together/{id}/successes/periods/{period}/paper.pdf': 'a paper',
  '/together/{id}/successes/periods/{period}/table.csv': 'a table for other programs',
  '/together/{id}/cards/{batch}/cards.pdf': 'a paper',
  '/services/{id}/es.pdf': 'a paper',
  '/calendar/{id}': 'a file for calendar programs',
  '/hsds': 'for programs',
  '/hsds/openapi.json': 'for programs',
  '/hsds/package.zip': 'for programs',
  '/hsds/organizations': 'for programs',
  '/hsds/organizations/{id}': 'for programs',
  '/hsds/services': 'for programs',
  '/hsds/services/{id}': 'for programs',
  '/hsds/service_at_locations': 'for programs',
  '/hsds/service_at_locations/{id}': 'for programs',
  '/hsds/taxonomies': 'for programs',
  '/hsds/taxonomies/{id}': 'for programs',
  '/hsds/taxonomy_terms': 'for programs',
  '/hsds/taxonomy_terms/{id}': 'for programs',
  '/referrals/{id}/pass': 'shows the record, as /accept beside it, which is looked at',
  '/referrals/{id}/know': 'shows the record, as /accept beside it, which is looked at',
  '/arrivals/{id}/know': 'shows the visit, as /came beside it, which is looked at',
  '/arrivals/{id}/undo': 'shows the visit, as /came beside it, which is looked at',
  '/referrals/{id}/plan/send': 'shows the record, as /accept beside it, which is looked at',
  '/referrals/{id}/wishes': 'shows the record, as /accept beside it, which is looked at',
  '/referrals/{id}/unrestrict': 'shows the record, as /accept beside it, which is looked at',
  '/releases/{id}/unrestrict': 'shows the page of the restriction, which is looked at',
  '/referrals/{id}/connected': 'shows the record, as /accept beside it, which is looked at',
  '/referrals/{id}/hold-lift': 'shows the page of the hold, which is looked at',
  '/referrals/{id}/stop-again': 'shows the record, as /accept beside it, which is looked at',
};

const LOOKS = [
  { language: 'en', size: 'desk' },
  { language: 'es', size: 'phone' },
];
// Each language is seen with script and without: with it on full pages, without it on empty ones, or the reverse.
const looks = (isFull) => LOOKS.map((look) => ({ ...look, script: (look.language === 'en') === isFull }));
const spell = (look) => `${look.language}, ${look.script ? 'script' : 'no script'}, ${look.size}`;

let full, empty, browser;
const fresh = [];
const been = new Set();
before(async () => {
  [full, empty, browser] = await raise([demo(['--unlimited']), demo(['--empty', '--unlimited']), launch()]);
});
after(async () => {
  await browser?.close();
  await Promise.all([full, empty, ...fresh].map((server) => server?.stop()));
});

// Two servers, side by side. At each of them one look comes after the other, since a language is a member's.
describe('pages', { concurrency: 2 }, () => {
  describe('with something on them', { concurrency: 1 }, () => {
    for (const look of looks(true)) {
      for (const who of Object.keys(PAGES)) {
        test(`for ${who}: ${spell(look)}`, () =>
          asking(look, () => full, async ({ come }) => {
            const { page, eye, close } = await come(who);
            for (const path of PAGES[who]) await eye.visit(path);
            for (const [list, begins] of BEHIND[who] ?? []) {
              await page.goto(list);
              for (const path of await kinds(page.getByRole('main'), begins)) await eye.visit(path);
            }
            for (const path of FORMS[who] ?? []) {
              await page.goto(path);
              await sendNothing(page, path);
              await eye.refused(`${path} sent with nothing in it`);
            }
            await close();
          }));
      }
      for (const name of TOLD_ON_FULL) {
        test(`${name}: ${spell(look)}`, () => asking(look, () => full, stories[name]));
      }
    }
  });

  describe('with nothing on them', { concurrency: 1 }, () => {
    for (const look of looks(false)) {
      for (const who of Object.keys(PAGES)) {
        test(`for ${who}: ${spell(look)}`, () =>
          asking(look, () => empty, async ({ come }) => {
            const { eye, close } = await come(who);
            for (const path of PAGES[who]) await eye.visit(path);
            await close();
          }));
      }
    }
    // After both looks have seen that there is nothing.
    for (const look of looks(false)) {
      for (const name of TOLD_ON_EMPTY) {
        test(`${name}: ${spell(look)}`, () => asking(look, () => empty, stories[name]));
      }
      test(`setUp: ${spell(look)}`, async () => {
        const server = await demo(['--first-run', '--unlimited']);
        fresh.push(server);
        await asking(look, () => server, stories.setUp);
      });
    }
  });
});

test('no page of the table of routes is left out', async () => {
  const patterns = await gets();
  const gone = Object.keys(NO_PAGE).filter((pattern) => !patterns.includes(pattern));
  assert.deepEqual(gone, [], 'exceptions that are no routes any more');
  assert.deepEqual(unseen(patterns, [...been]), Object.keys(NO_PAGE).sort(byPlaceIn(patterns)));
});

const byPlaceIn = (patterns) => (a, b) => patterns.indexOf(a) - patterns.indexOf(b);

// What somebody takes along from one visit to the next, by server and login, while their password still counts for
// everything: pages that ask for it again have a story of their own.
const cookies = new Map();
const FRESH_MS = 5 * 60_000;

// Runs a story and gathers the faults of all who come in it.
async function asking(look, at, story) {
  const server = at();
  const eyes = [];
  const eyed = (visitor) => {
    const eye = new Eye(visitor.page, look, been);
    eyes.push(eye);
    return { ...visitor, eye };
  };
  const guest = async () => eyed(await visit(browser, look, server.address));
  const come = async (who) => {
    if (who === 'nobody') return guest();
    const key = `${who} at ${server.address}`;
    const taken = cookies.get(key);
    const still = taken && Date.now() - taken.since < FRESH_MS ? taken : { since: Date.now() };
    const visitor = await staff(browser, look, server, who, still.jar);
    const close = async () => {
      cookies.set(key, { since: still.since, jar: await visitor.context.cookies() });
      await visitor.close();
    };
    return eyed({ ...visitor, close });
  };
  const elsewhere = async (who, words) => {
    const server = await demo(['--empty', ...words]);
    fresh.push(server);
    return eyed(await staff(browser, look, server, who));
  };
  // At a server that counts, as a real one does.
  const hasty = (who) => elsewhere(who, []);
  // At a server for which every password was typed too long ago.
  const doubted = (who) => elsewhere(who, ['--unlimited', '--ask-again']);
  const hrefOf = async (place, begins, ends = '') => {
    const found = (await kinds(place, begins)).find((path) => path.endsWith(ends));
    assert.ok(found, `no link to ${begins}…${ends}`);
    return found;
  };
  const faults = () => eyes.flatMap((eye) => eye.faults);
  await story({ come, guest, hasty, doubted, hrefOf, look, token: server.token }).catch((error) => {
    // What was seen before tells why the story broke off.
    throw new Error(['the story broke off', ...faults()].join('\n'), { cause: error });
  });
  assert.deepEqual(faults(), []);
}

// One address of each kind that begins so: `/people/…/roles` and `/people/…/end` are two kinds.
async function kinds(place, begins) {
  const paths = await place.locator(`a[href^="${begins}"]`).evaluateAll((links) => links.map((a) => a.pathname));
  const found = new Map();
  for (const path of paths) {
    const kind = path.replaceAll(/[0-9a-f-]{32,36}/g, '*');
    if (kind.includes('*') && !found.has(kind)) found.set(kind, path);
  }
  assert.ok(found.size > 0, `something leads to ${begins}`);
  return [...found.values()];
}
