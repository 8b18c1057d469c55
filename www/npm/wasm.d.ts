// Where the wasm comes from, for TypeScript.

/** Where it is, or what it is. */
export type WasmSource =
  | URL
  | string
  | Response
  | Promise<Response>
  | BufferSource
  | WebAssembly.Module;

/**
 * Says where the wasm is, or hands it over; otherwise it is looked for beside the package's own
 * files. To be called before the first use; what is at an address is fetched no earlier than
 * without this.
 */
export function init(source: { wasm: WasmSource }): void;
