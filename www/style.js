// The launcher's style sheet, and what the window's own leans on; the component for Yew takes
// it from here too.

/* A page may set the properties named --causerie-…; all others are private. */
export const STYLE = `
  :host {
    --accent: var(--causerie-accent, #0b5c9e);
    --on-accent: var(--causerie-on-accent, #fff);
  }

  @media print {
    :host {
      display: none;
    }
  }

  /* What a page demands of all elements ends here. */
  .causerie {
    all: initial;
    font: 15px/1.45 var(--causerie-font, system-ui, sans-serif);
  }

  :host,
  .causerie {
    position: fixed;
    inset-block-end: 0;
    inset-inline-end: 0;
    z-index: var(--causerie-z-index, 2147483000);
  }

  .causerie[data-theme=dark] {
    --accent: var(--causerie-accent, #6cb6f5);
    --on-accent: var(--causerie-on-accent, #06223a);
  }

  @media (prefers-color-scheme: dark) {
    .causerie[data-theme=auto] {
      --accent: var(--causerie-accent, #6cb6f5);
      --on-accent: var(--causerie-on-accent, #06223a);
    }
  }

  * {
    box-sizing: border-box;
  }

  button {
    color: inherit;
    font: inherit;
    align-items: center;
    background: none;
    border: 0;
    cursor: pointer;
    display: inline-flex;
    gap: 8px;
    margin: 0;
    padding: 0;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 3px;
  }

  .icon {
    block-size: 24px;
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
    background: var(--accent);
    border: 1px solid transparent;
    border-radius: 28px;
    box-shadow: 0 4px 20px #0000004d;
    color: var(--on-accent);
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: 20px;
    padding: 12px 22px;
    position: fixed;
  }

  .launcher {
    font-weight: 600;
    min-block-size: 56px;
    white-space: nowrap;
  }

  .launcher:hover {
    opacity: 0.9;
  }

  .note a {
    color: inherit;
  }

  .launcher + .note {
    inset-block-end: 92px;
  }

`;
