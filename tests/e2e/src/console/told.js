// What pages said in the consoles of Firefox since the last question.
const levels = { 0: "SEVERE", 1: "WARNING" };
const all = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError);
Services.console.reset();
const ofPages = all.filter(({ category, sourceName }) =>
  category !== "chrome javascript" && /^(https?|blob|data):/.test(sourceName));
return ofPages.map(({ flags, sourceName, lineNumber, errorMessage }) =>
  [levels[flags] ?? "INFO", `${sourceName} ${lineNumber} ${errorMessage}`]);
