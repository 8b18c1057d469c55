// `import "causerie/element"`: the element, and nothing else.

import { define } from "./define.js";

define();
