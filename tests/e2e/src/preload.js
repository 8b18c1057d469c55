// Every process of Firefox that shows pages runs the script when a document begins, once in each.
const [script] = arguments;
const watch = (script) => {
  Services.obs.addObserver((view) => {
    const done = (view.causerieDone ??= new Set());
    if (view.location?.protocol === "about:" || done.has(script)) return;
    done.add(script);
    Cu.evalInSandbox(script, new Cu.Sandbox(view, { sandboxPrototype: view, wantXrays: false }));
  }, "content-document-global-created");
};
const source = `(${watch})(${JSON.stringify(script)})`;
const address = `data:application/javascript;charset=utf-8,${encodeURIComponent(source)}`;
Services.ppmm.loadProcessScript(address, true);
