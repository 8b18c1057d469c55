// As its documents have it, opened at once.

import "react-chat-widget/lib/styles.css";
import { Widget, toggleWidget } from "react-chat-widget";
import { render } from "react-dom";

export function mount(place) {
  render(<Widget handleNewUserMessage={() => {}} title="Chat" subtitle="" />, place);
  toggleWidget();
}
