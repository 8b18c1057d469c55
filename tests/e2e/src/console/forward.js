// Runs in every process of Firefox that shows pages: what these write to their consoles is written
// where the browser's own half can read it, beside the errors that are there anyway.
const watch = () => {
  const console = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
  const write = ({ level, filename, lineNumber, arguments: words }) => {
    const flag = level === "error" ? 0 : level === "warn" ? 1 : 8;
    const said = Cc["@mozilla.org/scripterror;1"].createInstance(Ci.nsIScriptError);
    said.init(words.map(String).join(" "), filename, lineNumber, 0, flag, "content console", false, false);
    Services.console.logMessage(said);
  };
  console.addLogEventListener(write, Services.scriptSecurityManager.getSystemPrincipal());
};
const address = `data:application/javascript;charset=utf-8,${encodeURIComponent(`(${watch})()`)}`;
Services.ppmm.loadProcessScript(address, true);
