import "causerie/element";

window.chat = document.querySelector("causerie-chat");
