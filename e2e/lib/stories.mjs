// What pages look like once something was done on them or refused: each story walks through one room of the product
// with the people it takes, and looks at every page on the way. `come(who)` answers somebody who has signed in, `guest()`
// somebody who has not; both have an `eye`. Each is told once in each language.

import assert from 'node:assert/strict';
import { chicago } from './days.mjs';
import { sendNothing, send } from './forms.mjs';
import { row } from './staff.mjs';

export * from './houses.mjs';

const NAME = 'Quetzalina';
const NUMBER = '(312) 555-0166';
const RELEASE = {
  what: { elements: ['request', 'name', 'contact_plan', 'contact', 'needs', 'visit_wishes'] },
  who: {},
  why: { why: 'warm_referral' },
  'how-long': { days: 'day', until: chicago(3) },
  rights: { read_in: 'es' },
  sign: { role: 'survivor', of_age: 'on', not_abuser: 'on', presence: 'in_person', method: 'typed', signed_name: NAME },
  copy: { copy: 'pickup' },
};

// A patient is handed over; an advocate works on it; the clinician stops sharing.
export async function handOver({ come, hrefOf }) {
  const rosa = await come('rosa');
  await rosa.page.goto('/notes/new');
  const wish = { alone: 'yes', limits: 'on', next: 'support_now', handoff: 'advocate_reaches_out' };
  await send(rosa.page, '/notes/new', { ...wish, name: NAME, way: 'call', number: '', times: 'any_time' });
  await rosa.eye.refused('a note without the number to call');
  await send(rosa.page, '/notes/new', { number: NUMBER });
  await rosa.eye.see('a note under review');
  await send(rosa.page, '/notes/new', { agreed: 'on' });
  await rosa.eye.see('a note that was sent');

  const june = await come('june');
  await june.page.goto('/inbox');
  const record = await hrefOf(await row(june.page, june.say('inbox-waiting')), '/referrals/');
  // Opened by hand, a deed's address shows the record.
  await june.eye.visit(`${record}/accept`);
  await sendNothing(june.page, '/decline');
  await june.eye.refused('declined without a reason');
  const ines = await come('ines');
  await ines.page.goto(record);
  await send(ines.page, '/know');
  await ines.eye.see('what somebody sees who knows the person');
  await ines.eye.visit(record, 404);
  await ines.close();
  await june.page.goto(record);
  await send(june.page, '/accept');
  await june.eye.see('taken');
  await send(june.page, '/number');
  await june.eye.see('the number is shown');
  await june.eye.visit(`${record}/plan`);
  await sendNothing(june.page, '/plan');
  await june.eye.refused('a plan with nothing in it');
  await june.page.goto(`${record}/plan`);
  await send(june.page, '/plan', { code_word: 'blue kite', who_may_answer: 'an aunt' });
  await june.eye.see('the plan was put down anew');
  for (const part of ['/code-word', '/who-may-answer']) {
    await june.page.goto(record);
    await send(june.page, part);
    await june.eye.see(`${part} is shown`);
  }
  await june.page.goto(record);
  await send(june.page, '/wishes', { wishes: ['plan_only', 'only_partner'] });
  await june.eye.see('what the person asks for is written down');
  await june.page.goto(record);
  await send(june.page, '/restrict');
  await june.eye.refused('kept to nobody');
  for (const deed of ['/recheck', '/attempt', '/close']) {
    await june.page.goto(record);
    await sendNothing(june.page, deed);
    await june.eye.refused(`nothing said to ${deed}`);
  }
  for (const start of [`${record}/release`, `${record}/release/care`]) {
    await june.eye.visit(start);
    await sendNothing(june.page, start);
    await june.eye.refused('a release on a record, with nothing in it');
  }

  const maya = await come('maya');
  await maya.page.goto(record);
  await sendNothing(maya.page, '/hide');
  await maya.eye.refused('hidden from nobody');
  await maya.close();

  await june.page.goto(record);
  await send(june.page, '/connected');
  await june.eye.see('connected');
  await send(june.page, '/close', { outcome: 'service_used' });
  await june.eye.see('over');
  await june.close();

  await rosa.page.goto('/sent');
  const sent = await hrefOf(rosa.page.getByRole('main'), '/referrals/');
  await rosa.eye.visit(`${sent}/paper`);
  await rosa.eye.visit(sent);
  await rosa.eye.visit(`${sent}/stop`);
  await send(rosa.page, '/stop');
  await rosa.eye.see('sharing has stopped');
  await rosa.eye.visit(sent);
  await forgetting({ come, rosa, sent, record });
  await rosa.close();
}

// The words are forgotten at the receiver, a hold is put and lifted, the partner is asked, everything goes, and the pages
// prove it.
async function forgetting({ come, rosa, sent, record }) {
  const maya = await come('maya');
  await maya.eye.visit(`${record}/hold`);
  await sendNothing(maya.page, '/hold');
  await maya.eye.refused('a hold without a document');
  await send(maya.page, '/hold', { document: '2026-CV-01147' });
  await maya.eye.see('a record that is held');
  await maya.eye.visit(`${record}/forget`);
  await maya.page.goto(`${record}/hold`);
  await send(maya.page, '/hold-lift');
  await rosa.eye.visit(`${sent}/ask-partner`);
  await send(rosa.page, '/ask-partner');
  await rosa.eye.see('the partner is asked');
  await maya.eye.visit(`${record}/asked`);
  await sendNothing(maya.page, '/asked');
  await maya.eye.refused('no decision about the copy');
  await rosa.eye.visit(`${sent}/forget-part`);
  await sendNothing(rosa.page, '/forget-part');
  await rosa.eye.refused('no part is chosen');
  await send(rosa.page, '/forget-part', { part: 'words', why: 'asked' });
  await rosa.eye.visit(`${sent}/forget`);
  await sendNothing(rosa.page, '/forget');
  await rosa.eye.refused('no code is typed');
  const code = (await rosa.page.locator('label[for=code]').textContent()).match(/[0-9A-F]{4}-[0-9A-F]{4}/)[0];
  await send(rosa.page, '/forget', { code });
  await rosa.eye.see('what is gone');
  await maya.close();
}
// A survivor's release, what is sent under it, the front desk that books, and the end of sharing.
export async function bookVisit({ come, hrefOf }) {
  const june = await come('june');
  await june.page.goto('/releases/new');
  await send(june.page, '/releases/new', { way: 'go_on' });
  for (const page of Object.keys(RELEASE)) {
    await june.eye.see(`the page ${page} of a release`);
    await sendNothing(june.page, `/${page}`);
    await june.eye.refused(`the page ${page} of a release, with nothing in it`);
    const recipient = await june.page.locator('input[name=partnership]').evaluateAll((radios) => radios[0]?.value);
    await send(june.page, `/${page}`, recipient ? { partnership: recipient } : RELEASE[page]);
    if (page === 'rights') {
      const sign = new URL(june.page.url()).pathname;
      await june.eye.visit(sign.replace('/sign', '/paper'), 200, RELEASE.rights.read_in);
      await june.page.goto(sign);
    }
    if (page === 'what') {
      const begun = new URL(june.page.url()).pathname.replace('/who', '');
      await june.eye.visit(`${begun}/another-way`);
      await june.eye.visit('/releases');
      await june.page.goto(begun);
    }
  }
  await june.eye.see('what is sent under a release');
  const details = new URL(june.page.url()).pathname;
  await sendNothing(june.page, '/details');
  await june.eye.refused('nothing said about the visit');
  const release = details.replace('/reverse/', '/releases/').replace('/details', '');
  await june.eye.visit(`${release}/paper`, 200, RELEASE.rights.read_in);
  for (const path of [release, `${release}/form`, `${release}/stop`, `${release}/hide`, `${release}/restrict`, `${release}/forget`]) await june.eye.visit(path);
  await june.page.goto(details);
  const plan = { handoff: 'advocate_reaches_out', name: NAME, way: 'call', number: NUMBER, times: 'any_time', code_word: 'blue kite', who_may_answer: 'an aunt' };
  await send(june.page, '/details', plan);
  await june.eye.see('sent under a release');

  const sam = await come('sam');
  await sam.page.goto('/arrivals');
  const visit = await hrefOf(await row(sam.page, sam.say('arrivals-waiting')), '/arrivals/');
  await sam.eye.visit(visit);
  await send(sam.page, '/number');
  await sam.eye.see('the number is shown at the front desk');
  for (const part of ['/code-word', '/who-may-answer']) {
    await sam.page.goto(visit);
    await send(sam.page, part);
    await sam.eye.see(`${part} is shown at the front desk`);
  }
  await sam.page.goto(visit);
  await sendNothing(sam.page, '/attempt');
  await sam.eye.refused('nothing said of a call');
  await sam.page.goto(visit);
  await sendNothing(sam.page, '/book');
  await sam.eye.refused('booked for no time');
  await send(sam.page, '/book', { visit_at: `${chicago(1)}T10:40` });
  await sam.eye.see('booked');
  await send(sam.page, '/came');
  await sam.eye.refused('came before the day');
  await send(sam.page, '/book', { visit_at: `${chicago(0)}T23:59` });
  await send(sam.page, '/came');
  await sam.eye.see('came');
  await sam.eye.visit(`${visit}/came`);
  await sam.page.goto(visit);
  await send(sam.page, '/undo');
  await sam.eye.see('they did not come after all');
  await sam.close();

  await june.page.goto(`${release}/stop`);
  await send(june.page, '/stop');
  await june.eye.see('a release has ended');
  await june.eye.visit(release);
  for (const language of ['en', 'es']) {
    await june.page.goto('/reverse/slip');
    await send(june.page, '/reverse/slip', { slip_language: language });
    // The slip is read in the language of the person, whatever the staff's is.
    await june.eye.see('a slip', 200, language);
  }
  await june.close();
}

// What a judge ordered is written down, and later that the person was told.
export async function mandated({ come, hrefOf }) {
  const dana = await come('dana');
  await dana.page.goto('/mandated/new');
  const paper = { document: 'Order 4711', authority: 'court', recipient: 'Circuit Court', note: 'Two days.' };
  const later = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const rest = { disclosed_on: '2026-01-05', elements: ['attendance'], told: 'not_now', not_told_why: 'serious_harm', review_on: later };
  await send(dana.page, '/mandated/new', { ...paper, ...rest, claim: 'subpoena' });
  await dana.eye.refused('a subpoena alone');
  await send(dana.page, '/mandated/new', { claim: 'court_order' });
  await dana.eye.see('written down');
  const one = new URL(dana.page.url()).pathname;
  await sendNothing(dana.page, one);
  await dana.eye.refused('nothing said of telling the person');
  await send(dana.page, one, { told: 'told', told_how: 'phone', told_on: '2026-01-06' });
  await dana.eye.see('the person was told');
  await dana.page.goto('/mandated');
  await dana.eye.visit(await hrefOf(dana.page.getByRole('main'), '/mandated/'));
  await dana.eye.visit('/mandated');
  await dana.eye.visit('/disclosures');
  await dana.close();
}

// A plan of two sides that the demo has begun: a line is written, shared and taken back; a message, a note, and no stop.
export async function plan({ come, hrefOf }) {
  const june = await come('june');
  await june.page.goto('/inbox');
  const records = await june.page.locator('main a[href^="/referrals/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  let path;
  for (const record of records) {
    await june.page.goto(record);
    path = await june.page.locator('a[href^="/plans/"]').first().getAttribute('href', { timeout: 1000 }).catch(() => null);
    if (path) break;
  }
  assert.ok(path, 'a record has a plan');
  await june.eye.visit(path);
  for (const [form, words] of [['goal', 'a room of her own'], ['task', 'call the court'], ['note', 'a note'], ['message', 'a message']]) {
    await june.eye.visit(`${path}/${form}`);
    await sendNothing(june.page, `${path}/${form}`);
    await june.eye.refused(`${form} with nothing in it`);
    await send(june.page, `${path}/${form}`, form === 'task' ? { words, owner: 'person' } : { words });
    await june.eye.see(`${form} was saved`);
  }
  await june.eye.visit(await hrefOf(june.page.locator('.plan-thread li.ours').last(), '/plans/', '/take-out'));
  await june.page.goto(path);
  const share = await hrefOf(june.page.locator('.plan-lines li').filter({ hasText: 'a room of her own' }).last(), '/plans/', '/share');
  await june.eye.visit(share);
  await send(june.page, '/share');
  await june.eye.see('a line is shared');
  const line = share.replace('/share', '');
  await june.eye.visit(line);
  await send(june.page, line, { words: 'a room with a key' });
  await june.eye.see('a line was changed after it was shared');
  await send(june.page, `${line}/back`);
  await june.eye.see('a line was taken back');
  await june.page.goto(line);
  await send(june.page, '/remove');
  await june.eye.see('a line was taken out');
  await june.eye.visit(`${path}/stop`);
  await june.close();
}

// A message beside a referral, on its own page and on the record.
export async function letters({ come, hrefOf }) {
  const ines = await come('ines');
  await ines.page.goto('/sent');
  const records = await ines.page.locator('main a[href^="/referrals/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const record of records) {
    await ines.page.goto(record);
    if ((await ines.page.locator('form[action$="/message"]').count()) === 0) continue;
    await ines.eye.visit(`${record}/message`);
    await sendNothing(ines.page, '/message');
    await ines.eye.refused('a message with nothing in it');
    await send(ines.page, '/message', { words: 'a bit later' });
    await ines.eye.see('a message beside a referral');
    await ines.eye.visit(await hrefOf(ines.page.locator('.plan-thread li.ours').last(), '/referrals/', '/take-out'));
    await ines.close();
    return;
  }
  assert.fail('no record takes a message');
}

// What two organizations agreed on: a memorandum that is in force, an amendment that waits, and how people are introduced.
export async function agreed({ come, hrefOf }) {
  const { page, eye, close } = await come('dana');
  await page.goto('/together');
  const home = new URL(page.url()).pathname;
  await eye.visit(`${home}/mou`);
  const clause = await hrefOf(page.locator('.clauses'), `${home}/mou/clauses/`);
  await eye.visit(`${home}/mou/clauses/new`);
  await sendNothing(page, '/clauses/new');
  await eye.refused('a clause with nothing in it');
  await eye.visit(`${clause}/write`);
  await send(page, '/write', { text: `We look after each other. ${Date.now()}` });
  const maya = await come('maya');
  for (const lead of [{ page, eye }, maya]) {
    await lead.eye.visit(clause);
    await send(lead.page, '/accept');
  }
  await maya.close();
  await page.goto(`${home}/mou`);
  await send(page, '/freeze');
  await eye.see('a version that waits');
  const version = new URL(page.url()).pathname;
  for (const path of [version, `${version}/compare`, `${version}/sign`]) await eye.visit(path);
  await sendNothing(page, '/sign');
  await eye.refused('signed without having compared the words');
  await send(page, '/sign', { agree: 'on' });
  await eye.see('an amendment that one side has signed');
  const other = await come('maya');
  await other.page.goto(`${version}/sign`);
  await send(other.page, '/sign', { agree: 'on' });
  await other.eye.see('an amendment that both have signed');
  await other.close();
  const way = `${home}/procedures/to_advocacy`;
  await eye.visit(way);
  const step = await hrefOf(page.locator('.path'), `${home}/procedure-steps/`);
  for (const path of [step, `${way}/new`, `${way}/hotline`, `${way}/live`]) await eye.visit(path);
  await eye.visit(`${home}/procedure-versions/to_advocacy-1`);
  await close();
}

// Two leads write in one workspace: a meeting, what is to be done, a pilot; two versions of one field; who wrote what.
export async function together({ come, hrefOf }) {
  const { page, eye, close } = await come('dana');
  await page.goto('/together');
  const home = new URL(page.url()).pathname;
  await eye.visit(home);
  await eye.visit(await hrefOf(page.locator('main'), `${home}/steps/`));
  for (const [path, name] of [['/meetings/new', 'a meeting'], ['/pilots/new', 'a pilot'], ['/actions', 'something to do']]) {
    await eye.visit(`${home}${path}`);
    await sendNothing(page, path);
    await eye.refused(`${name} with nothing in it`);
  }
  await page.goto(`${home}/meetings/new`);
  await send(page, '/meetings/new', { day: '2027-01-12', why: 'call 312-555-0142' });
  await eye.refused('a meeting with a number of a person in it');
  await page.goto(`${home}/meetings/new`);
  await send(page, '/meetings/new', { day: '2027-01-12', why: 'nobody is lost between us' });
  await eye.see('a meeting that was planned');
  const meeting = new URL(page.url()).pathname;
  await eye.visit(`${meeting}/actions`);
  await send(page, '/actions', { words: 'send the list of services', due: '2026-01-12' });
  await eye.see('a meeting with something that is late');
  await eye.visit(await hrefOf(page.locator('main'), `${home}/actions/`));
  await page.goto(`${home}/pilots/new`);
  await send(page, '/pilots/new', { goal: 'two cards for every patient', decide_on: '2027-02-01' });
  await eye.visit(`${home}/pilots`);
  await eye.visit(await hrefOf(page.locator('.plan-lines'), `${home}/pilots/`));
  await page.goto(`${meeting}/write`);
  const maya = await come('maya');
  await maya.page.goto(`${meeting}/write`);
  await send(maya.page, '/write', { why: 'health for families' });
  await maya.close();
  await send(page, '/write', { why: 'a warm welcome on both sides' });
  await eye.see('a meeting of which two versions stand');
  for (const path of ['/meetings', '/changes', '/removed', `/changes/${meeting.split('/').pop()}`]) await eye.visit(`${home}${path}`);
  await close();
}

// A lead keeps the list of services: a line with nothing in it, a shelter with a place, a site, who we are.
export async function listings({ come, hrefOf }) {
  const { page, eye, close } = await come('maya');
  await eye.visit('/services/ours');
  await eye.visit(await hrefOf(page.locator('main > p.actions'), '/services/'));
  await eye.visit('/services/ours/new');
  await sendNothing(page, '/services/ours/new');
  await eye.refused('a service with nothing in it');
  await eye.visit('/services/ours/sites/new');
  await sendNothing(page, '/sites/new');
  await eye.refused('a site without a name');
  await page.goto('/services/ours/sites/new');
  await send(page, '/sites/new', { name: 'Downtown office' });
  await eye.visit(await hrefOf(page.locator('main'), '/services/ours/sites/'));
  await eye.visit('/services/ours/closed');
  await sendNothing(page, '/services/ours/closed');
  await eye.refused('closed days without a day');
  await eye.visit('/services/ours/profile');
  await send(page, '/profile', { about_en: 'write to ana@example.org' });
  await eye.refused('an address of a person in what we say of ourselves');
  await page.goto('/services/ours');
  await send(page, '/check');
  await eye.see('a line that is still right');
  await page.goto(await hrefOf(page.locator('.rows'), '/services/ours/'));
  await eye.visit(new URL(page.url()).pathname);
  await close();
  const dana = await come('dana');
  await dana.eye.visit('/services/ours/sites/take');
  await dana.close();
}

// The directory: what was found, an entry and what can be done with it; and the pages for everybody.
export async function directory({ come, guest, hrefOf, look }) {
  const dana = await come('dana');
  const { page, eye, close } = dana;
  await page.goto('/directory');
  await send(page, '/directory', { near: '60614', words: 'domestic violence' });
  await eye.see('what was found');
  const found = await hrefOf(page.locator('#found ~ ul'), '/directory/');
  await eye.visit(found);
  const invite = await hrefOf(page.locator('main'), '/partnership/invite/');
  await eye.visit(invite);
  await send(page, invite);
  await eye.see('a code for a partner');
  await eye.visit('/partnership/accept');
  await eye.visit(`${found}/suggest`);
  await sendNothing(page, '/suggest');
  await eye.refused('a suggestion of nothing');
  await send(page, '/suggest', { change: 'gone' });
  await eye.visit('/directory/work');
  await page.goto('/directory');
  await send(page, '/directory', { near: '60614', words: 'health' });
  await eye.visit(await hrefOf(page.locator('#found ~ ul'), '/directory/'));
  await eye.visit(`${new URL(page.url()).pathname}/withhold`);
  await page.goto('/directory');
  await send(page, '/directory', { near: '00000' });
  await eye.refused('a place that nobody knows');
  await close();

  const anybody = await guest();
  const lang = look.language;
  await anybody.eye.visit(`/find/${lang}`);
  await anybody.eye.visit(`/safety/${lang}`);
  await anybody.eye.visit(`/find/${lang}/in/il`);
  await anybody.eye.visit(`/find/${lang}/in/il/cook-county`);
  await anybody.page.goto(`/find/${lang}`);
  await send(anybody.page, `/find/${lang}`, { near: '60614' });
  await anybody.eye.see('services near a place');
  await anybody.page.goto(`/find/${lang}`);
  await sendNothing(anybody.page, `/find/${lang}`);
  await anybody.eye.refused('no place');
  await anybody.close();
}

// What is planned, as an agenda and as a month, and a calendar for one's own program.
export async function calendar({ come, hrefOf }) {
  const { page, eye, close } = await come('dana');
  await page.goto('/together');
  const list = `${new URL(page.url()).pathname}/calendar`;
  await eye.visit(list);
  await eye.visit(`${list}/new`);
  await sendNothing(page, '/calendar/new');
  await eye.refused('a plan without a day');
  await page.goto(`${list}/new`);
  await send(page, '/calendar/new', { day: chicago(2), clock: '09:30', repeat: 'weekly', until: '9999-12-31', words: 'Open house' });
  await eye.refused('a plan for thousands of years');
  await page.goto(`${list}/new`);
  await send(page, '/calendar/new', { day: chicago(2), clock: '09:30', repeat: 'weekly', words: 'Open house' });
  await page.goto(list);
  await send(page, '/skip');
  await eye.see('an agenda of which a day fell out');
  await eye.visit(await hrefOf(page.locator('.agenda'), `${list}/`));
  await eye.visit(`${list}/month`);
  await eye.visit('/calendar');
  await send(page, '/calendar', { language: 'en' });
  await eye.see('the address of a calendar');
  await close();
}

// Trainings, programs, money, the shelf and the drill: every list with a year on it, and every form.
export async function nouns({ come, hrefOf }) {
  const maya = await come('maya');
  await maya.page.goto('/together');
  const home = new URL(maya.page.url()).pathname;
  const lists = ['trainings', 'coverage', 'certificates', 'programs', 'celebrations', 'visits', 'presences', 'stops', 'slots', 'sustainability', 'cards', 'successes', 'successes/periods', 'quality', 'shelf', 'drill'];
  for (const list of lists) await maya.eye.visit(`${home}/${list}`);
  await maya.eye.visit('/words');
  const forms = ['trainings', 'celebrations', 'visits', 'presences', 'stops', 'slots', 'funds', 'costs', 'policies', 'cycles', 'shelf', 'certificates'];
  for (const form of forms) await maya.eye.visit(`${home}/${form}/new`);
  await sendNothing(maya.page, '/certificates/new');
  await maya.eye.refused('a certificate with nothing in it');
  await maya.page.goto(`${home}/funds/new`);
  await sendNothing(maya.page, '/funds/new');
  await maya.eye.refused('money with nothing in it');
  for (const [list, begins, ends] of [
    ['trainings', 'trainings/', ''],
    ['slots', 'slots/', '/staff'],
    ['shelf', 'shelf/', '/open'],
    ['shelf', 'entries/', ''],
    ['drill', 'drill/', ''],
  ]) {
    await maya.page.goto(`${home}/${list}`);
    await maya.eye.visit(await hrefOf(maya.page.locator('.plan-lines'), `${home}/${begins}`, ends));
  }
  await maya.page.goto(`${home}/drill`);
  const drill = await hrefOf(maya.page.locator('.plan-lines'), `${home}/drill/`);
  await maya.eye.visit(`${drill}/hand-over`);
  await sendNothing(maya.page, '/hand-over');
  await maya.eye.refused('handed over to nobody');
  await maya.page.goto(`${home}/trainings`);
  const training = await hrefOf(maya.page.locator('.plan-lines'), `${home}/trainings/`);
  await maya.eye.visit(`${training}/attendance`);
  await maya.close();
}

// A question about nobody, both ways.
export async function consult({ come }) {
  const rosa = await come('rosa');
  await rosa.eye.visit('/consult');
  await sendNothing(rosa.page, '/consult');
  await rosa.eye.refused('a question about nothing');
  await send(rosa.page, '/consult', { topic: 'danger', way: 'back', phone: '214' });
  await rosa.eye.see('asked');
  await rosa.close();
  const june = await come('june');
  await june.eye.visit('/consult');
  await send(june.page, '/answered');
  await june.eye.see('answered');
  await june.close();
}

// What two leads do with the year behind them: a step and a pilot, closed days, the next of a series, what is held, the shelf.
export async function programs({ come, hrefOf }) {
  const { page, eye, close } = await come('maya');
  await page.goto('/together');
  const home = new URL(page.url()).pathname;
  // A closed day is added and taken off again.
  await page.goto('/services/ours/closed');
  await send(page, '/services/ours/closed', { from: chicago(60), to: '' });
  await eye.see('a day on which we are closed');
  await page.goto(`${home}/calendar/month?from=${chicago(60)}`);
  await eye.see('a month with a closed day');
  await page.goto('/services/ours/closed');
  await send(page, '/services/ours/closed/remove');
  await eye.see('open after all');
  // A celebration, a visit and a stop are saved; the next of a series is begun from the last. A language has its own
  // series, since the next one of the first look is planned when the second comes.
  const isSpanish = (await page.locator('html').getAttribute('lang')) === 'es';
  const held = { day: chicago(-2), held: 'on' };
  for (const [part, fields] of [
    ['celebrations', { topic: 'teeth', series: 'monthly', language: isSpanish ? 'english' : 'spanish', heads: '14', ...held }],
    ['visits', { provider: isSpanish ? 'physician' : 'midwife', series: 'monthly', room: 'blue room', used: '3', ...held }],
    ['stops', { host: 'advocacy', area: 'the park by the lake', heads: '20', ...held }],
  ]) {
    await page.goto(`${home}/${part}/new`);
    await send(page, `/${part}/new`, fields);
    await eye.see(`${part} with one that was held`);
    if (part === 'stops') continue;
    await page.goto(await page.locator(`a[href^="${home}/${part}/new?after="]`).first().getAttribute('href'));
    await eye.see(`${part}, the next one begun`);
    await send(page, `/${part}/new`, part === 'visits' ? {} : { topic: 'teeth' });
    await eye.see(`${part} with the next one`);
  }
  await page.goto(`${home}/stops/new`);
  await send(page, '/stops/new', { host: 'advocacy', area: 'the house on Maple Street', day: chicago(9) });
  await eye.refused('a stop with the name of a street');
  // A pilot ends with a decision.
  await page.goto(`${home}/pilots`);
  await page.goto(await hrefOf(page.locator('.plan-lines'), `${home}/pilots/`));
  const pilot = new URL(page.url()).pathname;
  await send(page, pilot, { decision: 'go_on', why: '', decided_on: '' });
  await eye.refused('a decision without a reason');
  await send(page, pilot, { why: 'It helped.', decided_on: chicago(0) });
  await eye.see('a pilot that was decided');
  await page.goto(`${home}/shelf`);
  await send(page, '/put');
  await eye.see('a shelf from which something was put away');
  await close();
}
