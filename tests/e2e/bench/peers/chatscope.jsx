// As its documents have it: the composer keeps its own text.

import "@chatscope/chat-ui-kit-styles/dist/default/styles.min.css";
import {
  ChatContainer,
  MainContainer,
  MessageInput,
  MessageList,
} from "@chatscope/chat-ui-kit-react";
import { createRoot } from "react-dom/client";

export function mount(place) {
  place.style.height = "500px";
  createRoot(place).render(
    <MainContainer>
      <ChatContainer>
        <MessageList />
        <MessageInput placeholder="Type a message" attachButton={false} />
      </ChatContainer>
    </MainContainer>,
  );
}
