// Glue and wasm, brought once and made into as many instances as need be.

import { Refusal } from "./refusal.js";

// What went wrong, as in www/load.js.
const REASONS = { CompileError: "Blocked", ReferenceError: "Missing" };

/** Where `load` has the glue and the wasm from. */
export class Supply {
  #what;
  #glue;
  #near;
  #given;
  #compiled;
  #making;
  #loading;

  /**
   * `glue` brings the module that makes instances, `near` tells where the wasm is unless `give`
   * has told. Both are functions, so that nothing happens before it has to, and so that what
   * they name stands there in the one form that bundlers understand.
   */
  constructor(what, glue, near) {
    this.#what = what;
    this.#glue = glue;
    this.#near = near;
  }

  /** Says where the wasm is, or hands it over. */
  give(wasm) {
    if (!wasm) throw new Refusal("Argument", "argument `wasm`: found nothing, allowed: a URL, Response, bytes or Module");
    this.#given = wasm;
    this.#compiled = undefined;
  }

  /** Resolves to what the glue exports, at work; meanwhile `prepare` does something with that. */
  async load(prepare) {
    const making = (this.#making ??= this.#glue().then(({ make }) => make()));
    const prepared = making.then(prepare);
    try {
      const [glue] = await Promise.all([(this.#loading ??= this.#bring(making, prepared)), prepared]);
      return glue;
    } catch (cause) {
      if (making === this.#making) this.forget();
      throw new Refusal(REASONS[cause.name] ?? "Network", `the ${this.#what} cannot be loaded: ${cause.message}`, cause);
    }
  }

  /** Lets the next one have an instance of its own: what failed is not to be used again. */
  forget() {
    this.#making = this.#loading = undefined;
  }

  async #bring(making, prepared) {
    const [glue, module] = await Promise.all([making, this.#module(), prepared]);
    // Where chats are kept, which may be elsewhere.
    await globalThis[Symbol.for("causerie")].causerieMet;
    await glue.init({ module_or_path: module });
    return glue;
  }

  // Compiled once: another instance costs no download.
  async #module() {
    this.#compiled ??= compile(this.#given ?? this.#near());
    try {
      return await this.#compiled;
    } catch (cause) {
      this.#compiled = undefined;
      throw cause;
    }
  }
}

// Where there is no WebAssembly this is a ReferenceError.
async function compile(source) {
  const given = await source;
  if (given instanceof WebAssembly.Module) return given;
  if (given.byteLength !== undefined) return WebAssembly.compile(given);
  const response = given.arrayBuffer ? given : await fetch(given);
  if (!response.ok) throw new TypeError(`HTTP status ${response.status}`);
  const streams = /^application\/wasm/.test(response.headers.get("Content-Type"));
  if (streams && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
