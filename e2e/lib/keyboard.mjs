// A person without a mouse. Everything is reached by Tab, in the order of the page, and every stop on the way must
// be seen: shown, not covered, with an outline or a ring (WCAG 2.2, 2.4.3, 2.4.7, 2.4.11).

const MOST_STOPS = 300;

export class Keyboard {
  #page;
  #place;

  // `place` narrows where names are looked for; Tab goes through the whole page all the same.
  constructor(page, place = page) {
    this.#page = page;
    this.#place = place;
  }

  // The same hands, looking in one part of the page: for a name that stands on it twice.
  within(place) {
    return new Keyboard(this.#page, place);
  }

  // Presses Tab until the one control of this role and name has the focus. `name` is a text (compared as a whole)
  // or a pattern.
  async reach(role, name) {
    const target = this.#place.getByRole(role, { name, exact: true });
    await target.waitFor({ state: 'attached' });
    const passed = [];
    await this.#page.evaluate(() => {
      delete globalThis.footbridgeStops;
      delete globalThis.footbridgeLast;
    });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return target;
      await this.#page.keyboard.press('Tab');
      const stop = await this.#stop();
      if (stop.fault) throw new Error(`focus on ${stop.words}: ${stop.fault}`);
      if (stop.again && passed.length > 0) break;
      passed.push(stop.words);
    }
    throw new Error(`Tab never reached ${role} ${name}; it passed:\n  ${passed.join('\n  ')}`);
  }

  // Presses a button or follows a link.
  async press(role, name, key = 'Enter') {
    await this.reach(role, name);
    await this.#page.keyboard.press(key);
  }

  // Presses a button or follows a link, and waits for the page that comes.
  async go(role, name, key = 'Enter') {
    await this.reach(role, name);
    await Promise.all([this.#page.waitForEvent('load'), this.#page.keyboard.press(key)]);
  }

  // Fills a text field, over what stands in it. Password fields have no role: `field` takes the label.
  async type(name, text, role = 'textbox') {
    await this.reach(role, name);
    await this.#over(text);
  }

  // Fills the field with this label, whatever its kind.
  async field(label, text) {
    const target = this.#place.getByLabel(label, { exact: true });
    await this.#reachElement(target, `the field ${label}`);
    await this.#over(text);
  }

  // Fills a date and time, part by part as its browser orders them: "2030-11-26T11:40". A morning with an hour of two
  // digits and a day after the twelfth read alike with and without AM.
  async moment(label, text) {
    const target = this.#place.getByLabel(label, { exact: true });
    await this.#reachElement(target, `the field ${label}`);
    const [year, month, day, hour, minute] = text.split(/[-T:]/);
    const orders = [[month, day, year], [day, month, year], [year, month, day]];
    for (const date of orders) {
      for (const part of [...date, hour, minute, 'AM']) {
        await this.#page.keyboard.type(part);
        // Two digits go on by themselves; a year does not.
        if (part === year) await this.#page.keyboard.press('ArrowRight');
      }
      if ((await target.inputValue()) === text) return;
      for (let part = 0; part < 7; part += 1) {
        await this.#page.keyboard.press('Delete');
        await this.#page.keyboard.press('ArrowLeft');
      }
    }
    throw new Error(`no order of day, month and year made ${text} of ${label}`);
  }

  // Fills a day, part by part as its browser orders them: "2026-10-15".
  async day(label, text) {
    const target = this.#place.getByLabel(label, { exact: true });
    await this.#reachElement(target, `the field ${label}`);
    const [year, month, day] = text.split('-');
    for (const parts of [[month, day, year], [day, month, year], [year, month, day]]) {
      for (const part of parts) await this.#page.keyboard.type(part);
      if ((await target.inputValue()) === text) return;
      for (let part = 0; part < 3; part += 1) {
        await this.#page.keyboard.press('Delete');
        await this.#page.keyboard.press('ArrowLeft');
      }
    }
    throw new Error(`no order of day, month and year made ${text} of ${label}`);
  }

  // Sets a checkbox.
  async tick(name, on = true) {
    const box = await this.reach('checkbox', name);
    if ((await box.isChecked()) !== on) await this.#page.keyboard.press('Space');
  }

  // Chooses a radio button: Tab to its group, then the arrows.
  async choose(group, option) {
    const radios = this.#place.getByRole('group', { name: group, exact: true }).or(
      this.#place.getByRole('radiogroup', { name: group, exact: true }),
    );
    const wanted = radios.getByRole('radio', { name: option, exact: true });
    const all = radios.getByRole('radio');
    await this.#reachElement(all, `the group ${group}`);
    const n = await all.count();
    for (let presses = 0; presses <= n; presses += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) {
        if (!(await wanted.isChecked())) await this.#page.keyboard.press('Space');
        return;
      }
      await this.#page.keyboard.press('ArrowDown');
    }
    throw new Error(`the arrows never reached ${option} in ${group}`);
  }

  // Chooses from a list by typing what it says.
  async pick(name, option) {
    const list = await this.reach('combobox', name);
    await this.#page.keyboard.type(option);
    const chosen = await list.evaluate((element) => element.selectedOptions[0]?.text.trim());
    if (chosen !== option) throw new Error(`typing ${option} in ${name} chose ${chosen}`);
  }

  async #over(text) {
    await this.#page.keyboard.press('ControlOrMeta+A');
    await this.#page.keyboard.press('Delete');
    await this.#page.keyboard.insertText(text);
  }

  async #reachElement(targets, words) {
    await targets.first().waitFor({ state: 'attached' });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const here = await targets.evaluateAll((elements) => elements.includes(document.activeElement));
      if (here) return;
      await this.#page.keyboard.press('Tab');
      const stop = await this.#stop();
      if (stop.fault) throw new Error(`focus on ${stop.words}: ${stop.fault}`);
    }
    throw new Error(`Tab never reached ${words}`);
  }

  // Where the focus is: in words, whether it has been there since `reach` began, and what is wrong with it.
  #stop() {
    return this.#page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body) return { words: '(the page)', again: false };
      const text = here.getAttribute('aria-label') ?? here.labels?.[0]?.textContent ?? here.textContent ?? '';
      const words = `${here.tagName.toLowerCase()} ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 60)}`;
      const seen = (globalThis.footbridgeStops ??= new Set());
      // The parts of a date are stops of one element.
      const again = seen.has(here) && globalThis.footbridgeLast !== here;
      seen.add(here);
      globalThis.footbridgeLast = here;
      // A styled radio button is hidden behind its label, which then is what a person sees.
      const faces = [here, ...(here.labels ?? [])];
      const shown = faces.some((face) => {
        const box = face.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2];
        const top = document.elementFromPoint(x, y);
        return box.width > 1 && box.height > 1 && top && (faces.some((f) => f.contains(top)) || top.contains(face));
      });
      const ringed = faces.some((face) => {
        const style = getComputedStyle(face);
        return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
      });
      const fault = shown ? (ringed ? undefined : 'nothing shows it') : 'it is covered or out of sight';
      return { words, again, fault };
    });
  }
}
