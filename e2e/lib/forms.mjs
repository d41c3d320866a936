// Forms by their address: filled and sent in one step, where no keyboard is tested.

import assert from 'node:assert/strict';

// The form whose address ends so.
const to = (page, action) => page.locator(`form[action$="${action}"], form.stack[action$="${action}#found"]`).last();

// Puts these values into the fields of their names, over what stands there, and presses the form's button, or the one
// with `button`'s name and value. A group takes the list of what is chosen in it. A field that is not there is an error.
export async function send(page, action, values = {}, button = {}) {
  await press(page, to(page, action), { values, button });
}

// Empties the form and sends it.
export async function sendNothing(page, action) {
  await press(page, to(page, action), { empty: true });
}

async function press(page, form, what) {
  assert.ok((await form.count()) > 0, `${page.url()} has the form: ${form}`);
  const pressed = form.evaluate((element, { values = {}, button = {}, empty = false }) => {
    const choosable = (field) => field.type === 'checkbox' || field.type === 'radio';
    if (empty) {
      for (const field of element.querySelectorAll('input:not([type=hidden]), textarea, select')) {
        if (choosable(field)) field.checked = false;
        else if (field.tagName === 'SELECT') field.selectedIndex = -1;
        else field.value = '';
      }
      // A button that is an answer itself says nothing.
      for (const answer of element.querySelectorAll('button[name]')) answer.value = '';
    }
    for (const [name, value] of Object.entries(values)) {
      // Not `element.elements`: a field may have that very name.
      const fields = [...element.querySelectorAll('input, textarea, select')].filter((field) => field.name === name);
      if (fields.length === 0) throw new Error(`there is no field ${name}`);
      for (const field of fields) {
        if (choosable(field)) field.checked = [value].flat().includes(field.value);
        else field.value = value;
      }
    }
    const named = Object.entries(button).map(([name, value]) => `[name="${name}"][value="${value}"]`);
    element.querySelector(`button:not([type=button])${named.join('')}`).click();
  }, what);
  await Promise.all([page.waitForEvent('load'), pressed]);
}
