// How the wasm begins that a script tag brings. This is part of the same file as the glue and
// `mounted.js`, and uses what both declare.

// The integrity of the wasm; `cargo xtask dist` fills it in. Then no other may run.
const WASM = "";

// The wasm at work, or on its way to that.
let working;

/**
 * Sets the wasm to work that is in this answer, or in the promise of one, unless it is; brings the
 * language of that widget meanwhile, and opens its window if that is `why`. Gives the class.
 */
export async function begin(answer, host, why) {
  const prepared = prepare(host, why);
  await (working ??= work(answer, prepared));
  await prepared;
  return Mounted;
}

async function work(answer, prepared) {
  const packed = await bytes(await answer);
  // What follows keeps the page busy.
  await prepared;
  await SITE.causerieMet;
  // What wasm-bindgen has for this takes many more forms of a wasm.
  const { instance } = await WebAssembly.instantiate(unpack(packed), __wbg_get_imports());
  __wbg_finalize_init(instance);
}

// What is in an answer, if it is what it should be. Fetched anew it would be compared by the
// browser, and in some downloaded twice; but only a secure context can do it without.
async function bytes(answer) {
  if (!answer.ok) throw new TypeError(`HTTP status ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!WASM) return bytes;
  if (!globalThis.crypto?.subtle) return new Uint8Array(await (await fetch(answer.url, { integrity: WASM })).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (WASM !== `sha256-${btoa(String.fromCharCode(...digest))}`) throw new TypeError("the wasm is not the one that was published");
  return bytes;
}

// The wasm as it was before `xtask/src/pack.rs` took its code apart, which says what stands where.
// It waits for this, so loops are plain and in a function that is called often: browsers compile
// such sooner.
function unpack(packed) {
  // What another tool has made is what it is.
  if (packed[8]) return packed;
  let at = 13;
  const next = () => packed[at++];
  // By hand: pages bring an `Array.from` of their own that makes no lists of so many.
  const list = (one) => {
    const many = [];
    for (let length = next(); length--; ) many.push(one());
    return many;
  };
  const forms = list(() => list(() => next() | (next() << 8)));
  const sizes = list(() => next() | (next() << 8) | (next() << 16));
  const [order, head, tail, ...rows] = sizes.map((size) => [at, (at += size)]);
  let [form, last] = order;
  const places = rows.map(([place]) => place);
  const wasm = new Uint8Array(3 * packed.length);
  let end = 0;

  const copy = (row) => {
    const bytes = packed.subarray(...row);
    wasm.set(bytes, end);
    end += bytes.length;
  };
  // A length in three bytes, whatever it is.
  const measure = (start, length = end - start - 3) => wasm.set([length | 128, (length >> 7) | 128, length >> 14], start);
  const write = () => {
    const start = end;
    end += 3;
    for (let items; (items = forms[packed[form++]]).length; ) {
      for (let i = 0; i < items.length; i++) {
        const item = items[i];
        if (item < 256) wasm[end++] = item;
        else {
          do wasm[end] = packed[places[item - 256]++];
          while (wasm[end++] > 127);
        }
      }
    }
    wasm[end++] = 11;
    measure(start);
  };

  copy(head);
  const section = end;
  end += 6;
  let count = 0;
  for (; form < last; count++) write();
  measure(section);
  measure(section + 3, count);
  copy(tail);
  return wasm.subarray(0, end);
}
