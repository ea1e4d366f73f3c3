'use strict';
// The page: shows the questions of one step, takes what is typed and picked, keeps it in this browser, saves it and reads it
// back. What is asked, what holds and what a file says is worked out in answers.js.

(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const bank = answers.known(data('bank'));
  const start = data('said');
  const before = answers.beforehand(start);
  const { worded, within } = expressions;
  const STEPS = bank.steps.length;
  const IS_TYPED = { text: 'text', email: 'email', url: 'url', phone: 'tel', number: 'decimal', money: 'decimal', percent: 'decimal', date: 'text', 'by-month': 'text' };
  /** More answers than these stand in a menu. */
  const MOST_IN_SIGHT = 8;

  const copy = (value) => JSON.parse(JSON.stringify(value));
  let said = copy(start);
  let at = 0;
  let undo = null;
  let notice = '';
  let made;

  // -- kept in this browser ------------------------------------------------------------------------------------------

  /** Forms of the same bank that began with other answers are kept apart. */
  function fingerprint(text) {
    let hash = 0x811c9dc5;
    for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
    return (hash >>> 0).toString(16);
  }
  const KEY = `canvass form: ${bank.about.id} ${bank.about.version} ${fingerprint(JSON.stringify(start))}`;
  const clock = (when) => when.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  let timer;
  function keep() {
    clearTimeout(timer);
    timer = undefined;
    const when = new Date();
    const done = answers.attempt(() => { localStorage.setItem(KEY, JSON.stringify({ said, at, when })); return true; }, false);
    news(done ? `Kept in this browser at ${clock(when)}` : 'This browser keeps nothing for this page: save the file before you close it');
  }
  function keepSoon() {
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  }
  function news(text) {
    const place = document.getElementById('news');
    if (place.textContent !== text) place.textContent = text;
  }
  const alarm = (text) => { document.getElementById('alarm').textContent = text; };

  // -- building the page ---------------------------------------------------------------------------------------------

  /** An element. Texts become text and nothing else; what is false or null is left out. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name === 'value' || name === 'checked') element[name] = value;
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat(9).filter((child) => child !== false && child !== null && child !== undefined));
    return element;
  }
  const hidden = (text) => h('span', { class: 'unseen' }, text);
  const button = (does, text, more, attributes) => h('button', { type: 'button', 'data-do': does, ...attributes }, text, more && hidden(more));

  /** Makes an element like another one, and keeps what is the same: so the focus, and a press under way, go on. */
  function morph(own, wanted) {
    if (own.nodeType !== wanted.nodeType || own.nodeName !== wanted.nodeName || own.id !== wanted.id) return own.replaceWith(wanted);
    if (own.nodeType === Node.TEXT_NODE) { if (own.data !== wanted.data) own.data = wanted.data; return undefined; }
    for (const { name } of [...own.attributes]) if (!wanted.hasAttribute(name) && name !== 'open') own.removeAttribute(name);
    for (const { name, value } of wanted.attributes) if (own.getAttribute(name) !== value && (name !== 'open' || wanted.dataset.insists)) own.setAttribute(name, value);
    const isTyping = own === document.activeElement && timer !== undefined;
    if (own.nodeName === 'INPUT' && ['checkbox', 'radio'].includes(own.type)) own.checked = wanted.checked;
    morphChildren(own, wanted);
    if (['INPUT', 'TEXTAREA', 'SELECT'].includes(own.nodeName) && own.type !== 'file' && !isTyping && own.value !== wanted.value) own.value = wanted.value;
    return undefined;
  }
  function morphChildren(own, wanted) {
    const byId = new Map([...own.childNodes].filter((child) => child.id).map((child) => [child.id, child]));
    const wantedIds = new Set([...wanted.childNodes].map((child) => child.id));
    // What is gone goes first, so that nothing else has to change its place and lose the focus.
    for (const [id, child] of byId) if (!wantedIds.has(id)) child.remove();
    let next = own.firstChild;
    for (const child of [...wanted.childNodes]) {
      const same = child.id ? byId.get(child.id) : null;
      if (same && same.nodeName === child.nodeName) {
        if (same !== next) own.insertBefore(same, next); else next = next.nextSibling;
        morph(same, child);
      } else if (!child.id && next && !next.id && next.nodeName === child.nodeName) {
        const current = next;
        next = next.nextSibling;
        morph(current, child);
      } else own.insertBefore(child, next);
    }
    while (next) { const gone = next; next = next.nextSibling; gone.remove(); }
  }

  // -- questions -----------------------------------------------------------------------------------------------------

  const fieldId = (place) => `f/${place}`;
  const namesFor = (point) => within(made.names, 'item', point.item === null ? null : made.root.items[point.item]);
  const isShown = (point) => said.route !== 'short' || point.isOn || point.depth === 'more' || point.told;
  const valueOf = (point) => point.answer?.value;

  /** The question as it is put for all entries: each of them stands where one is named. */
  function askOfAll(point) {
    const list = bank.lists[point.list];
    const each = `each ${list.one}`;
    const item = { ...made.root.items[point.item], title: each };
    item.labels = { ...item.labels };
    if (list.naming_field) item[list.naming_field] = each;
    if (list.picked_field && list.picked_from) item.labels[list.picked_field] = `each ${list.picked_from}`;
    return worded(point.question.ask, within(made.names, 'item', item)).replace(`: ${each}`, '');
  }

  function hintOf(point) {
    const { kind, unit } = point.question;
    const list = point.list && bank.lists[point.list].currency;
    const currency = (list && made.root.items[point.item]?.[list]) ?? made.root[bank.currency];
    const forms = {
      number: unit && `A number of ${unit}`,
      money: currency ? `An amount in ${currency}` : 'An amount of money',
      percent: 'A number of percent',
      date: 'A date, such as 2026-03-31',
      'by-month': 'Such as 900, 1400 from month 13',
    };
    return forms[kind] ?? null;
  }

  function cautionsOf(point) {
    if (point.fact === null || point.state !== 'answered') return [];
    const names = within(namesFor(point), 'answer', point.fact);
    const holding = point.question.cautions.filter((own) => answers.attempt(() => expressions.holds(own.when, names), false));
    const told = holding.map((own) => answers.attempt(() => expressions.filled(own.say, names), '')).filter(Boolean);
    const most = point.question.advise_at_most;
    if (most && Array.isArray(point.fact) && point.fact.length > most) told.push(`More than ${most} are hard to keep in sight: which of them matter most?`);
    return told;
  }

  function choicesOf(point) {
    const { question } = point;
    if (question.kind === 'yes-no') return [['yes', 'Yes'], ['no', 'No']];
    if (question.kind === 'link') return answers.candidates(bank, made, point).map((item) => [item.id, item.title]);
    return question.choices.map((choice) => [choice.key, choice.label, choice.help]);
  }
  function isPicked(point, key) {
    const value = valueOf(point);
    if (point.question.kind === 'yes-no') return value === (key === 'yes') && value !== undefined;
    return [value ?? []].flat().includes(key);
  }

  function control(point, describedby) {
    const { question, place } = point;
    const id = fieldId(place);
    const common = { id, 'data-place': place, 'aria-describedby': describedby, 'aria-invalid': point.problem ? 'true' : null, 'aria-required': question.required ? 'true' : null };
    if (question.kind === 'long-text') return h('textarea', { ...common, rows: 3, dir: 'auto', value: valueOf(point) ?? '' });
    return h('input', { ...common, type: 'text', inputmode: IS_TYPED[question.kind], dir: 'auto', autocomplete: 'off', value: valueOf(point) ?? '' });
  }
  function menu(point, choices, describedby) {
    const { question, place } = point;
    const options = choices.map(([key, label]) => h('option', { value: key }, label));
    const select = h('select', { id: fieldId(place), 'data-place': place, 'aria-describedby': describedby, 'aria-required': question.required ? 'true' : null }, h('option', { value: '' }, '(nothing picked yet)'), options);
    select.value = choices.find(([key]) => isPicked(point, key))?.[0] ?? '';
    return select;
  }
  function ticks(point, choices) {
    const many = point.question.many_links || point.question.kind === 'some-of';
    return choices.map(([key, label, help], index) => h('label', { class: 'choice', id: `c/${point.place}/${key}` },
      h('input', { type: many ? 'checkbox' : 'radio', id: index === 0 ? fieldId(point.place) : `${fieldId(point.place)}/${key}`, name: fieldId(point.place), value: key, checked: isPicked(point, key), 'data-place': point.place }),
      h('span', {}, h('span', { dir: 'auto' }, label), help && h('span', { class: 'soft' }, ` ${help}`))));
  }

  /** What a question is about, for those who hear only this much of it. */
  const calledOf = (point) => point.title ? `${point.title}: ${point.label}` : point.label;

  /** What can be said instead of an answer. */
  function instead(point) {
    const { place } = point;
    const id = `i/${place}`;
    const answer = point.answer ?? {};
    const state = answer.unknown ? 'unknown' : answer.skip ? 'skip' : 'not_applicable' in answer ? 'not_applicable' : 'answer';
    const radio = (key, text) => h('label', { class: 'choice' }, h('input', { type: 'radio', id: `${id}/${key}`, name: id, value: key, checked: state === key, 'data-instead': place }), text);
    const note = (label, value) => h('label', { class: 'note' }, label, h('input', { type: 'text', id: `${id}/note`, dir: 'auto', 'data-note': place, value: value ?? '' }));
    return h('details', { id, class: 'instead', open: state !== 'answer', 'data-insists': state !== 'answer' ? 'true' : null },
      h('summary', {}, state === 'answer' ? 'No answer?' : { unknown: 'Not known yet', skip: 'Later', not_applicable: 'Does not apply' }[state], hidden(` ${calledOf(point)}`)),
      h('fieldset', {}, h('legend', { class: 'unseen' }, `Instead of an answer: ${calledOf(point)}`),
        radio('answer', 'I answer it'), radio('unknown', 'I don’t know yet'), radio('skip', 'Later'), radio('not_applicable', 'It does not apply'),
        state === 'unknown' && note('How will you find out? ', answer.note),
        state === 'not_applicable' && note('Why not? ', answer.not_applicable)));
  }

  function helpOf(question, id, about) {
    const { help, mistakes } = question;
    if (!help && !mistakes.length) return null;
    return h('details', { id: `h/${id}`, class: 'help' }, h('summary', {}, 'Help', hidden(`: ${about}`)),
      help && help.split(/\n\s*\n/).map((part) => h('p', {}, part)),
      mistakes.length > 0 && h('ul', {}, mistakes.map((own) => h('li', {}, `Rather not “${own.bad}”: ${own.why}`))));
  }

  /** A question with its answer, or one row of those that are put together. What was explained with the entry before is not
   * explained again. */
  function question(point, rowTitle, isAgain) {
    const own = point.question;
    const id = fieldId(point.place);
    const isRow = rowTitle !== undefined;
    const hint = [hintOf(point), !isRow && !isAgain && own.example && `For instance: ${own.example}`].filter(Boolean).join('. ');
    const needed = own.required && point.depth !== 'more' && !isRow && h('span', { class: 'soft' }, ' (needed)');
    const ask = isRow ? h('span', { dir: 'auto' }, rowTitle) : worded(own.ask, namesFor(point));
    const problem = point.answer && 'not_applicable' in point.answer && !point.answer.not_applicable ? 'write why it does not apply, so that it counts' : point.problem;
    const told = cautionsOf(point);
    const describedby = [hint && `${id}:hint`, problem && `${id}:problem`, told.length && `${id}:caution`].filter(Boolean).join(' ') || null;
    const rest = [
      hint && h('p', { class: 'hint', id: `${id}:hint` }, hint),
      problem && h('p', { class: 'problem', id: `${id}:problem` }, problem),
      told.length > 0 && h('div', { class: 'caution', id: `${id}:caution` }, told.map((text) => h('p', {}, text))),
    ];
    const after = [draftOf(point), h('div', { class: 'aside', id: `a/${point.place}` }, !isRow && helpOf(own, point.place, calledOf(point)), instead(point))];
    const isOther = point.answer && !('value' in point.answer && Object.keys(point.answer).length === 1);
    const attributes = { class: `question${isRow ? ' row' : ''}${isOther ? ' put-off' : ''}`, id: `q/${point.place}` };
    if (!(own.kind in IS_TYPED) && own.kind !== 'long-text') {
      const choices = choicesOf(point);
      const many = own.many_links || own.kind === 'some-of';
      if (!choices.length) {
        const lists = own.to.map((list) => bank.lists[list].many);
        return h('div', attributes, h('p', { class: 'ask' }, ask, needed), h('p', { class: 'hint' }, `There are no ${expressions.listed(lists)} to pick from yet.`));
      }
      if (!many && choices.length > MOST_IN_SIGHT) return h('div', attributes, h('label', { for: id, class: 'ask' }, ask, needed), rest, menu(point, choices, describedby), after);
      return h('div', attributes, h('fieldset', { 'aria-describedby': describedby, id: `s/${point.place}` }, h('legend', { class: 'ask' }, ask, needed), rest, ticks(point, choices)), after);
    }
    return h('div', attributes, h('label', { for: id, class: 'ask' }, ask, needed), rest, control(point, describedby), after);
  }

  /** A first draft that follows from other answers. */
  function draftOf(point) {
    if (point.question.start === null || point.answer) return null;
    const text = answers.attempt(() => expressions.evaluated(point.question.start, namesFor(point)), null);
    return typeof text === 'string' && text ? button('draft', `Begin with: ${text}`, null, { class: 'draft', 'data-place': point.place, 'data-text': text }) : null;
  }

  // -- lists ---------------------------------------------------------------------------------------------------------

  const titleOf = (list, entry, index) => made.titles.get(entry.id) || `${list.one} ${index + 1}`;

  /** The fields of an entry, the details folded. */
  function fieldsOf(points, id, title, isAgain) {
    const shown = points.filter(isShown);
    const [usual, more] = [shown.filter((point) => point.depth !== 'more'), shown.filter((point) => point.depth === 'more')];
    const show = (point) => question(point, undefined, isAgain);
    return [usual.map(show), details(more, id, title, show)];
  }
  function details(points, id, title, show) {
    if (!points.length) return null;
    const open = points.some((point) => point.told);
    return h('details', { class: 'more', id: `m/${id}`, open }, h('summary', {}, `More you may add (${points.length})`, hidden(`: ${title}`)), points.map(show));
  }

  function proposalsOf(own, list) {
    if (list.propose === null || list.title_field === null) return null;
    made.root.findings = answers.findings(bank, made, said.route, 'final').found.map((found) => ({ ...found, rule: found.check, waived: null }));
    const proposed = answers.attempt(() => expressions.evaluated(list.propose, made.names), []);
    const held = answers.entriesOf(said, own.id).map((entry) => (made.titles.get(entry.id) ?? '').toLowerCase());
    const name = (proposal) => typeof proposal === 'string' ? proposal : proposal[list.title_field];
    const fresh = proposed.filter((proposal) => name(proposal) && !held.includes(name(proposal).toLowerCase()) && !(typeof proposal === 'string' && held.length)).slice(0, 12);
    if (!fresh.length) return null;
    return h('div', { class: 'proposals', id: `p/${own.id}` }, h('p', {}, worded(list.propose_ask, made.names)),
      fresh.map((proposal) => button('propose', `Add ${proposal.offered ?? name(proposal)}`, null, { 'data-list': own.id, 'data-proposal': JSON.stringify(proposal) })));
  }

  function listOf(point) {
    const own = point.question;
    const list = bank.lists[own.id];
    const entries = answers.entriesOf(said, own.id);
    const runs = list.runs.map((run, number) => {
      const together = run.length === 1 && list.fields.find((field) => field.id === run[0]).together;
      if (together && number > 0) return rowsOf(entries.map((entry) => made.at.get(answers.path(own.id, entry.id, run[0]))), `${own.id}/${run[0]}`);
      return entries.map((entry, index) => {
        const points = run.map((field) => made.at.get(answers.path(own.id, entry.id, field))).filter(Boolean);
        const title = titleOf(list, entry, index);
        if (number > 0 && !points.some(isShown)) return null;
        const place = { 'data-list': own.id, 'data-entry': entry.id };
        return h('fieldset', { class: 'entry', id: `e/${own.id}/${entry.id}/${number}`, 'data-entry': entry.id },
          h('legend', { dir: 'auto' }, title),
          fieldsOf(points, `${own.id}/${entry.id}/${number}`, title, index > 0),
          number === 0 && h('p', { class: 'moves' },
            index > 0 && button('up', 'Move up', ` ${title}`, { ...place, id: `up/${entry.id}` }),
            index < entries.length - 1 && button('down', 'Move down', ` ${title}`, { ...place, id: `down/${entry.id}` }),
            button('remove', 'Remove', ` ${title}`, { ...place, id: `remove/${entry.id}` })));
      });
    });
    const isFull = own.at_most !== null && entries.length >= own.at_most;
    const [first, ...later] = runs;
    return h('section', { class: 'list', id: `l/${own.id}`, 'aria-labelledby': `l/${own.id}/ask` },
      h('h3', { id: `l/${own.id}/ask`, class: 'ask' }, worded(own.ask, made.names), own.required && h('span', { class: 'soft' }, ' (needed)')),
      own.example && h('p', { class: 'hint' }, `For instance: ${own.example}`),
      helpOf(own, own.id, point.label), proposalsOf(own, list), first,
      isFull ? h('p', { class: 'soft' }, `There is room for ${own.at_most}.`) : button('add', `Add ${list.one}`, null, { class: 'add', id: `add/${own.id}`, 'data-list': own.id }),
      entries.length === 0 && instead(point), later);
  }

  /** A question that is put once for all entries, with a row for each. */
  function rowsOf(points, id) {
    const asked = points.filter((point) => point && isShown(point));
    if (!asked.length) return null;
    const rows = (own) => asked.length === 1 ? question(own) : question(own, own.title || bank.lists[own.list].one);
    if (asked.length === 1) return rows(asked[0]);
    const own = asked[0].question;
    const body = [own.example && h('p', { class: 'hint' }, `For instance: ${own.example}`), helpOf(own, id, asked[0].label), asked.map(rows)];
    return h('fieldset', { class: 'together', id: `t/${id}` }, h('legend', { class: 'ask' }, askOfAll(asked[0]), own.required && h('span', { class: 'soft' }, ' (needed)')), body);
  }

  function questionsOf(step) {
    const folded = [];
    const shown = bank.steps[step].questions.map((own) => {
      if (!own.of) {
        const point = made.at.get(own.id);
        if (!point || !isShown(point)) return null;
        const view = own.list ? listOf(point) : question(point);
        if (point.depth !== 'more') return view;
        folded.push([view, point.told]);
        return null;
      }
      const points = answers.entriesOf(said, own.of).map((entry) => made.at.get(answers.path(own.of, entry.id, own.id))).filter((point) => point && isShown(point));
      if (!points.length) return null;
      const view = own.together ? rowsOf(points, `${own.of}/${own.id}`) : points.map((point) => question(point));
      if (points.some((point) => point.depth !== 'more')) return view;
      folded.push([view, points.some((point) => point.told)]);
      return null;
    });
    if (folded.length) {
      shown.push(h('details', { class: 'more', id: `m/step-${step}`, open: folded.some(([, told]) => told) }, h('summary', {}, `More you may add (${folded.length})`, hidden(` to ${bank.steps[step].title}`)), folded.map(([view]) => view)));
    }
    return shown;
  }

  // -- the whole -----------------------------------------------------------------------------------------------------

  const numberOf = (step) => typeof step.part === 'number' ? `${step.part}. ` : '';
  const missingIn = (step) => made.points.filter((point) => point.step === step && point.isMissing).length;
  const goTo = (point) => button('go', calledOf(point), null, { class: 'link', 'data-place': point.place });
  const problems = () => made.points.filter((point) => point.problem);

  function checked(phase) {
    const { found, failed } = answers.findings(bank, made, said.route, phase);
    const CALLED = { gap: 'Gap', warning: 'Warning', hint: 'Hint' };
    const left = bank.left + failed.length;
    return h('section', { id: `checks-${phase}`, 'aria-labelledby': `checks-${phase}/title` },
      h('h3', { id: `checks-${phase}/title` }, 'How it fits together'),
      found.length === 0 && h('p', {}, 'Nothing stands out so far.'),
      h('ul', { class: 'findings' }, found.map((own) => h('li', { class: own.severity, 'data-check': own.check },
        h('p', {}, h('strong', {}, `${CALLED[own.severity]}: `), own.message), h('p', { class: 'soft' }, own.advice),
        own.place && button('go', 'Go there', ` ${own.message}`, { class: 'link', 'data-place': own.place })))),
      left > 0 && h('p', { class: 'soft' }, `${left} more checks, among them all about the figures, are made once the file is handed in: by canvass check.`));
  }
  function openOf(steps) {
    const missing = made.points.filter((point) => point.isMissing && steps(point.step));
    return h('section', { id: 'open', 'aria-labelledby': 'open/title' }, h('h3', { id: 'open/title' }, 'Still open'),
      missing.length ? h('ul', {}, missing.map((point) => h('li', {}, goTo(point)))) : h('p', {}, 'Everything that is needed has an answer.'));
  }
  /** The entries of the steps so far, list by list. */
  function saidSoFar(last) {
    const lists = made.points.filter((point) => point.question.list && point.step < last && point.depth !== 'more');
    const told = lists.map((point) => [bank.lists[point.question.id].many, made.root[point.question.id].map((item) => item.title).filter(Boolean)]);
    const full = told.filter(([, titles]) => titles.length);
    return full.length > 0 && h('section', { id: 'so-far', 'aria-labelledby': 'so-far/title' }, h('h3', { id: 'so-far/title' }, 'What you have said'),
      h('dl', {}, full.map(([many, titles]) => h('div', {}, h('dt', {}, many.charAt(0).toUpperCase() + many.slice(1)), h('dd', { dir: 'auto' }, titles.join('; '))))));
  }
  function review() {
    const unread = problems();
    return [
      h('h2', { id: 'step', tabindex: '-1' }, 'Look over and save'),
      h('p', {}, 'Save the answers as a file and hand that in. You can save as often as you like, and read the file back on any machine.'),
      unread.length > 0 && h('section', { id: 'unread', 'aria-labelledby': 'unread/title' }, h('h3', { id: 'unread/title' }, 'To look at once more'),
        h('p', {}, 'These answers are saved as you wrote them, but they cannot be read like that yet.'),
        h('ul', {}, unread.map((point) => h('li', {}, goTo(point), ` ${point.problem}`)))),
      h('p', {}, button('save', 'Save the answers', null, { class: 'main', id: 'save-here' })),
      openOf(() => true), checked('final'),
    ];
  }
  function stepView() {
    if (at === STEPS) return review();
    const step = bank.steps[at];
    const heading = h('h2', { id: 'step', tabindex: '-1' }, `${numberOf(step)}${step.title}`);
    const guidance = (step.guidance ?? '').split(/\n\s*\n/).filter(Boolean).map((part) => h('p', {}, part));
    const head = [heading, h('p', { class: 'purpose' }, step.purpose), guidance];
    return [head, step.part === 'pause' && [saidSoFar(at), openOf((own) => own < at), checked('halfway')], questionsOf(at)];
  }
  function radio(route, text) {
    return h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'route', id: `route/${route}`, value: route, checked: said.route === route, 'data-route': 'true' }), text);
  }
  function view() {
    const steps = [...bank.steps.map((step, index) => [index, `${numberOf(step)}${step.title}`, missingIn(index)]), [STEPS, 'Look over and save', 0]];
    const here = (index) => index === at ? 'step' : null;
    return h('div', { id: 'page' },
      h('a', { class: 'skip', href: '#main' }, 'Skip to the questions'),
      h('header', {}, h('h1', {}, bank.about.title),
        h('p', {}, 'Answer what you can; what you leave open stays open. What you type is kept in this browser, and nothing leaves it until you hand in the file that you save.'),
        h('div', { class: 'tools' }, button('save', 'Save the answers', null, { id: 'save' }),
          h('label', { class: 'file' }, 'Read a saved file back ', h('input', { type: 'file', id: 'file', accept: '.json,application/json' }))),
        h('fieldset', { class: 'route' }, h('legend', {}, 'How much to ask'), radio('short', 'The essentials'), radio('full', 'Everything')),
        notice && h('p', { class: 'notice', id: 'notice' }, notice, ' ', undo && button('undo', 'Take it back', null, { id: 'undo' }))),
      h('nav', { 'aria-label': 'Steps' }, h('ol', {}, steps.map(([index, title, missing]) => h('li', {},
        button('step', title, null, { 'data-step': String(index), 'aria-current': here(index) }), missing > 0 && h('span', { class: 'soft' }, ` ${missing} needed`))))),
      h('main', { id: 'main', tabindex: '-1', 'data-at': String(at) }, stepView(),
        h('p', { class: 'turn' }, at > 0 && button('step', 'Back', null, { id: 'back', 'data-step': String(at - 1) }),
          at < STEPS && button('step', 'Next', `: ${steps[at + 1][1]}`, { id: 'next', class: 'main', 'data-step': String(at + 1) }))),
      h('footer', {}, h('details', { id: 'anew' }, h('summary', {}, 'Begin anew'), h('p', {}, 'This takes out what you said in this form, in this browser. A file that you saved stays.'), button('anew', 'Take it all out')),
        bank.about.credit && h('p', { class: 'soft' }, bank.about.credit)));
  }

  /** Works out anew what follows from what was said, and shows it. */
  function refresh() {
    made = answers.facts(bank, said, before);
    for (let more = true, turns = 0; more && turns < 20; turns += 1) {
      // What can be worked out is not asked: a link for which there is one candidate only.
      const sole = made.points.filter((point) => point.question.sole && point.question.required && !point.answer)
        .map((point) => [point, answers.candidates(bank, made, point)]).filter(([, found]) => found.length === 1);
      for (const [{ place, question: own }, [{ id }]] of sole) answers.put(bank, said, place, { value: own.many_links ? [id] : id });
      more = sole.length > 0;
      if (more) made = answers.facts(bank, said, before);
    }
    const page = document.getElementById('page');
    morph(page, view());
  }
  function changed() {
    const known = new Set((made?.points ?? []).filter((point) => point.problem).map((point) => point.place));
    refresh();
    const left = problems();
    const fresh = left.find((point) => !known.has(point.place));
    // What was said stays until it is read out, or there is nothing left to say.
    if (fresh) alarm(`${calledOf(fresh)}: ${fresh.problem}`);
    else if (!left.length) alarm('');
    keep();
  }

  // -- what is done --------------------------------------------------------------------------------------------------

  function remember(text) {
    undo = copy(said);
    notice = text;
  }
  /** The links to an entry, which end with it. */
  function unlink(id) {
    let count = 0;
    const loosen = (fields) => {
      for (const answer of Object.values(fields)) {
        if (!answer || !('value' in answer)) continue;
        const links = [answer.value].flat();
        if (!links.includes(id)) continue;
        answer.value = links.filter((own) => own !== id);
        count += 1;
      }
    };
    loosen(said.answers);
    for (const list of Object.values(said.lists)) list.entries.forEach((entry) => loosen(entry.fields));
    return count;
  }
  function turnTo(step) {
    at = Math.min(Math.max(step, 0), STEPS);
    changed();
    document.getElementById('step').focus();
    scrollTo(0, document.getElementById('main').offsetTop);
  }
  function focusOn(id) {
    const element = document.getElementById(id);
    if (!element) return;
    for (let outer = element.closest('details'); outer; outer = outer.parentElement.closest('details')) outer.open = true;
    element.focus();
    element.scrollIntoView({ block: 'center' });
  }
  function begun(list, fields) {
    const entry = { id: answers.newId(), fields };
    said.lists[list].entries.push(entry);
    delete said.lists[list].said;
    changed();
    const first = bank.lists[list].runs[0].map((field) => fieldId(answers.path(list, entry.id, field))).find((id) => document.getElementById(id));
    focusOn(first ?? `add/${list}`);
  }
  function download() {
    const file = answers.filedAll(bank, said, before);
    const name = `${bank.about.id}-answers.json`;
    const address = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }));
    h('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    const unread = problems().length;
    notice = `Saved as ${name}.${unread ? ` ${unread} of the answers cannot be read like that yet: the last page lists them.` : ''}`;
    undo = null;
    refresh();
    alarm(notice);
  }
  function readFile(file) {
    file.text().then((text) => {
      const read = answers.attempt(() => JSON.parse(text), null);
      if (read === null || typeof read !== 'object' || Array.isArray(read)) {
        notice = `“${file.name}” is no file that this page saved, so nothing was changed. Pick one that ends in -answers.json; other files of answers are for canvass fill.`;
        undo = null;
        refresh();
        alarm(notice);
        return;
      }
      const { said: found, strange } = answers.readBack(bank, read, said.route);
      remember(`“${file.name}” was read.${strange.length ? ` This form does not ask for: ${strange.join(', ')}.` : ''}`);
      said = found;
      changed();
      alarm(notice);
    });
  }

  const ACTIONS = {
    step: ({ step }) => turnTo(Number(step)),
    go: ({ place }) => {
      const point = made.at.get(place);
      turnTo(point.step);
      focusOn(document.getElementById(fieldId(place)) ? fieldId(place) : `add/${place}`);
    },
    add: ({ list }) => begun(list, {}),
    propose: ({ list, proposal }) => {
      const given = JSON.parse(proposal);
      const { title_field: naming, fields } = bank.lists[list];
      const entry = typeof given === 'string' ? { [naming]: given } : given;
      const known = fields.filter((field) => entry[field.id] !== undefined && entry[field.id] !== null);
      const written = (value) => typeof value === 'number' ? expressions.plain(Math.round(value * 100) / 100) : value;
      begun(list, Object.fromEntries(known.map((field) => [field.id, { value: written(entry[field.id]) }])));
    },
    draft: ({ place, text }) => { answers.put(bank, said, place, { value: text }); changed(); focusOn(fieldId(place)); },
    up: ({ list, entry }) => moved(list, entry, -1),
    down: ({ list, entry }) => moved(list, entry, 1),
    remove: ({ list, entry }) => {
      const { entries } = said.lists[list];
      const index = entries.findIndex((own) => own.id === entry);
      const title = titleOf(bank.lists[list], entries[index], index);
      remember('');
      entries.splice(index, 1);
      const count = unlink(entry);
      const stays = before.ids.has(entry) ? ' It stays in the plan that this form was made of: take it out there, in the walk.' : '';
      notice = `Removed: ${title}${count ? `, and ${count === 1 ? 'a link' : `${count} links`} to it` : ''}.${stays}`;
      changed();
      alarm(notice);
      focusOn('undo');
    },
    undo: () => { said = undo; undo = null; notice = ''; changed(); document.getElementById('step').focus(); },
    anew: () => { remember('All answers were taken out.'); said = copy(start); at = 0; changed(); alarm(notice); focusOn('undo'); },
    save: download,
  };
  function moved(list, id, by) {
    const { entries } = said.lists[list];
    const index = entries.findIndex((own) => own.id === id);
    entries.splice(index + by, 0, ...entries.splice(index, 1));
    changed();
    focusOn(document.getElementById(`${by < 0 ? 'up' : 'down'}/${id}`) ? `${by < 0 ? 'up' : 'down'}/${id}` : `${by < 0 ? 'down' : 'up'}/${id}`);
  }

  /** What a control says now, put where it belongs. */
  function take(element) {
    const { place, instead: of, note } = element.dataset;
    if (place) {
      const own = answers.questionAt(bank, place);
      const picked = () => [...document.getElementsByName(element.name)].filter((one) => one.checked).map((one) => one.value);
      let value = element.value;
      if (element.type === 'radio') value = own.kind === 'yes-no' ? value === 'yes' : value;
      if (element.type === 'checkbox') {
        // In the order in which they were picked.
        const earlier = [(answers.saidAt(said, place) ?? made.at.get(place)?.answer)?.value ?? []].flat().filter((key) => picked().includes(key));
        value = [...earlier, ...picked().filter((key) => !earlier.includes(key))];
      }
      answers.put(bank, said, place, { value });
    } else if (of) {
      const { value } = made.at.get(of)?.answer ?? {};
      const kept = value === undefined ? {} : { value };
      const how = { answer: {}, unknown: { unknown: true }, skip: { skip: true }, not_applicable: { not_applicable: '' } }[element.value];
      answers.put(bank, said, of, element.value === 'answer' && value === undefined ? null : { ...how, ...kept });
    } else if (note) {
      const answer = { ...made.at.get(note).answer };
      if (answer.unknown) { if (element.value.trim()) answer.note = element.value.trim(); else delete answer.note; } else answer.not_applicable = element.value.trim();
      answers.put(bank, said, note, answer);
    } else if (element.dataset.route) said.route = element.value;
  }

  document.addEventListener('input', ({ target }) => {
    if (!['TEXTAREA', 'INPUT'].includes(target.nodeName) || ['checkbox', 'radio', 'file'].includes(target.type)) return;
    take(target);
    keepSoon();
  });
  // Leaving a line by a press elsewhere must not move what is pressed: the page changes once the press is over.
  let isPressed = false;
  let isWaiting = false;
  function catchUp() {
    if (isWaiting && !isPressed) { isWaiting = false; changed(); }
  }
  addEventListener('pointerdown', () => { isPressed = true; }, true);
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(() => { isPressed = false; catchUp(); }), true);

  document.addEventListener('change', ({ target }) => {
    if (target.id === 'file') { if (target.files.length) readFile(target.files[0]); target.value = ''; return; }
    take(target);
    clearTimeout(timer);
    timer = undefined;
    isWaiting = true;
    if (!isPressed) setTimeout(catchUp);
  });
  document.addEventListener('click', ({ target }) => {
    const pressed = target.closest?.('[data-do]');
    if (!pressed) return;
    if (isWaiting) { isWaiting = false; changed(); }
    ACTIONS[pressed.dataset.do](pressed.dataset);
  });
  addEventListener('pagehide', () => { if (timer !== undefined) keep(); });

  document.body.append(h('p', { id: 'news', role: 'status' }), h('p', { id: 'alarm', role: 'alert', class: 'unseen' }));
  const kept = answers.attempt(() => JSON.parse(localStorage.getItem(KEY)), null);
  if (kept) {
    // The bank may ask for more than when they were kept.
    said = { ...kept.said, lists: { ...answers.blank(bank, start.route).lists, ...kept.said.lists } };
    at = Math.min(kept.at, STEPS);
    notice = `Your answers of ${new Date(kept.when).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })} are back.`;
  }
  refresh();
})();
