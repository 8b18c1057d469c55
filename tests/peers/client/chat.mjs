// A chat over the REST operations, announced over CometD.

export class Chat {
  #address;
  #user;

  static async open(address, user) {
    const chat = new Chat();
    [chat.#address, chat.#user] = [address, user];
    chat.service = (await chat.#post("request-chat", {}))._id;
    await chat.ask("", { notify_by: "comet", firstName: "Buzz", lastName: "Brain" });
    return chat;
  }

  /** The reply of an operation. */
  ask(operation, fields = {}) {
    return this.#post(`${this.service}/ixn/chat${operation}`, fields);
  }

  say(message) {
    return this.ask("/refresh", { message });
  }

  async #post(path, fields) {
    const response = await fetch(`${this.#address}/genesys/1/service/${path}`, {
      method: "POST",
      headers: { gms_user: this.#user },
      body: new URLSearchParams(fields),
    });
    if (!response.ok) {
      throw new Error(`${path} was answered by ${response.status}`);
    }
    return response.json();
  }
}
