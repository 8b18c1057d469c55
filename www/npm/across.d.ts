// One chat on all sub-domains of a site, for TypeScript.

/**
 * Has all widgets of this page keep their chats at `home`, the address of a page of the same site on
 * which `home.js` is, and share them with the pages of other sub-domains that do so. To be called
 * before any widget is loaded; `docs/embedding.md` says more.
 */
export function across(home: string | URL): void;
