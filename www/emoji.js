// Emoji by the names that chats have for them.

const NAMES =
  "smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 joy 😂 wink 😉 blush 😊 heart_eyes 😍 sunglasses 😎 thinking 🤔 neutral_face 😐 " +
  "confused 😕 worried 😟 cry 😢 sob 😭 angry 😠 scream 😱 sweat_smile 😅 sleeping 😴 innocent 😇 hugs 🤗 shrug 🤷 wave 👋 ok_hand 👌 " +
  "thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 clap 👏 pray 🙏 muscle 💪 point_right 👉 eyes 👀 heart ❤️ broken_heart 💔 star ⭐ sparkles ✨ " +
  "fire 🔥 tada 🎉 gift 🎁 rocket 🚀 bulb 💡 warning ⚠️ x ❌ white_check_mark ✅ heavy_check_mark ✔️ question ❓ exclamation ❗ " +
  "hourglass ⌛ clock 🕐 calendar 📅 phone 📞 email 📧 lock 🔒 key 🔑 bug 🐛 coffee ☕ sunny ☀️ rainbow 🌈";

/** The emoji by their names, without colons. */
export const EMOJI = {};

NAMES.split(" ").forEach((word, place, all) => {
  if (place % 2) EMOJI[all[place - 1]] = word;
});
