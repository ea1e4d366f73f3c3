// What is looked at inside a page. These functions are handed over to the browser as text, so each stands alone.

/** What the tree of the page holds: what should not be there, the landmarks, the headings. */
export function seenInPage() {
  const unsafe = [];
  const note = (element) => unsafe.push(element.outerHTML.slice(0, 200));
  document.querySelectorAll('script, iframe, frame, object, embed, link, base, form, input, button, audio, video, source, template, foreignObject, image, use, animate, set, meta[http-equiv=refresh]').forEach(note);
  for (const element of document.querySelectorAll('*')) {
    const names = element.getAttributeNames();
    if (names.some((name) => name.startsWith('on') || name === 'srcdoc' || name === 'formaction')) note(element);
    const style = element.getAttribute('style') ?? '';
    if (/url\(|expression|import/i.test(style)) note(element);
  }
  for (const picture of document.querySelectorAll('img')) if (!/^data:image\/(png|jpeg|gif|webp);/.test(picture.src)) note(picture);
  for (const link of document.querySelectorAll('a')) {
    if (!/^(#|https?:|mailto:|tel:)/i.test(link.getAttribute('href') ?? '')) note(link);
  }
  const dead = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')).filter((href) => !document.getElementById(decodeURIComponent(href.slice(1))));
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const labels = (name) => [...document.querySelectorAll(name)].map((element) => element.getAttribute('aria-label') ?? '');
  return {
    unsafe,
    dead,
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    language: document.documentElement.lang,
    text: document.body.innerText,
    landmarks: Object.fromEntries(['header', 'nav', 'main', 'footer'].map((name) => [name, document.querySelectorAll(`body > ${name}`).length])),
    regions: labels('[role=region]'),
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => ({ level: Number(heading.localName[1]), text: heading.textContent })),
    cells: [...document.querySelectorAll('th')].filter((cell) => !['col', 'row'].includes(cell.scope)).length,
    untold: [...document.querySelectorAll('main svg[viewBox]')].filter((svg) => svg.getAttribute('role') !== 'img' || !svg.querySelector(':scope > title') || !svg.querySelector(':scope > desc')).length,
    drawn: [...document.querySelectorAll('main svg[viewBox]')].map((drawing) => drawing.getAttribute('class')),
    blocks: [...document.querySelectorAll('svg.canvas > svg')].map((block) => [...block.querySelectorAll('text[font-weight]')].map((title) => title.textContent).join(' ')),
  };
}

/** What stands where it should not in the drawings, and what is too faint to read. */
export function seenInDrawings() {
  const outside = [];
  const overlapping = [];
  const faint = [];
  const slack = 0.5;
  const box = (element) => element.getBoundingClientRect();
  const inside = (inner, outer) => inner.left >= outer.left - slack && inner.right <= outer.right + slack && inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;
  const meet = (a, b) => a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;
  const pairs = (elements, told) => elements.forEach((one, place) => elements.slice(place + 1).forEach((other) => meet(box(one), box(other)) && told(one, other)));
  for (const canvas of document.querySelectorAll('svg.canvas')) {
    const blocks = [...canvas.querySelectorAll('.block')];
    pairs(blocks, () => overlapping.push('two blocks'));
    for (const block of blocks) {
      if (!inside(box(block), box(canvas))) outside.push('a block');
      for (const text of block.parentElement.querySelectorAll('text')) if (!inside(box(text), box(block))) outside.push(text.textContent);
    }
  }
  for (const drawing of document.querySelectorAll('main svg[viewBox]')) {
    const texts = [...drawing.querySelectorAll('text')];
    for (const text of texts) if (!inside(box(text), box(drawing))) outside.push(text.textContent);
    if (!drawing.classList.contains('canvas')) pairs(texts, (one, other) => overlapping.push(`${one.textContent} / ${other.textContent}`));
  }
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = getComputedStyle(document.body).backgroundColor;
  for (const text of document.querySelectorAll('main svg text')) {
    const behind = text.parentElement.querySelector(':scope > .block, :scope > circle');
    const [one, other] = [luminance(getComputedStyle(text).fill), luminance(behind ? getComputedStyle(behind).fill : ground)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) faint.push(`contrast ${contrast.toFixed(2)} of ${text.textContent}`);
  }
  return { outside, overlapping, faint };
}

/** The smallest letters of all text, in points, and the text that has them; letters of a drawing as large as they are drawn. */
export function smallestLetters() {
  let smallest = { points: Infinity, text: '' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || ['title', 'desc', 'style'].includes(element.localName)) continue;
    const scale = element.getScreenCTM?.().a ?? 1;
    const points = parseFloat(getComputedStyle(element).fontSize) * scale * 0.75;
    if (points < smallest.points) smallest = { points, text: node.data.trim() };
  }
  return smallest;
}

/** Parts of the text and drawings that lie over one another. */
export function glued() {
  const found = [];
  const parts = [...document.querySelectorAll('header > *, main > :not(.pictures), main > .pictures > figure, footer > *')];
  const boxes = parts.map((part) => part.getBoundingClientRect()).map((box) => ({ left: box.left, right: box.right, top: box.top, bottom: box.bottom }));
  const slack = 1;
  boxes.forEach((a, place) => boxes.slice(place + 1).forEach((b, ahead) => {
    const meet = a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;
    if (meet) found.push(`${parts[place].textContent.trim().slice(0, 40)} / ${parts[place + 1 + ahead].textContent.trim().slice(0, 40)}`);
  }));
  return found;
}

/** Whether the drawings stand beside the words, and none of them under another column. */
export function picturesBeside() {
  const pictures = document.querySelector('main > .pictures');
  if (!pictures) return false;
  const words = [...document.querySelectorAll('main > :not(.pictures)')].map((part) => part.getBoundingClientRect().right);
  return words.length > 0 && Math.max(...words) < pictures.getBoundingClientRect().left;
}
