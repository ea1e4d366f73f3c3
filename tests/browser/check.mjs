// Opens pages in Chromium and says what it saw, as JSON. What is right and wrong about it, the Rust tests judge.
// Reads from stdin: {"browser": path, "folder": where PDFs go, "pages": [{"name", "path", "sample": whether all is
// looked at that a page of other words would show as well}], "prints": [{"name", "path"}]}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { glued, picturesBeside, seenInPage, seenInDrawings, smallestLetters } from './page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND'];
const task = JSON.parse(readFileSync(0, 'utf8'));

async function violations(page, options) {
  const found = await page.evaluate((options) => window.axe.run(document, options), { resultTypes: ['violations'], ...options });
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(' | ')}`);
}

async function accessibility(browser, address, sample) {
  // The page forbids scripts, and axe is one.
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(axe);
  // The colours are those of the style, and take longest to look at.
  const light = await violations(page, { runOnly: rules, rules: { 'color-contrast': { enabled: sample } } });
  const lightDrawings = (await page.evaluate(seenInDrawings)).faint;
  await page.emulateMedia({ colorScheme: 'dark' });
  // Between light and dark nothing differs but the colours.
  const dark = sample ? await violations(page, { runOnly: { type: 'rule', values: ['color-contrast'] } }) : [];
  const darkDrawings = (await page.evaluate(seenInDrawings)).faint;
  await context.close();
  return { light: [...light, ...lightDrawings], dark: [...dark, ...darkDrawings] };
}

async function look(browser, { name, path, sample }) {
  const address = `file://${path}`;
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, colorScheme: 'light' });
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', (request) => request.url() !== address && requests.push(request.url()));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => { complaints.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener('securitypolicyviolation', (event) => window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  await page.goto(address, { waitUntil: 'load' });
  const width = () => page.evaluate(() => document.scrollingElement.scrollWidth);
  const seen = { name, ...(await page.evaluate(seenInPage)), drawings: await page.evaluate(seenInDrawings), widths: {}, pdf: {} };
  seen.widths[1600] = await width();
  seen.measure = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll('main p')].map((p) => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize))));
  for (const wide of [1280, 390, 360]) {
    await page.setViewportSize({ width: wide, height: 800 });
    seen.widths[wide] = await width();
    seen.glued = [...(seen.glued ?? []), ...(await page.evaluate(glued)).map((pair) => `${pair} at ${wide}`)];
    if (wide === 1280) seen.beside = await page.evaluate(picturesBeside);
  }
  for (const format of sample ? ['A4', 'Letter'] : ['A4']) {
    seen.pdf[format] = `${task.folder}/${name}-${format}.pdf`;
    await page.pdf({ path: seen.pdf[format], format });
  }
  await page.waitForTimeout(50);
  complaints.push(...(await page.evaluate(() => window.refused)));
  await context.close();
  return { ...seen, requests, complaints, violations: await accessibility(browser, address, sample) };
}

/** What is only printed: how small its letters get, in points, on a sheet of A4 between its margins. */
async function print(browser, { name, path }) {
  const page = await browser.newPage({ viewport: { width: Math.round((174 / 25.4) * 96), height: 1000 }, colorScheme: 'light' });
  await page.goto(`file://${path}`, { waitUntil: 'load' });
  const pdf = `${task.folder}/${name}-print.pdf`;
  await page.pdf({ path: pdf, format: 'A4' });
  await page.emulateMedia({ media: 'print' });
  const smallest = await page.evaluate(smallestLetters);
  await page.close();
  return { name, pdf, smallest };
}

const browser = await chromium.launch({ executablePath: task.browser, args: quiet });
const pages = [];
const prints = [];
const waiting = [
  ...task.pages.map((page, place) => async () => { pages[place] = await look(browser, page); }),
  ...task.prints.map((page, place) => async () => { prints[place] = await print(browser, page); }),
];
async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await next();
}
await Promise.all([worker(), worker(), worker()]);
await browser.close();
process.stdout.write(JSON.stringify({ pages, prints }));
