// An eye on every page that somebody comes to: axe in light and in dark, the language, the answer's status, and the
// narrowest phone, and a menu that leaves room for the page. It collects faults instead of stopping at the first, and remembers where it has been.

import { violations } from './axe.mjs';
import { SIZES, assertNoSidewaysScroll } from './browser.mjs';

// Most rows of a menu on a phone.
const MENU_ROWS = 2;

// Once a form is refused, its page answers with 422.
const PAGE = [200, 422];

export class Eye {
  faults = [];
  #page;
  #look;
  #been;

  // `been` is a set that takes up the path of every page that was seen.
  constructor(page, look, been) {
    this.#page = page;
    this.#look = look;
    this.#been = been;
  }

  // Looks at the page that is open. `words` say where that is; `status` is what the server must have answered with.
  async see(words, status = 200, language = this.#look.language) {
    const { lang, answered } = await this.#page.evaluate(() => ({
      lang: document.documentElement.lang,
      answered: performance.getEntriesByType('navigation')[0].responseStatus,
    }));
    const path = new URL(this.#page.url()).pathname;
    const where = `${words} (${path})`;
    if (lang !== language) this.faults.push(`${where}: its language is ${lang}`);
    if (answered !== status) this.faults.push(`${where}: answered with ${answered}, not ${status}`);
    for (const colorScheme of ['light', 'dark']) {
      await this.#page.emulateMedia({ colorScheme });
      // In light everything is asked, in dark what can differ from it.
      const colors = colorScheme === 'dark';
      for (const fault of await violations(this.#page, { colors })) this.faults.push(`${where}, ${colorScheme}: ${fault}`);
    }
    await this.#page.setViewportSize(SIZES.narrow);
    await assertNoSidewaysScroll(this.#page).catch((error) => this.faults.push(`${where}: ${error.message}`));
    await this.#page.setViewportSize(SIZES.phone);
    const rows = await this.#page.evaluate(
      () => new Set(Array.from(document.querySelectorAll('nav.pages li'), (link) => link.offsetTop)).size,
    );
    if (rows > MENU_ROWS) this.faults.push(`${where}: the menu has ${rows} rows on a phone`);
    await this.#page.setViewportSize(SIZES[this.#look.size]);
    if (PAGE.includes(answered)) this.#been.add(path);
  }

  // Goes to a page, and looks at it.
  async visit(path, status = 200, language = this.#look.language) {
    await this.#page.goto(path);
    if (new URL(this.#page.url()).pathname !== path) this.faults.push(`${path} leads to ${this.#page.url()}`);
    await this.see(path, status, language);
  }

  // Looks at a form that was refused: a summary on top, and a word beside each field that the summary leads to.
  async refused(words) {
    const { alerts, leads, fields, without } = await this.#page.evaluate(() => {
      const fields = Array.from(document.querySelectorAll('#summary a'), (link) => link.hash.slice(1));
      const told = (field) => document.getElementById(`${field}-message`) && document.getElementById(field);
      return {
        alerts: document.querySelectorAll('[role=alert]').length,
        leads: document.querySelectorAll('#summary li').length,
        fields: fields.length,
        without: fields.filter((field) => !told(field)),
      };
    });
    if (alerts !== 1 || leads === 0) this.faults.push(`${words}: ${alerts} summaries of ${leads} troubles`);
    if (without.length > 0) this.faults.push(`${words}: the summary leads nowhere for ${without} (of ${fields})`);
    await this.see(words, 422);
  }
}
