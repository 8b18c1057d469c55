// As its documents have it: messages are added by a function, here all of them in one go of React.

import "react-chat-widget/lib/styles.css";
import { Widget, addResponseMessage, toggleWidget } from "react-chat-widget";
import { render, unstable_batchedUpdates } from "react-dom";

export function mount(place, messages) {
  render(<Widget handleNewUserMessage={() => {}} title="Chat" subtitle="" />, place);
  unstable_batchedUpdates(() => {
    toggleWidget();
    messages.forEach((text) => addResponseMessage(text));
  });
  return (text) => addResponseMessage(text);
}
