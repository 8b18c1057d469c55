// As its documents have it: the messages are a state, and each is a child of the list.

import "@chatscope/chat-ui-kit-styles/dist/default/styles.min.css";
import {
  ChatContainer,
  MainContainer,
  Message,
  MessageInput,
  MessageList,
} from "@chatscope/chat-ui-kit-react";
import { useState } from "react";
import { createRoot } from "react-dom/client";

export function mount(place, messages) {
  let add;
  function Chat() {
    const [all, change] = useState(messages);
    add = (text) => change((all) => [...all, text]);
    return (
      <MainContainer>
        <ChatContainer>
          <MessageList>
            {all.map((message, place) => (
              <Message
                key={place}
                model={{ message, sender: "Ann", direction: "incoming", position: "single" }}
              />
            ))}
          </MessageList>
          <MessageInput placeholder="Type a message" attachButton={false} />
        </ChatContainer>
      </MainContainer>
    );
  }
  place.style.height = "500px";
  createRoot(place).render(<Chat />);
  return (text) => add(text);
}
