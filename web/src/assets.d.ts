// What the bundler puts in.

/** The compiled core; without bytes where the build has none. */
declare module "counterweight-core.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
