// The launcher's style sheet, and what the window's own leans on; the component for Yew takes
// it from here too.

/* A page may set the properties named --causerie-…; all others are private. */
export const STYLE = `
  :host {
    all: initial;
    --accent: var(--causerie-accent, #0b5c9e);
    --on-accent: var(--causerie-on-accent, #fff);
    --ground: #fff;
    --ink: #17202a;
    --link: #0a5694;
    --shadow: 0 1px 2px rgb(16 32 48 / 12%), 0 12px 40px rgb(16 32 48 / 22%);
    --radius: var(--causerie-radius, 16px);
    --font: var(--causerie-font, system-ui, sans-serif);
    position: fixed;
    inset-block-end: 0;
    inset-inline-end: 0;
    z-index: var(--causerie-z-index, 2147483000);
  }

  @media print {
    :host {
      display: none;
    }
  }

  .causerie {
    color: var(--ink);
    font: 400 15px/1.45 var(--font);
  }

  .causerie[data-theme="dark"] {
    --accent: var(--causerie-accent, #6cb6f5);
    --on-accent: var(--causerie-on-accent, #06223a);
    --ground: #171d24;
    --ink: #e8edf2;
    --link: #8cc7fa;
    --shadow: 0 0 0 1px #344150, 0 12px 40px rgb(0 0 0 / 55%);
  }

  @media (prefers-color-scheme: dark) {
    .causerie[data-theme="auto"] {
      --accent: var(--causerie-accent, #6cb6f5);
      --on-accent: var(--causerie-on-accent, #06223a);
      --ground: #171d24;
      --ink: #e8edf2;
      --link: #8cc7fa;
      --shadow: 0 0 0 1px #344150, 0 12px 40px rgb(0 0 0 / 55%);
      }
  }

  * {
    box-sizing: border-box;
  }

  button {
    color: inherit;
    font: inherit;
    margin: 0;
    align-items: center;
    background: none;
    border: 0;
    border-radius: 10px;
    cursor: pointer;
    display: inline-flex;
    gap: 8px;
    justify-content: center;
    padding: 0;
  }

  :focus-visible {
    outline: 3px solid var(--link);
    outline-offset: 3px;
  }

  .link {
    color: var(--link);
  }

  .icon {
    block-size: 24px;
    display: block;
    fill: none;
    flex: none;
    inline-size: 24px;
    stroke: currentColor;
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 1.8;
  }

  /* Forced colours show the border. */
  .launcher,
  .note {
    border: 1px solid transparent;
    box-shadow: var(--shadow);
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: 20px;
    position: fixed;
  }

  .launcher {
    background: var(--accent);
    border-radius: 28px;
    color: var(--on-accent);
    font-weight: 600;
    min-block-size: 56px;
    padding-inline: 18px 22px;
  }

  .launcher:hover {
    filter: brightness(1.08);
  }

  .launcher[aria-busy] {
    cursor: progress;
    opacity: 0.75;
  }

  .note {
    background: var(--ground);
    border-radius: var(--radius);
    padding: 12px 18px;
  }

  .launcher + .note {
    inset-block-end: 92px;
  }

`;
