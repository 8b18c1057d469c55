// Numbers, lists and the time of day, as people write them. This comes with the wasm, which asks
// for it.

const UNITS = ["byte", "kilobyte", "megabyte"];

// Made once for each language and style: every row has a time, and one takes as long as a row to be
// made.
const CLOCKS = {};

function clock(number, locale, style) {
  const key = locale + Object.keys(style);
  return (CLOCKS[key] ??= new Intl.DateTimeFormat(locale, style)).format(number);
}

// How each is written, by what stands in braces.
const WAYS = {
  count: (number, locale) => number.toLocaleString(locale),
  day(number, locale) {
    const midnight = (at) => new Date(at).setHours(0, 0, 0, 0);
    // Some days have 23 hours, and some pages have clocks that tell nothing.
    const days = Math.round((midnight(number) - midnight(Date.now())) / 864e5);
    const isNear = days === 0 || days === -1;
    if (!isNear) return clock(number, locale, { dateStyle: "full" });
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
  },
  list: (number, locale) => new Intl.ListFormat(locale).format(Array(number).fill("{}")),
  percent: (number, locale) => (number / 100).toLocaleString(locale, { style: "percent" }),
  size(number, locale) {
    const power = number < 1024 ? 0 : number < 1048576 ? 1 : 2;
    const style = { style: "unit", unit: UNITS[power], maximumFractionDigits: 1 };
    return (number / 1024 ** power).toLocaleString(locale, style);
  },
  time: (number, locale) => clock(number, locale, { timeStyle: "short" }),
};

/**
 * A pattern with a number in the place of what stands in braces: `{count}`, `{percent}`, `{size}`
 * in bytes, `{time}` or `{day}` in milliseconds since 1970; `{list}` becomes a list of so many `{}`. Of
 * `one:…|other:…` the form for that number.
 */
export function written(pattern, number, locale) {
  // Of a language without a country, the visitor's own.
  const own = navigator.languages.find((tag) => tag.startsWith(`${locale}-`)) ?? locale;
  try {
    return fill(pattern, number, own);
  } catch {
    // Browsers refuse languages that they cannot read.
    return fill(pattern, number);
  }
}

function fill(pattern, number, locale) {
  const form = (category) => pattern.match(`(^|\\|)${category}:([^|]*)`)?.[2];
  const forms = /^[a-z]+:/.test(pattern);
  const words = forms && (form(new Intl.PluralRules(locale).select(number)) ?? form("other"));
  return (words || pattern).replace(/{(\w+)}/, (braces, way) => WAYS[way]?.(number, locale) ?? braces);
}
