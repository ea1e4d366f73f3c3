'use strict';
// What was said, and what follows from it: answers as they were typed become the facts that the expressions of the bank
// see, by the same rules and in the same order as in the program (src/facts); checks are made over them (src/checks); and
// the file that `canvass fill` reads is written and read back. Knows nothing of the page.
//
// What was said stands in `said`: { route, answers: { ID: ANSWER }, lists: { ID: { said: ANSWER, entries: [{ id, fields: { ID:
// ANSWER } }] } } }. An answer is { value }, { unknown: true, note }, { skip: true } or { not_applicable: why }.

const answers = (() => {
  const { scope, within, evaluated, holds, filled } = expressions;
  const attempt = (work, otherwise) => { try { return work(); } catch { return otherwise; } };

  // -- texts and numbers, as src/plan reads them ---------------------------------------------------------------------

  const UNPRINTABLE = /[\p{Cc}\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/gu;
  const tidied = (text) => text.replace(/[\n\r\t]/g, ' ').replace(UNPRINTABLE, '').split(/\s+/u).filter(Boolean).join(' ');
  function tidyLines(text) {
    const lines = [];
    for (const line of text.replace(/\r\n?/g, '\n').split('\n').map(tidied)) if (line || lines.at(-1)) lines.push(line);
    while (lines.length && !lines.at(-1)) lines.pop();
    return lines.join('\n');
  }

  const SIGNS = { EUR: '€', USD: '$', GBP: '£' };
  const isExact = (text) => /^-?\d{1,15}(\.\d{1,8})?$/.test(text);
  /** Digits with at most one dot, from a number as it is typed; what is said where it is none. */
  function digits(typed, { kind, whole, unit, currency, dotGroups }) {
    let text = typed.replace(/[\u2212\u2013]/g, '-').replace(/[\s\u00a0\u202f]+/g, ' ').trim();
    const marks = kind === 'percent' ? ['%'] : kind === 'number' || unit ? [unit] : [SIGNS[currency], currency];
    for (const mark of marks.filter(Boolean)) {
      const [lower, own] = [text.toLowerCase(), mark.toLowerCase()];
      if (lower.startsWith(own)) text = text.slice(mark.length).trim();
      else if (lower.endsWith(own)) text = text.slice(0, -mark.length).trim();
    }
    const [, minus, bare] = /^(-?) ?(.*)$/s.exec(text);
    const none = { problem: `“${typed.trim()}” is not ${kind === 'money' ? 'an amount' : 'a number'} yet: write digits, such as 60 or 1250.50` };
    const single = /^(\d+)([.,])(\d+)$/.exec(bare);
    let plain;
    if (/^\d+$/.test(bare)) plain = bare;
    else if (single) {
      const [, before, mark, after] = single;
      const couldGroup = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
      const groups = whole || (mark === '.') === dotGroups;
      if (couldGroup && !groups) return { problem: `“${typed.trim()}” can be read in two ways: write ${before}${after} or ${before}.${after}0` };
      plain = couldGroup ? before + after : `${before}.${after}`;
    } else if (/^\d{1,3}([ '’]\d{3})+([.,]\d+)?$/.test(bare)) plain = bare.replace(/[ '’]/g, '').replace(',', '.');
    else if (/^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/.test(bare)) plain = bare.replace(/,/g, '');
    else if (/^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/.test(bare)) plain = bare.replace(/\./g, '').replace(',', '.');
    else return none;
    return isExact(plain) ? { plain: `${minus}${plain}` } : none;
  }
  function fits(plain, { min, max, whole }) {
    const value = Number(plain);
    if (whole && !Number.isInteger(value)) return `“${plain}” is not a whole number: write ${Math.floor(value)} or ${Math.ceil(value)}`;
    const [below, above] = [min !== null && value < Number(min), max !== null && value > Number(max)];
    if (!below && !above) return null;
    if (min !== null && max !== null) return `“${plain}” is outside what fits here: write a number from ${min} to ${max}`;
    return below ? `“${plain}” is too small: write ${min} or more` : `“${plain}” is too large: write ${max} or less`;
  }
  /** A number for a file: bare where it keeps every digit, else as it was typed. */
  const filed = (plain) => plain.replace(/[-.]/g, '').replace(/^0+/, '').length > 15 || String(Number(plain)).includes('e') ? plain : Number(plain);

  function numeric(question, typed, convention) {
    const read = digits(typed, { ...question, ...convention });
    const problem = read.problem ?? fits(read.plain, question);
    return problem ? { problem } : { value: read.plain, fact: Number(read.plain), filed: filed(read.plain) };
  }
  const BY_MONTH = 'write a number and from which month it counts, such as 900, 1400 from month 13';
  function byMonth(question, typed, convention) {
    const steps = [];
    for (const [index, part] of typed.split(/; |, |\n/).map((own) => own.replace(/[,;]$/, '').trim()).filter(Boolean).entries()) {
      const found = /^(.+?)(?: (?:from|in|since|at) (?:month )?(\d{1,3}))?\.?$/.exec(part);
      if (!found || index > 0 && !found[2]) return { problem: `“${part}” does not say from which month it counts: ${BY_MONTH}` };
      const read = digits(found[1], { ...question, kind: question.unit ? 'number' : 'money', whole: false, ...convention });
      const month = Number(found[2] ?? 1);
      const problem = read.problem ?? fits(read.plain, { ...question, whole: false });
      if (problem) return { problem };
      if (month < 1 || month > 120) return { problem: `there is no month ${month} here: count from 1, the first, to 120` };
      if (steps.some((step) => step.month === month)) return { problem: `month ${month} is named twice: leave one of the two out` };
      steps.push({ month, plain: read.plain });
    }
    if (!steps.length) return { problem: BY_MONTH };
    steps.sort((one, other) => one.month - other.month);
    return {
      value: steps.map(({ month, plain }) => month === 1 ? plain : `${plain} from month ${month}`).join(', '),
      fact: steps.map(({ month, plain }) => ({ month, amount: Number(plain) })),
      filed: steps.map(({ month, plain }) => ({ month, amount: filed(plain) })),
    };
  }
  function day(typed) {
    const text = typed.trim();
    const found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(text)?.map((part, at, all) => at ? all[4 - at] : part);
    const problem = `“${text}” is not a date yet: write it as 2026-03-31`;
    if (!found) return { problem };
    const [year, month, number] = found.slice(1).map(Number);
    const date = new Date(Date.UTC(year, month - 1, number));
    if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== number) return { problem };
    return { value: date.toISOString().slice(0, 10) };
  }
  const CONTACTS = {
    email: [/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[\p{L}]{2,}$/u, 'an e-mail address', 'ada@example.com'],
    url: [/^https?:\/\/[^\s/@.<>"]+(\.[^\s/@.<>"]+)+([/?#][^\s<>"]*)?$/iu, 'a web address', 'https://example.com'],
    phone: [/^\+?\d+( \d+)*$/, 'a telephone number', '+43 660 1234567'],
  };
  function contact(kind, typed) {
    const [form, called, example] = CONTACTS[kind];
    const text = tidied(typed);
    return form.test(text) ? { value: text } : { problem: `“${text}” is not ${called} yet: write it like ${example}` };
  }
  function enough(count, { at_least: least, at_most: most }) {
    if (count < least) return `pick at least ${least}: you picked ${count}`;
    return most !== null && count > most ? `pick at most ${most}: you picked ${count}` : null;
  }

  /** What a value that was typed or picked comes to: { value, fact, filed }, or { problem }; nothing where nothing is said. */
  function read(question, given, { ids, convention }) {
    if (given === undefined || given === null || given === '' || Array.isArray(given) && !given.length) return null;
    const known = (key) => question.choices.some((choice) => choice.key === key);
    switch (question.kind) {
      case 'yes-no': return { value: given === true };
      case 'one-of': case 'currency': return known(given) ? { value: given } : null;
      case 'some-of': {
        const picked = question.choices.map((choice) => choice.key).filter((key) => given.includes(key));
        const problem = enough(picked.length, question);
        return problem ? { problem } : { value: picked };
      }
      case 'link': {
        const picked = [given].flat().filter((id) => ids.has(id));
        if (!picked.length) return null;
        const problem = question.many_links ? enough(picked.length, question) : null;
        return problem ? { problem } : { value: question.many_links ? picked : picked[0] };
      }
      default:
    }
    const typed = String(given);
    if (!tidied(typed)) return null;
    if (['number', 'money', 'percent'].includes(question.kind)) return numeric(question, typed, convention);
    if (question.kind === 'by-month') return byMonth(question, typed, convention);
    if (question.kind === 'date') return day(typed);
    if (question.kind in CONTACTS) return contact(question.kind, typed);
    const value = question.kind === 'long-text' ? tidyLines(typed) : tidied(typed);
    const [length, most] = [[...value].length, question.max_length ?? 100000];
    return length > most ? { problem: `this is ${length} characters long: please keep it to ${most}` } : { value };
  }

  const READ = new WeakMap();
  /** The same for an answer that was read before, which does not change where it links to nothing. */
  function readOnce(question, answer, known_) {
    if (question.kind === 'link') return read(question, answer.value, known_);
    const old = READ.get(answer);
    if (old && old.value === answer.value && old.currency === known_.convention.currency) return old.found;
    const found = read(question, answer.value, known_);
    READ.set(answer, { value: answer.value, currency: known_.convention.currency, found });
    return found;
  }

  // -- the bank ------------------------------------------------------------------------------------------------------

  /** The bank with its questions by their places, and its lists. */
  function known(bank) {
    const lists = {};
    const questions = bank.steps.flatMap((step) => step.questions);
    for (const question of questions) if (question.list) lists[question.id] = { ...question.list, question, fields: question.list.fields };
    for (const own of Object.values(lists)) own.all = [...own.fields, ...questions.filter((question) => question.of === own.question.id)];
    return { ...bank, lists, top: questions.filter((question) => !question.of) };
  }

  const path = (...parts) => parts.join('/');
  /** The question at a place. */
  function questionAt(bank, place) {
    const [id, , field] = place.split('/');
    return field ? bank.lists[id].all.find((own) => own.id === field) : bank.top.find((own) => own.id === id);
  }
  /** What was said at a place. */
  function saidAt(said, place) {
    const [id, item, field] = place.split('/');
    if (!field) return said.lists[id]?.said ?? said.answers[id];
    return said.lists[id]?.entries.find((entry) => entry.id === item)?.fields[field];
  }
  function put(bank, said, place, answer) {
    const [id, item, field] = place.split('/');
    const holder = field ? said.lists[id].entries.find((entry) => entry.id === item).fields : bank.lists[id] ? said.lists[id] : said.answers;
    const key = field ?? (bank.lists[id] ? 'said' : id);
    if (answer) holder[key] = answer; else delete holder[key];
  }
  const entriesOf = (said, list) => said.lists[list]?.entries ?? [];

  // -- the facts -----------------------------------------------------------------------------------------------------

  const IS_LIST = ['some-of', 'items', 'by-month'];
  const nothing = (question) => IS_LIST.includes(question.kind) || question.many_links ? [] : null;
  /** What does not apply without a reason is not settled yet. */
  const stateOf = (answer) => answer.unknown ? 'unknown' : answer.skip || answer.not_applicable === '' ? 'skipped' : 'not_applicable' in answer ? 'not_applicable' : 'answered';

  /** The facts of what was said: { root, points }, a point for each place that is asked, in order. `known` tells what was
   * there before this page: only what is new takes the answer that its question offers beforehand. */
  function facts(bank, said, before) {
    const root = Object.create(null);
    const [items, labels, states, reasons, notes] = Array.from({ length: 5 }, () => Object.create(null));
    const [titles, growing, points, at] = [new Map(), {}, [], new Map()];
    const ids = new Set(Object.values(said.lists).flatMap((list) => list.entries.map((entry) => entry.id)));
    const purposes = [saidAt(said, bank.purpose ?? '')?.value ?? []].flat();
    Object.assign(root, { items, labels, states, reasons, notes, bank: bank.about });
    for (const question of [...bank.top, ...bank.hidden.filter((own) => !own.of)]) {
      root[question.id] = nothing(question);
      labels[question.id] = null;
      states[question.id] = 'open';
      const naming = bank.lists[question.id]?.title_field;
      if (naming) for (const entry of entriesOf(said, question.id)) titles.set(entry.id, tidied(String(entry.fields[naming]?.value ?? '')));
    }
    const names = () => scope(root);
    const asked = (question, item) => question.when === null || attempt(() => holds(question.when, within(names(), 'item', item)), true);
    const called = (parts, item) => parts.some(Array.isArray) ? attempt(() => filled(parts, within(names(), 'item', item)), '') : parts.join('');
    const depthFor = (question) => question.matters_for.some((key) => purposes.includes(key)) ? 'essential' : question.depth;
    const DEPTHS = ['essential', 'standard', 'more'];
    function depthIn(list, field) {
      const [own, outer] = [depthFor(field), depthFor(list)];
      return outer === 'more' && own !== 'more' ? 'essential' : DEPTHS[Math.max(DEPTHS.indexOf(own), DEPTHS.indexOf(outer))];
    }
    const onRoute = (depth) => said.route === 'short' ? depth === 'essential' : depth !== 'more';

    function answerAt(answer, question, depth, isNew) {
      return answer ?? (isNew && question.default !== null && onRoute(depth) ? { value: question.kind === 'yes-no' ? question.default === 'yes' : question.default } : null);
    }
    function reading(place, question, answer, currency) {
      if (!answer) return { state: 'open', fact: nothing(question), shown: null, told: false };
      const state = stateOf(answer);
      if (state !== 'answered' || question.list) return { state, fact: nothing(question), shown: null, told: true };
      const convention = { currency, dotGroups: bank.dot_groups.includes(currency) };
      const found = readOnce(question, answer, { ids, convention });
      if (!found || found.problem) return { state: 'open', fact: nothing(question), shown: null, told: Boolean(found), problem: found?.problem };
      return { state, fact: found.fact ?? found.value, shown: label(question, found.value), told: true };
    }
    function label(question, value) {
      if (Array.isArray(value)) return value.map((own) => label(question, own));
      if (question.kind === 'link') return titles.get(value) ?? '';
      if (question.kind === 'yes-no') return value ? 'yes' : 'no';
      return question.choices.find((choice) => choice.key === value)?.label ?? String(value);
    }
    function note(point) {
      points.push(point);
      at.set(point.place, point);
    }

    /** Makes the entries of a list visible to what comes after. */
    function publish(list) {
      root[list] = growing[list].map(({ fact }) => fact);
      for (const item of root[list]) items[item.id] = item;
    }
    function field(step, list, position, question, depth) {
      const own = growing[list][position];
      if (!asked(question, own.fact)) return;
      const place = path(list, own.fact.id, question.id);
      const answer = answerAt(own.entry.fields[question.id], question, depth, !before.ids.has(own.fact.id));
      const currencyField = bank.lists[list].currency;
      const said_ = reading(place, question, answer, (currencyField && own.fact[currencyField]) ?? root[bank.currency] ?? null);
      const label_ = called(question.label, own.fact);
      own.fact[question.id] = said_.fact;
      own.fact.labels[question.id] = said_.shown;
      own.fact.states[question.id] = said_.state;
      note({ place, step, question, list, item: own.fact.id, title: own.fact.title, label: label_, depth, answer, ...said_ });
    }
    function entries(step, question) {
      const list = bank.lists[question.id];
      growing[question.id] = entriesOf(said, question.id).map((entry) => {
        const fact = { id: entry.id, list: question.id, title: '' };
        const every = [...list.all, ...bank.hidden.filter((own) => own.of === question.id)];
        for (const own of every) fact[own.id] = nothing(own);
        const each = (value) => Object.fromEntries(every.map((own) => [own.id, value]));
        Object.assign(fact, { labels: each(null), states: each('open'), stale: false, changed: [], updated_at: null });
        return { fact, entry };
      });
      list.runs.forEach((run, number) => {
        growing[question.id].forEach((own, position) => {
          own.fact.title = titles.get(own.fact.id) ?? '';
          for (const id of run) {
            const inner = list.fields.find((one) => one.id === id);
            field(step, question.id, position, inner, depthIn(question, inner));
          }
          if (number === list.runs.length - 1 && list.title !== null) retitle(question.id, list.title, position);
        });
      });
      publish(question.id);
    }
    function retitle(list, template, position) {
      const { fact } = growing[list][position];
      const title = called(template, fact);
      const taken = growing[list].slice(0, position).map((own) => own.fact.title);
      let apart = title;
      for (let number = 2; title && taken.includes(apart); number += 1) apart = `${title} (${number})`;
      for (const point of points) if (point.item === fact.id) point.title = apart;
      titles.set(fact.id, apart);
      fact.title = apart;
    }

    bank.steps.forEach((part, step) => {
      for (const question of part.questions) {
        if (question.of) {
          const depth = depthIn(bank.lists[question.of].question, question);
          growing[question.of]?.forEach((_, position) => field(step, question.of, position, question, depth));
        } else if (asked(question, null)) {
          const depth = depthFor(question);
          const count = question.list ? entriesOf(said, question.id).length : 0;
          const begun = count >= question.at_least ? { value: true } : null;
          const answer = count ? begun : answerAt(saidAt(said, question.id), question, depth, !before.answered);
          const found = reading(question.id, question, answer, root[bank.currency] ?? null);
          const label_ = called(question.label, null);
          root[question.id] = found.fact;
          labels[question.id] = found.shown;
          states[question.id] = found.state;
          if (found.state === 'not_applicable') reasons[question.id] = answer.not_applicable;
          if (found.state === 'unknown' && answer.note) notes[question.id] = answer.note;
          note({ place: question.id, step, question, list: null, item: null, title: null, label: label_, depth, answer, ...found, told: found.told || count > 0 });
          if (question.list) entries(step, question);
        }
      }
      for (const derived of part.facts) {
        const own = growing[derived.of] ?? [];
        const values = own.map(({ fact }) => attempt(() => evaluated(derived.value, within(names(), 'item', fact)), null));
        own.forEach(({ fact }, position) => { fact[derived.id] = values[position]; });
      }
    });
    for (const point of points) {
      point.later = point.item !== null && items[point.item]?.later === true;
      point.isOn = onRoute(point.depth) || point.depth === 'more' && point.told;
      point.isMissing = point.question.required && point.depth !== 'more' && !point.later && ['open', 'skipped'].includes(point.state) && point.isOn;
    }
    // What the program works out and the page does not is not there yet, as in a plan that nobody has reckoned.
    Object.assign(root, { figures: null, findings: [], insights: [], open_points: points.filter(isOpen).map(asOpen) });
    return { root, points, at, names: names(), titles };

    function isOpen({ state, later, depth }) {
      return state !== 'answered' && !later && !(depth === 'more' && ['open', 'skipped'].includes(state));
    }
    function asOpen({ question, label: called_, title, item, step, state, isOn, answer }) {
      return {
        id: question.id, label: called_, item: title, item_id: item, step: bank.steps[step].id, step_title: bank.steps[step].title,
        state, required: question.required, asked: isOn, because: answer?.not_applicable ?? null, note: answer?.note ?? null,
      };
    }
  }

  /** The entries that a link can lead to, those that come first first. */
  function candidates(bank, made, point) {
    const { to, among, order } = point.question;
    const item = point.item === null ? null : made.root.items[point.item];
    const names = (x) => within(within(made.names, 'item', item), 'x', x);
    const all = to.flatMap((list) => made.root[list]).filter((x) => x.title && x.id !== point.item);
    const fitting = all.filter((x) => among === null || attempt(() => holds(among, names(x)), true));
    if (order === null) return fitting;
    const weight = new Map(fitting.map((x) => [x, attempt(() => Number(evaluated(order, names(x))), 0)]));
    return [...fitting].sort((one, other) => weight.get(one) - weight.get(other));
  }

  // -- the checks ----------------------------------------------------------------------------------------------------

  const isLater = (value) => value !== null && typeof value === 'object' && value.later === true;
  function each(bindings, names, bound, once) {
    if (bound.length === bindings.length) return once(names, bound);
    const [name, list] = bindings[bound.length];
    for (const value of [evaluated(list, names)].flat()) {
      if (!isLater(value)) each(bindings, within(names, name, value), [...bound, [name, value]], once);
    }
    return undefined;
  }
  /** Whether a failure is not held against the founder: said not to apply, or never asked on this path. */
  function isExcused(bank, made, route, check, bound) {
    const starts = (own, begin) => begin.every((part, index) => own[index] === part);
    const holder = check.question === null ? undefined : bound.find(([, value]) => value?.states?.[check.question] !== undefined);
    const state = holder ? holder[1].states[check.question] : made.root.states[check.question];
    const begin = holder ? [holder[0], check.question] : [check.question];
    if (check.question !== null && state === 'not_applicable' && check.reads.some((own) => starts(own, begin))) return true;
    if (route !== 'short') return false;
    const unasked = (place) => {
      const point = made.at.get(place);
      return point !== undefined && point.state === 'open' && !point.isOn && !point.later;
    };
    const ofItem = (item, field) => unasked(path(item?.list, item?.id, field));
    return check.reads.some(([first, ...rest]) => {
      const own = bound.findLast(([name]) => name === first);
      if (own) return rest.length > 0 && ofItem(own[1], rest[0]);
      if (unasked(first)) return true;
      return rest[0] === '[]' && rest.length > 1 && [made.root[first] ?? []].flat().some((item) => ofItem(item, rest[1]));
    });
  }
  /** What does not hold, in the order of the bank, and the checks that gave no answer. */
  function findings(bank, made, route, phase) {
    const [found, failed] = [[], []];
    for (const check of bank.checks.filter((own) => phase === 'final' || own.phase === 'halfway')) {
      const own = [];
      try {
        each(check.for, made.names, [], (names, bound) => {
          if (check.given !== null && !holds(check.given, names)) return;
          if (holds(check.holds, names) || isExcused(bank, made, route, check, bound)) return;
          const isGap = check.gap_when !== null && holds(check.gap_when, names);
          const telling = check.let.reduce((outer, [name, value]) => within(outer, name, evaluated(value, outer)), names);
          const subject = bound.map(([, value]) => value).filter((value) => value?.id && value?.list);
          own.push({
            check: check.id,
            severity: isGap ? 'gap' : check.severity,
            message: filled(check.message, telling),
            advice: filled(check.advice, telling),
            risk: check.risk === null ? null : filled(check.risk, telling),
            place: placeOf(bank, made, check, subject),
            subject: subject.map((value) => value.id),
          });
        });
        found.push(...own);
      } catch { failed.push(check.id); }
    }
    const WEIGHT = ['gap', 'warning', 'hint'];
    found.sort((one, other) => WEIGHT.indexOf(one.severity) - WEIGHT.indexOf(other.severity));
    return { found, failed };
  }
  /** Where a finding can be mended, if that is asked at present. */
  function placeOf(bank, made, check, subject) {
    const question = check.question ?? subject[0]?.list;
    const places = [...subject.map((item) => path(item.list, item.id, question)), question, ...subject.map((item) => item.list)];
    return places.find((place) => made.at.has(place)) ?? null;
  }

  // -- the file ------------------------------------------------------------------------------------------------------

  /** What was said instead of an answer, without what was said before. */
  function putOff(answer) {
    if (stateOf(answer) === 'skipped') return { skip: true };
    const { value, ...rest } = answer;
    return rest;
  }
  /** An answer as a file of answers says it; nothing where nothing is said. */
  function asFiled(bank, made, said, place, before) {
    const question = questionAt(bank, place);
    const point = made.at.get(place);
    const answer = point?.answer ?? saidAt(said, place);
    const cleared = before.places.has(place) ? { skip: true } : undefined;
    if (!answer) return cleared;
    if (stateOf(answer) !== 'answered') return putOff(answer);
    const ids = new Set(Object.keys(made.root.items));
    const currency = made.root[bank.currency] ?? null;
    const own = place.includes('/') ? made.root.items[place.split('/')[1]]?.[bank.lists[place.split('/')[0]].currency] : null;
    const convention = { currency: own ?? currency, dotGroups: bank.dot_groups.includes(own ?? currency) };
    const found = read(question, answer.value, { ids, convention });
    if (!found) return cleared;
    return found.problem ? answer.value : found.filed ?? found.value;
  }
  /** The file of answers that `canvass fill` reads, as an object. */
  function filedAll(bank, said, before) {
    const made = facts(bank, said, before);
    const file = {};
    for (const question of bank.top) {
      const list = bank.lists[question.id];
      if (!list) {
        const own = asFiled(bank, made, said, question.id, before);
        if (own !== undefined) file[question.id] = own;
        continue;
      }
      const entries = entriesOf(said, question.id).map((entry) => {
        const fields = list.all.map((field) => [field.id, asFiled(bank, made, said, path(question.id, entry.id, field.id), before)]);
        const given = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
        // A new entry that has no name yet is known by nothing.
        const isNamed = given[list.title_field ?? list.fields[0].id] !== undefined;
        return before.ids.has(entry.id) || isNamed ? { id: entry.id, ...given } : given;
      }).filter((entry) => Object.keys(entry).length);
      if (entries.length) file[question.id] = entries;
      else if (said.lists[question.id]?.said) file[question.id] = putOff(said.lists[question.id].said);
    }
    return file;
  }

  let counter = 0;
  /** An id that no other entry has, whoever fills in which form. */
  function newId() {
    counter += 1;
    return `e${Date.now().toString(36)}${Math.floor(Math.random() * 46656).toString(36)}${counter}`;
  }
  const blank = (bank, route) => ({ route, answers: {}, lists: Object.fromEntries(Object.keys(bank.lists).map((id) => [id, { entries: [] }])) });

  /** What a file of answers says, and the keys that this bank does not have. */
  function readBack(bank, file, route) {
    const said = blank(bank, route);
    const strange = [];
    const isSaid = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
    const answer = (question, value) => {
      if (isSaid(value)) return value;
      if (question.kind === 'by-month' && Array.isArray(value)) {
        return { value: value.map(({ month, amount }) => month === 1 ? `${amount}` : `${amount} from month ${month}`).join(', ') };
      }
      if (question.kind === 'yes-no') return { value: value === true || value === 'yes' || value === 'true' };
      if (question.many_links || question.kind === 'some-of') return { value: [value].flat() };
      return { value: typeof value === 'number' ? expressions.plain(value) : value };
    };
    for (const [id, value] of Object.entries(file)) {
      const question = bank.top.find((own) => own.id === id);
      if (value === null) continue;
      if (!question) strange.push(id);
      else if (!question.list) said.answers[id] = answer(question, value);
      else if (!Array.isArray(value)) said.lists[id].said = value;
      else {
        const list = bank.lists[id];
        said.lists[id].entries = value.map((given) => {
          const entry = typeof given === 'string' ? { [list.title_field]: given } : given ?? {};
          const fields = {};
          for (const [key, own] of Object.entries(entry)) {
            const field = list.all.find((one) => one.id === key);
            if (field && own !== null) fields[key] = answer(field, own);
            else if (key !== 'id') strange.push(`${id}: ${key}`);
          }
          return { id: typeof entry.id === 'string' && !entry.id.includes('/') ? entry.id : newId(), fields };
        });
      }
    }
    linked(bank, said);
    return { said, strange: [...new Set(strange)] };
  }
  /** Lets every link that names a title lead to the entry of that title. */
  function linked(bank, said) {
    const made = facts(bank, said, { ids: new Set(), answered: true, places: new Set() });
    const ids = new Set(Object.keys(made.root.items));
    const meant = (question, name) => {
      if (ids.has(name)) return name;
      const all = question.to.flatMap((list) => made.root[list]);
      const same = (change) => all.find((item) => change(item.title) === change(tidied(String(name))));
      return (same((title) => title) ?? same((title) => title.toLowerCase()))?.id ?? name;
    };
    const mend = (question, holder) => {
      const own = holder[question.id];
      if (question.kind !== 'link' || own?.value === undefined) return;
      own.value = Array.isArray(own.value) ? own.value.map((name) => meant(question, name)) : meant(question, own.value);
    };
    for (const question of bank.top) mend(question, said.answers);
    for (const [id, list] of Object.entries(bank.lists)) for (const entry of entriesOf(said, id)) for (const field of list.all) mend(field, entry.fields);
  }
  /** What was there before, by which it is told what is new and what was taken back. */
  function beforehand(said) {
    const lists = Object.entries(said.lists);
    const fields = lists.flatMap(([id, list]) => list.entries.flatMap((entry) => Object.keys(entry.fields).map((field) => path(id, entry.id, field))));
    const ids = new Set(lists.flatMap(([, list]) => list.entries.map((entry) => entry.id)));
    const places = new Set([...Object.keys(said.answers), ...fields]);
    return { ids, places, answered: places.size + ids.size > 0 };
  }

  return { known, questionAt, saidAt, put, entriesOf, facts, candidates, findings, filedAll, readBack, beforehand, blank, newId, path, attempt };
})();
