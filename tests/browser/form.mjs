// Fills in forms in Chromium, and says what came of it, as JSON. What is right and wrong about it, the Rust tests judge.
// Reads from stdin: {"browser": path, "folder": where files are saved, "forms": {"usual", "small", "plan", "bank"}: the pages,
// "answers": {"spoke", "allotly"}: what is to be answered, as a file of answers has it}.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND'];
const task = JSON.parse(readFileSync(0, 'utf8'));
const requests = [];
const complaints = [];

async function opened(browser, name, options) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, colorScheme: 'light', ...options });
  const page = await context.newPage();
  const address = `file://${task.forms[name]}`;
  page.on('request', (request) => request.url() !== address && !request.url().startsWith('blob:') && requests.push(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.setDefaultTimeout(10000);
  await page.goto(address, { waitUntil: 'load' });
  return page;
}

async function saved(page, name, press = () => page.click('#save')) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = `${task.folder}/${name}.json`;
  await download.saveAs(path);
  return path;
}

/** Gives answers to all places in sight that have one in the file, and says which are settled. Handed over to the browser. */
function answerInSight({ file, entries, done }) {
  const isSaid = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const type = (control, text) => {
    control.focus();
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const settled = [];
  for (const folded of document.querySelectorAll('main details.more:not([open])')) folded.open = true;
  const controls = [...document.querySelectorAll('main [data-place]:not(button), main [data-instead]')];
  for (const place of new Set(controls.map((own) => own.dataset.place ?? own.dataset.instead))) {
    const [list, id, field] = place.split('/');
    const value = field ? file[list]?.[entries[list].indexOf(id)]?.[field] : file[list];
    const own = document.getElementById(`q/${place}`) ?? document.getElementById(`l/${place}`);
    if (value === undefined || done.includes(place) || !own || !field && Array.isArray(value) && !own.id.startsWith('q')) continue;
    if (isSaid(value)) {
      const { unknown, skip, not_applicable: why } = value;
      const radio = document.getElementById(`i/${place}/${unknown ? 'unknown' : skip ? 'skip' : 'not_applicable'}`);
      const note = document.getElementById(`i/${place}/note`);
      radio.closest('details').open = true;
      if (!radio.checked) radio.click();
      if (radio.checked && note && (why ?? value.note)) type(note, why ?? value.note);
      if (note || skip) settled.push(place);
      continue;
    }
    settled.push(place);
    const inputs = controls.filter((control) => control.dataset.place === place);
    if (inputs[0].nodeName === 'SELECT') {
      const option = [...inputs[0].options].find((one) => [one.value, one.text].includes(value));
      type(inputs[0], option?.value);
    } else if (['radio', 'checkbox'].includes(inputs[0].type)) {
      for (const wanted of [value].flat().map((one) => one === true ? 'yes' : one === false ? 'no' : one)) {
        const pick = inputs.find((one) => one.value === wanted || one.closest('label').querySelector('[dir=auto]').textContent === wanted);
        if (!pick) throw new Error(`${place} does not offer ${wanted}`);
        if (!pick.checked) pick.click();
      }
    } else type(inputs[0], String(value));
  }
  return settled;
}

/** Answers all that this step asks for and that the file has. */
async function answerStep(page, file, entries, done) {
  for (let more = true; more;) {
    more = false;
    const lists = await page.$$eval('main section.list', (found) => found.map((list) => list.id.slice(2)));
    for (const list of lists.filter((own) => Array.isArray(file[own]))) {
      for (let count = (entries[list] ?? []).length; count < file[list].length; count += 1) {
        const add = page.locator(`[id="add/${list}"]`);
        if (!await add.isVisible()) await page.$$eval('main details.more:not([open]) > summary', (folded) => folded.forEach((own) => own.click()));
        await add.click();
      }
      entries[list] = await page.$$eval(`[id="l/${list}"] [data-do="remove"]`, (found) => found.map((own) => own.dataset.entry));
    }
    const settled = await page.evaluate(answerInSight, { file, entries, done });
    done.push(...settled);
    more = settled.length > 0;
    await page.evaluate(() => new Promise((go) => { setTimeout(go, 5); }));
  }
}

async function answerAll(page, file) {
  const entries = {};
  const done = [];
  for (;;) {
    await answerStep(page, file, entries, done);
    if (await page.locator('#next').count() === 0) return done;
    await page.click('#next');
  }
}

// -- what is looked at ----------------------------------------------------------------------------------------------------

/** Every step in turn, with all that is folded open: what breaks a rule, what is too wide, what stands twice. */
async function lookThrough(page) {
  const found = { violations: [], wide: [], twice: [], unsafe: [], unnamed: [], steps: [] };
  await page.evaluate(axe);
  await page.setViewportSize({ width: 360, height: 800 });
  await page.locator('nav button').first().click();
  for (;;) {
    const step = await page.textContent('#step');
    found.steps.push(step);
    await page.$$eval('details', (all) => all.forEach((own) => { own.open = true; }));
    await page.emulateMedia({ colorScheme: found.steps.length % 2 ? 'dark' : 'light' });
    const broken = await page.evaluate((options) => window.axe.run(document, options), { resultTypes: ['violations'], runOnly: rules });
    found.violations.push(...broken.violations.map((own) => `${step}: ${own.id}: ${own.nodes.slice(0, 2).map((node) => node.html.slice(0, 200)).join(' | ')}`));
    const own = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
      const unnamed = [...document.querySelectorAll('#page input, #page textarea, #page select')].filter((control) => !control.labels.length);
      return {
        width: document.scrollingElement.scrollWidth,
        twice: ids.filter((id, place) => ids.indexOf(id) !== place),
        unsafe: [...document.querySelectorAll('#page :is(img, iframe, object, embed, script, svg, link, style, a[href^="javascript:"])')].map((element) => element.outerHTML.slice(0, 100)),
        unnamed: unnamed.map((control) => control.id),
      };
    });
    if (own.width > 360) found.wide.push(`${step}: ${own.width}`);
    for (const kind of ['twice', 'unsafe', 'unnamed']) found[kind].push(...own[kind].map((one) => `${step}: ${one}`));
    if (await page.locator('#next').count() === 0) break;
    await page.click('#next');
  }
  await page.setViewportSize({ width: 1000, height: 900 });
  return found;
}

/** Presses Tab until something has the focus, and says where it stood still or could not be seen. */
async function tabTo(page, test, argument) {
  const lost = [];
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(`(${test})(document.activeElement, ${JSON.stringify(argument)})`);
    const [isSeen, what] = await page.evaluate(() => {
      const look = getComputedStyle(document.activeElement);
      return [look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2, document.activeElement.outerHTML.slice(0, 80)];
    });
    if (!isSeen && !what.startsWith('<body')) lost.push(what);
    if (there) return lost;
  }
  throw new Error(`Tab never comes to ${argument}`);
}
const isNamed = (own, wanted) => own.id === wanted || own.textContent.trim() === wanted;
const isPlace = (own, wanted) => new RegExp(wanted).test(own.id);

/** One step with the keyboard alone: two entries, a question of each, one of them put off, the order turned, and on. */
async function byKeyboard(browser) {
  const page = await opened(browser, 'small');
  const lost = [];
  const go = async (test, argument) => lost.push(...await tabTo(page, test, argument));
  await go(isNamed, 'next');
  await page.keyboard.press('Enter');
  await go(isNamed, 'add/people');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Leute aus Köln');
  await go(isNamed, 'add/people');
  await page.keyboard.press('Enter');
  await page.keyboard.type('אנשים מהרחוב');
  const direction = await page.evaluate(() => getComputedStyle(document.activeElement).direction);
  await go(isPlace, '^f/people/.*/need$');
  await page.keyboard.type('Größere Öfen für süße Brötchen');
  await go(isPlace, '^f/people/.*/need$');
  await go((own, wanted) => own.nodeName === wanted && own.closest('.instead') !== null, 'SUMMARY');
  await page.keyboard.press('Enter');
  await go((own, wanted) => own.type === wanted, 'radio');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.activeElement.value === 'unknown');
  await go(isPlace, '/note$');
  await page.keyboard.type('Ask three of them');
  await page.evaluate(() => { document.getElementById('main').focus(); });
  await go(isPlace, '^down/');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id.startsWith('up/'));
  const moved = await page.$$eval('main .entry > legend', (found) => found.map((own) => own.textContent));
  await go(isNamed, 'next');
  await page.keyboard.press('Enter');
  const step = await page.textContent('#step');
  const focused = await page.evaluate(() => document.activeElement.id);
  await page.evaluate(() => { document.activeElement.blur(); });
  const path = await saved(page, 'keyboard', async () => { await page.keyboard.press('Shift+Tab'); await go(isNamed, 'save'); await page.keyboard.press('Enter'); });
  await page.context().close();
  return { saved: path, lost: [...new Set(lost)], moved, step, focused, direction };
}

/** What is typed wrongly, taken out, taken back, and asked only under a condition. */
async function changes(browser) {
  const page = await opened(browser, 'usual');
  const found = {};
  const step = (name) => page.locator('nav button', { hasText: name }).click();
  await page.fill('[id="f/venture_name"]', '</script><img src=x onerror=alert(1)> Größe');
  await step('Customer segments');
  const asked = () => page.locator('[id="f/counterpart_needs"]').count();
  found.hidden = await asked();
  await page.check('[id="f/market_kind/multi_sided"]');
  await page.waitForSelector('[id="f/counterpart_needs"]');
  await page.fill('[id="f/counterpart_needs"]', 'kept all the same');
  await page.check('[id="f/market_kind/niche"]');
  await page.waitForSelector('[id="f/counterpart_needs"]', { state: 'detached' });
  for (const name of ['Sailors', 'Rowers']) {
    await page.click('[id="add/segments"]');
    await page.keyboard.type(name);
  }
  await step('Revenue streams');
  await page.click('[id="add/revenue_streams"]');
  await page.keyboard.type('Lessons');
  const price = page.locator('[data-place$="/price"]').first();
  await price.fill('sixty');
  await price.press('Tab');
  await page.waitForSelector('.problem');
  found.problem = await page.textContent('.problem');
  found.invalid = await price.getAttribute('aria-invalid');
  found.told = await page.textContent('#alarm');
  await page.reload();
  found.notice = await page.textContent('#notice');
  found.kept = await page.locator('[data-place$="/price"]').first().inputValue();
  await page.locator('[data-place$="/price"]').first().fill('1,250.50');
  await page.locator('[data-place$="/price"]').first().press('Tab');
  await page.waitForSelector('.problem', { state: 'detached' });
  await step('Customer segments');
  found.before = JSON.parse(readFileSync(await saved(page, 'changes-before'), 'utf8'));
  await page.locator('[data-do="remove"]').first().click();
  await page.waitForSelector('#undo');
  found.removed = await page.textContent('#notice');
  await page.click('#undo');
  found.back = JSON.parse(readFileSync(await saved(page, 'changes-back'), 'utf8'));
  await page.locator('[data-do="remove"]').first().click();
  found.after = JSON.parse(readFileSync(await saved(page, 'changes-after'), 'utf8'));
  await page.locator('nav button', { hasText: 'Half-way' }).click();
  found.checks = await page.$$eval('[data-check]', (all) => all.map((own) => own.dataset.check));
  found.left = await page.textContent('#checks-halfway');
  await page.locator('[data-check="offers-missing"] button').click();
  found.went = await page.evaluate(() => [document.getElementById('step').textContent, document.activeElement.id]);
  await step('next steps');
  const offered = page.locator('[id="p/actions"] button').first();
  found.proposed = await offered.textContent();
  await offered.click();
  found.taken = await page.locator('[id="l/actions"] .entry input[type=text]').first().inputValue();
  const count = () => page.locator('main .question').count();
  await step('Customer segments');
  const everything = await count();
  await page.check('[id="route/short"]');
  await page.waitForFunction((many) => document.querySelectorAll('main .question').length < many, everything);
  await page.locator('summary', { hasText: 'Begin anew' }).click();
  await page.click('[data-do="anew"]');
  found.anew = JSON.parse(readFileSync(await saved(page, 'anew'), 'utf8'));
  writeFileSync(`${task.folder}/stray.json`, 'not = "json"');
  await page.setInputFiles('#file', `${task.folder}/stray.json`);
  await page.waitForFunction(() => document.getElementById('notice').textContent.includes('stray.json'));
  found.stray = await page.textContent('#notice');
  await page.context().close();
  return found;
}

/** A whole form filled in, left and come back to, and read back elsewhere. */
async function whole(browser, name, file) {
  const page = await opened(browser, 'usual');
  const answered = await answerAll(page, file);
  const path = await saved(page, name);
  const seen = { saved: path, answered: answered.length };
  if (name !== 'spoke') { await page.context().close(); return seen; }
  await page.reload();
  seen.reloaded = await saved(page, `${name}-reloaded`);
  await page.context().close();
  const other = await opened(browser, 'usual');
  await other.setInputFiles('#file', path);
  await other.waitForSelector('#notice');
  seen.read = await saved(other, `${name}-read`);
  await other.context().close();
  return seen;
}

async function hostile(browser, name) {
  const page = await opened(browser, name, { bypassCSP: true });
  const look = await lookThrough(page);
  await page.locator('nav button').first().click();
  const text = await page.evaluate(() => document.getElementById('page').innerText + [...document.querySelectorAll('input, textarea')].map((own) => own.value).join('\n'));
  const path = await saved(page, name);
  await page.context().close();
  return { look, text, saved: path };
}

const browser = await chromium.launch({ executablePath: task.browser, args: quiet });
const [spoke, allotly, keyboard, changed, plan, bank] = await Promise.all([
  whole(browser, 'spoke', task.answers.spoke), whole(browser, 'allotly', task.answers.allotly), byKeyboard(browser), changes(browser),
  hostile(browser, 'plan'), hostile(browser, 'bank'),
]);
await browser.close();
process.stdout.write(JSON.stringify({ spoke, allotly, keyboard, changed, plan, bank, requests, complaints }));
