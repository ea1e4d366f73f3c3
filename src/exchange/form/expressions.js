'use strict';
// Runs the expressions of a bank. They come as plain data (src/expression/compiled.rs tells its form), so that nothing is
// ever evaluated as a script. What cannot be worked out throws, as it is an error in the program.

const expressions = (() => {
  const fail = (why) => { throw new Error(why); };
  const isText = (value) => typeof value === 'string';
  const isNumber = (value) => typeof value === 'number';
  const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  const holds = (value) => typeof value === 'boolean' ? value : fail('neither true nor false');
  const text = (value) => isText(value) ? value : fail('no text');
  const number = (value) => isNumber(value) ? value : fail('no number');
  const list = (value) => Array.isArray(value) ? value : fail('no list');
  const has = (map, key) => isMap(map) && isText(key) && Object.hasOwn(map, key);

  // Numbers are reckoned as decimals of fifteen digits, so that 0.1 + 0.2 is 0.3: units times ten to the minus places.
  function decimal(value) {
    if (!Number.isFinite(value)) fail('no usable number');
    const [digits, exponent] = value.toExponential(14).split('e');
    const places = 14 - Number(exponent);
    const units = BigInt(digits.replace('.', ''));
    return places < 0 ? { units: units * 10n ** BigInt(-places), places: 0 } : { units, places };
  }
  function written({ units, places }) {
    const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const rest = digits.slice(digits.length - places).replace(/0+$/, '');
    return `${units < 0n && units !== 0n ? '-' : ''}${whole}${rest ? `.${rest}` : ''}`;
  }
  const plain = (value) => written(decimal(value));
  const reckoned = (value) => Number(written(value));
  function alike(one, other) {
    const [left, right] = [decimal(number(one)), decimal(number(other))];
    const places = Math.max(left.places, right.places);
    const scaled = (value) => value.units * 10n ** BigInt(places - value.places);
    return [scaled(left), scaled(right), places];
  }
  const PRECISION = 30n;
  function plus(one, other) {
    if (isText(one) && isText(other)) return one + other;
    if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
    const [left, right, places] = alike(one, other);
    return reckoned({ units: left + right, places });
  }
  function minus(one, other) {
    const [left, right, places] = alike(one, other);
    return reckoned({ units: left - right, places });
  }
  function times(one, other) {
    const [left, right] = [decimal(number(one)), decimal(number(other))];
    return reckoned({ units: left.units * right.units, places: left.places + right.places });
  }
  function over(one, other) {
    const [left, right] = alike(one, other);
    if (right === 0n) fail('a division by zero');
    return reckoned({ units: left * 10n ** PRECISION / right, places: Number(PRECISION) });
  }
  function remainder(one, other) {
    const [left, right, places] = alike(one, other);
    if (right === 0n) fail('a division by zero');
    return reckoned({ units: left % right, places });
  }
  const rounded = (value) => Math.sign(value) * Math.round(Math.abs(value));

  /** A number to at most so many decimals, half away from zero, with its thousands apart. */
  function amount(value, most, least) {
    let { units, places } = decimal(value);
    if (places > most) {
      const step = 10n ** BigInt(places - most);
      const half = units < 0n ? -step / 2n : step / 2n;
      [units, places] = [(units + half) / step, most];
    }
    const [whole, rest = ''] = written({ units: units < 0n ? -units : units, places }).split('.');
    const decimals = rest && rest.padEnd(least, '0');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return [units < 0n ? '\u2212' : '', `${grouped}${decimals ? `.${decimals}` : ''}`];
  }
  const SYMBOLS = { EUR: '€', USD: '$', GBP: '£' };
  function money(value, currency) {
    if (value === null) return '';
    const [sign, digits] = amount(number(value), 2, 2);
    const code = isText(currency) ? currency : '';
    if (Object.hasOwn(SYMBOLS, code)) return `${sign}${SYMBOLS[code]}${digits}`;
    return code ? `${sign}${code} ${digits}` : `${sign}${digits}`;
  }

  /** Joined as in speech. */
  function listed(parts) {
    return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  }

  function equals(one, other) {
    if (one === other) return true;
    if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((value, at) => equals(value, other[at]));
    if (!isMap(one) || !isMap(other)) return false;
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equals(one[key], other[key]));
  }
  /** Texts in the order of their letters' numbers, which is not that of JavaScript. */
  function compared(one, other) {
    if (isNumber(one) && isNumber(other) || typeof one === 'boolean' && typeof other === 'boolean') return one < other ? -1 : Number(one > other);
    const [left, right] = [[...text(one)], [...text(other)]];
    for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
      if (left[at] !== right[at]) return left[at].codePointAt(0) - right[at].codePointAt(0);
    }
    return left.length - right.length;
  }
  function ordered(values, keys) {
    keys.forEach((key) => { if (typeof key !== typeof keys[0]) fail('values of different kinds'); compared(keys[0], key); });
    return values.map((value, at) => [value, keys[at]]).sort((one, other) => compared(one[1], other[1])).map(([value]) => value);
  }
  function at(of, key) {
    if (Array.isArray(of)) return Number.isInteger(key) && key >= 0 && key < of.length ? of[key] : fail('no such entry');
    return has(of, key) ? of[key] : fail('no such field');
  }
  function contains(within, value) {
    if (Array.isArray(within)) return within.some((own) => equals(own, value));
    return isMap(within) ? has(within, value) : fail('nothing to look in');
  }
  function size(value) {
    if (isText(value)) return [...value].length;
    return Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : fail('no size');
  }
  function flat(values, depth) {
    return list(values).flatMap((value) => depth > 0 && Array.isArray(value) ? flat(value, depth - 1) : [value]);
  }
  function part(value, start, end) {
    const letters = [...text(value)];
    const last = end ?? letters.length;
    return start >= 0 && start <= last && last <= letters.length ? letters.slice(start, last).join('') : fail('out of range');
  }
  function place(value, wanted, start, last) {
    const [letters, needle] = [[...text(value)], [...text(wanted)]];
    const matches = (from) => needle.every((letter, index) => letters[from + index] === letter);
    const places = [];
    for (let from = 0; from + needle.length <= letters.length; from += 1) if (matches(from)) places.push(from);
    return last ? places.filter((from) => from <= (start ?? Infinity)).at(-1) ?? -1 : places.find((from) => from >= (start ?? 0)) ?? -1;
  }
  function split(value, by, most) {
    const parts = by === '' ? [...text(value)] : text(value).split(by);
    if (most === undefined || most < 0 || parts.length <= most) return parts;
    return most === 0 ? [] : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)];
  }
  function replaced(value, from, to, most) {
    const parts = split(value, text(from), most === undefined || most < 0 ? undefined : most + 1);
    return parts.join(text(to));
  }
  function whole(value) {
    const read = isText(value) && /^[-+]?\d+$/.test(value) ? Number(value) : value;
    return Math.trunc(number(read));
  }
  function double(value) {
    return isText(value) && /^[-+]?\d+(\.\d+)?$/.test(value) ? Number(value) : number(value);
  }
  function asText(value) {
    return isNumber(value) ? plain(value) : typeof value === 'boolean' ? String(value) : text(value);
  }
  const trimmed = (value) => text(value).trim();
  const inAscii = (value, change) => text(value).replace(/[A-Za-z]/g, change);
  const extreme = (values, sign) => {
    const all = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
    return all.length ? all.map(number).reduce((one, other) => sign * (one - other) >= 0 ? one : other) : fail('nothing there');
  };

  const FUNCTIONS = {
    '+': plus, '-': minus, '*': times, '/': over, '%': remainder,
    negate: (value) => -number(value),
    '!': (value) => !holds(value),
    '==': equals,
    '!=': (one, other) => !equals(one, other),
    '<': (one, other) => compared(one, other) < 0,
    '<=': (one, other) => compared(one, other) <= 0,
    '>': (one, other) => compared(one, other) > 0,
    '>=': (one, other) => compared(one, other) >= 0,
    '[]': at,
    in: (value, within) => contains(within, value),
    bool: (value) => value === 'true' ? true : value === 'false' ? false : holds(value),
    charAt: (value, index) => index === size(value) ? '' : part(value, index, index + 1),
    contains: (value, wanted) => text(value).includes(text(wanted)),
    distinct: (values) => list(values).filter((value, index) => values.findIndex((own) => equals(own, value)) === index),
    double,
    dyn: (value) => value,
    endsWith: (value, end) => text(value).endsWith(text(end)),
    flatten: (values, depth = 1) => flat(values, depth),
    indexOf: (value, wanted, start) => place(value, wanted, start, false),
    int: whole,
    join: (values, by = '') => list(values).map(text).join(by),
    lastIndexOf: (value, wanted, start) => place(value, wanted, start, true),
    listed: (values) => listed(list(values).map(text)),
    lowerAscii: (value) => inAscii(value, (letter) => letter.toLowerCase()),
    money,
    names: (items) => listed(list(items).map((item) => text(at(item, 'title')))),
    number: (value) => value === null ? '' : amount(number(value), 2, 0).join(''),
    percent: (value) => value === null ? '' : `${amount(number(value), 1, 0).join('')}%`,
    replace: replaced,
    reverse: (value) => isText(value) ? [...value].reverse().join('') : [...list(value)].reverse(),
    size,
    slice: (values, start, end) => start >= 0 && start <= end && end <= list(values).length ? values.slice(start, end) : fail('out of range'),
    sort: (values) => ordered(list(values), values),
    split,
    startsWith: (value, start) => text(value).startsWith(text(start)),
    string: asText,
    substring: part,
    sum: (values) => list(values).reduce((total, value) => plus(total, number(value)), 0),
    trim: trimmed,
    upperAscii: (value) => inAscii(value, (letter) => letter.toUpperCase()),
    'lists.range': (count) => Array.from({ length: number(count) }, (_, index) => index),
    'math.abs': (value) => Math.abs(number(value)),
    'math.ceil': (value) => Math.ceil(number(value)),
    'math.floor': (value) => Math.floor(number(value)),
    'math.greatest': (...values) => extreme(values, 1),
    'math.isFinite': (value) => Number.isFinite(number(value)),
    'math.isInf': (value) => Math.abs(number(value)) === Infinity,
    'math.isNaN': (value) => Number.isNaN(number(value)),
    'math.least': (...values) => extreme(values, -1),
    'math.round': (value) => rounded(number(value)),
    'math.sign': (value) => Math.sign(number(value)),
    'math.sqrt': (value) => Math.sqrt(number(value)),
    'math.trunc': (value) => Math.trunc(number(value)),
    list: (...values) => values,
    map: (...parts) => {
      const made = {};
      for (let index = 0; index < parts.length; index += 2) made[text(parts[index])] = parts[index + 1];
      return made;
    },
  };

  /** The names an expression can see: those of a map, and one more. */
  const scope = (root) => ({ root, outer: null });
  const within = (outer, name, value) => ({ root: outer.root, outer, name, value });
  function named(names, name) {
    for (let own = names; own.outer; own = own.outer) if (own.name === name) return own.value;
    return has(names.root, name) ? names.root[name] : fail(`nothing is called ${name}`);
  }

  /** What is true whatever the other side is, even where that has no answer. */
  function either(deciding, left, right, names) {
    let one;
    try { one = holds(evaluated(left, names)); } catch (problem) {
      if (holds(evaluated(right, names)) === deciding) return deciding;
      throw problem;
    }
    return one === deciding ? deciding : holds(evaluated(right, names));
  }
  function some(deciding, [over_, name, condition], names) {
    let problem = null;
    for (const value of elements(over_, names)) {
      try {
        if (holds(evaluated(condition, within(names, name, value))) === deciding) return deciding;
      } catch (found) { problem = found; }
    }
    if (problem) throw problem;
    return !deciding;
  }
  function elements(over_, names) {
    const value = evaluated(over_, names);
    return isMap(value) ? Object.keys(value) : list(value);
  }

  const FORMS = {
    $: ([name], names) => named(names, name),
    '.': ([of, field], names) => {
      const value = evaluated(of, names);
      return has(value, field) ? value[field] : fail(`no field ${field}`);
    },
    has: ([of, field], names) => {
      const value = evaluated(of, names);
      return isMap(value) ? has(value, field) : fail('no item');
    },
    '?': ([condition, yes, no], names) => evaluated(holds(evaluated(condition, names)) ? yes : no, names),
    '&&': ([left, right], names) => either(false, left, right, names),
    '||': ([left, right], names) => either(true, left, right, names),
    exists: (parts, names) => some(true, parts, names),
    all: (parts, names) => some(false, parts, names),
    one: ([over_, name, condition], names) => elements(over_, names).filter((value) => holds(evaluated(condition, within(names, name, value)))).length === 1,
    each: ([over_, name, condition, value], names) => {
      const found = [];
      for (const element of elements(over_, names)) {
        const own = within(names, name, element);
        if (condition === null || holds(evaluated(condition, own))) found.push(evaluated(value, own));
      }
      return found;
    },
    sortBy: ([over_, name, key], names) => {
      const values = list(evaluated(over_, names));
      return ordered(values, values.map((value) => evaluated(key, within(names, name, value))));
    },
  };

  /** The value of an expression. Throws where it has none. */
  function evaluated(part_, names) {
    if (!Array.isArray(part_)) return part_;
    const [what, ...rest] = part_;
    if (Object.hasOwn(FORMS, what)) return FORMS[what](rest, names);
    if (!Object.hasOwn(FUNCTIONS, what)) fail(`nothing here does ${what}`);
    return FUNCTIONS[what](...rest.map((own) => evaluated(own, names)));
  }

  /** A value inside a sentence. */
  function shown(value) {
    if (value === null) return '';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (isNumber(value)) return plain(value);
    if (isText(value)) return value;
    return Array.isArray(value) ? listed(value.map(shown)) : isText(value.title) ? value.title : '';
  }
  /** A text of the bank: its fixed parts, and between them expressions in arrays of one. */
  function filled(parts, names) {
    return parts.map((own) => isText(own) ? own : shown(evaluated(own[0], names))).join('');
  }
  /** The same; what has no value yet is left to the reader. */
  function worded(parts, names) {
    return parts.map((own) => {
      if (isText(own)) return own;
      try { return shown(evaluated(own[0], names)) || '…'; } catch { return '…'; }
    }).join('');
  }

  return { scope, within, evaluated, holds: (part_, names) => holds(evaluated(part_, names)), filled, worded, shown, listed, plain };
})();
