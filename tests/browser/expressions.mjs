// Runs the expressions of banks as the form does, and says where they come to something else than in the program.
// Called with the scripts of the form and a file: a line for the bank with what is to be evaluated, then one for each plan
// with what it says, what the page does not know, and what the program made of all of it.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import vm from 'node:vm';

const [scripts, file] = process.argv.slice(2);
const source = scripts.split(',').map((path) => readFileSync(path, 'utf8')).join('');
const { expressions, answers } = vm.runInThisContext(`${source};({ expressions, answers })`);
const { evaluated, filled, within } = expressions;

const number = (value) => (Object.is(value, -0) ? 0 : value).toExponential(11);
/** A value as text, the same for the same; an entry by its id. */
function told(value) {
  if (value === null || value === undefined) return '~';
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(told).join()}]`;
  if (typeof value.id === 'string' && typeof value.list === 'string') return `#${value.id}`;
  return whole(value);
}
function whole(value) {
  const keys = Object.keys(value).filter((key) => !['stale', 'changed', 'updated_at'].includes(key)).sort();
  return `{${keys.map((key) => `${key}:${told(value[key])}`).join()}}`;
}
const attempt = (work) => { try { return work(); } catch { return '!'; } };

const { parse } = JSON;
let [bank, jobs, plans, count] = [null, null, 0, 0];
const differences = [];
function differ(what, own, wanted) {
  if (differences.length >= 20) return;
  // From a little before where they part.
  const from = Math.max(0, [...wanted ?? ''].findIndex((letter, place) => own?.[place] !== letter) - 40);
  const part = (text) => String(text).slice(from, from + 200);
  differences.push(`${what}\n  here: ${part(own)}\n  there: ${part(wanted)}`);
}

/** Evaluates what a job names, for everything that it is made for. */
function run(job, made, results) {
  const texts = (names) => {
    for (const own of job.values) results.push(attempt(() => told(evaluated(own, names))));
    for (const own of job.texts) results.push(attempt(() => JSON.stringify(filled(own, names))));
  };
  if (job.of === undefined && !job.for) texts(made.names);
  if (job.of !== undefined) {
    for (const item of made.root[job.of]) {
      const names = within(made.names, 'item', item);
      if (!job.to) texts(job.answer ? within(names, 'answer', item[job.answer]) : names);
      else for (const x of job.to.flatMap((list) => made.root[list])) texts(within(names, 'x', x));
    }
  }
  if (job.for) {
    const each = (bound, names) => {
      if (bound === job.for.length) {
        let own = names;
        for (const [name, value] of job.let) {
          const known = own;
          const found = attempt(() => ({ value: evaluated(value, known) }));
          results.push(found === '!' ? '!' : told(found.value));
          if (found !== '!') own = within(own, name, found.value);
        }
        texts(own);
        return;
      }
      const [name, list] = job.for[bound];
      const values = attempt(() => evaluated(list, names));
      results.push(values === '!' ? '!' : told(values));
      if (Array.isArray(values)) values.forEach((value) => each(bound + 1, within(names, name, value)));
    };
    each(0, made.names);
  }
}

for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
  const data = parse(line);
  if (data.bank) {
    bank = answers.known(data.bank);
    jobs = data.jobs;
    continue;
  }
  const made = answers.facts(bank, data.said, answers.beforehand(data.said));
  for (const [name, wanted] of Object.entries(data.view)) {
    const value = made.root[name];
    const own = bank.lists[name] ? `[${value.map(whole).join()}]` : name === 'items' ? `{${Object.keys(value).sort().join()}}` : told(value);
    if (own !== wanted) differ(`plan ${plans}: ${name}`, own, wanted);
  }
  Object.assign(made.root, data.others);
  for (const [id, marks] of Object.entries(data.marks)) Object.assign(made.root.items[id], marks);
  const results = [];
  for (const job of jobs) {
    const from = results.length;
    run(job, made, results);
    for (let index = from; index < results.length; index += 1) {
      if (results[index] !== data.results[index]) differ(`plan ${plans}: ${job.what}, ${index - from}`, results[index], data.results[index]);
    }
  }
  if (results.length !== data.results.length) differ(`plan ${plans}`, `${results.length} results`, `${data.results.length} results`);
  const phase = answers.findings(bank, made, data.said.route, 'final');
  const found = JSON.stringify(phase.found.map((own) => [own.check, own.severity, own.message, own.advice, own.subject]));
  if (found !== data.findings) differ(`plan ${plans}: findings`, found, data.findings);
  if (phase.failed.join() !== data.failed) differ(`plan ${plans}: failed`, phase.failed.join(), data.failed);
  plans += 1;
  count += results.length;
}
process.stdout.write(JSON.stringify({ plans, count, differences }));
