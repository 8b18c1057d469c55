//! Every word that a visitor can read or hear, in English.
//!
//! What stands in braces is filled in: a name as it is, a number as people write it. Where the
//! number decides, there is a form for each category of plurals (`one:…|other:…`).

use std::borrow::Cow;

use super::speech;
use super::tree::{Node, text};

macro_rules! words {
    ($($(#[$about:meta])* $word:ident = $key:literal: $english:literal,)*) => {
        /// Something that is said to a visitor, in whatever language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Word {
            $($(#[$about])* $word,)*
        }

        /// The key of each word, by which a language file or a page names it.
        pub const KEYS: &[&str] = &[$($key,)*];

        /// A line for each word, in the order of [`KEYS`].
        pub const ENGLISH: &str = concat!($($english, "\n",)*);
    };
}

words! {
    /// The language, as a tag of BCP 47.
    Lang = "lang": "en",
    /// The direction in which it is written.
    Dir = "dir": "ltr",

    Launcher = "launcher": "Chat with us",
    /// What follows the launcher's name where something is unread.
    Unread = "unread": "one:, 1 unread message|other:, {count} unread messages",
    Chat = "chat": "Chat",
    CloseWindow = "closeWindow": "Close chat window",
    More = "more": "More options",
    EndChat = "endChat": "End chat",
    EndQuestion = "endQuestion": "End this chat?",
    KeepChatting = "keepChatting": "Keep chatting",

    Introduction = "introduction": "Tell us who you are and how we can help. An agent will join you here.",
    FirstName = "firstName": "First name",
    LastName = "lastName": "Last name",
    Email = "email": "Email",
    Subject = "subject": "Subject",
    Nickname = "nickname": "Nickname",
    Optional = "optional": "(optional)",
    StartChat = "startChat": "Start chat",
    Missing = "missing": "Please fill in this field",
    Unchecked = "unchecked": "Please check this box",
    NoEmail = "noEmail": "Please enter an email address such as name@example.com",
    NoTelephone = "noTelephone": "Please enter a telephone number",
    Refused = "refused": "This was not accepted. Please check it.",

    Connecting = "connecting": "Connecting…",
    WaitingForAgent = "waitingForAgent": "Waiting for an agent…",
    Cancel = "cancel": "Cancel",
    Resuming = "resuming": "Taking up your chat again…",
    Ending = "ending": "Ending the chat…",

    Conversation = "conversation": "Conversation",
    NewMessages = "newMessages": "New messages",
    Message = "message": "Message",
    MessageHint = "messageHint": "Write a message…",
    Send = "send": "Send message",
    Typing = "typing": "one:{names} is typing|other:{names} are typing",

    /// Who says something and has no name.
    Agent = "agent": "Agent",
    Supervisor = "supervisor": "{name} (supervisor)",
    /// Who says what nobody says.
    System = "system": "Notice",
    YouSaid = "youSaid": "You said",
    Said = "said": "{name} said",
    Joined = "joined": "{name} joined the chat",
    Left = "left": "{name} left the chat",
    /// The name of before comes first.
    Renamed = "renamed": "{name} is now {now}",
    SharedLink = "sharedLink": "{name} shared a link",
    SharedFile = "sharedFile": "{name} shared a file",

    Sent = "sent": "Sent",
    Sending = "sending": "Sending…",
    SendingPart = "sendingPart": "Sending… {percent}",
    WaitingToSend = "waitingToSend": "Waiting…",
    Checking = "checking": "Checking…",
    NotSent = "notSent": "Not sent",
    NotConfirmed = "notConfirmed": "Not confirmed",
    ChatHadEnded = "chatHadEnded": "The chat had ended.",
    NotArrived = "notArrived": "It did not arrive.",
    NotKnown = "notKnown": "The chat ended before it was known to arrive.",
    NotAccepted = "notAccepted": "The chat service did not accept it.",
    TryAgain = "tryAgain": "Try again",
    Discard = "discard": "Discard",

    Attach = "attach": "Attach a file",
    ChooseFiles = "chooseFiles": "Choose files",
    FileCount = "fileCount": "one:You can send one file.|other:You can send up to {count} files.",
    AnyFiles = "anyFiles": "You can send files.",
    FileSize = "fileSize": "A file may have up to {size}.",
    TotalSize = "totalSize": "All files together may have up to {size}.",
    FileTypes = "fileTypes": "Types: {types}.",
    TooLarge = "tooLarge": "The file is too large.",
    LargerThan = "largerThan": "The file is larger than {size}.",
    AllTooLarge = "allTooLarge": "All files together are too large.",
    AllLargerThan = "allLargerThan": "All files together are larger than {size}.",
    TooMany = "tooMany": "No more files can be sent in this chat.",
    MoreThan = "moreThan": "one:No more than one file can be sent in a chat.|other:No more than {count} files can be sent in a chat.",
    WrongType = "wrongType": "Files of this type are not accepted.",
    Download = "download": "Download",
    DownloadFile = "downloadFile": "Download {name}",
    Fetching = "fetching": "Fetching…",
    NotFetched = "notFetched": "The file could not be fetched.",
    Remove = "remove": "Remove",
    RemoveFile = "removeFile": "Remove {name}",
    Removed = "removed": "The file was removed",

    Offline = "offline": "You are offline",
    Reconnecting = "reconnecting": "Reconnecting…",
    Unavailable = "unavailable": "Chat is unavailable",
    Contact = "contact": "Contact us another way",
    NotStarted = "notStarted": "The chat was not started",
    Busy = "busy": "All agents are busy at the moment. Please try again in a while.",
    Rejected = "rejected": "The chat could not be started with what you entered. Please check it and try again.",
    Misconfigured = "misconfigured": "This page does not reach its chat service. It is not your fault.",
    ServiceProblem = "serviceProblem": "Our chat service has a problem. What you entered is kept; please try again.",
    NetworkProblem = "networkProblem": "We could not reach the chat service. Please check your connection and try again.",

    Ended = "ended": "Chat ended",
    EndedByCentre = "endedByCentre": "The contact centre ended the chat.",
    EndedByYou = "endedByYou": "You ended the chat.",
    EndedIdle = "endedIdle": "The chat was idle for too long, or our service was restarted.",
    Restart = "restart": "Start a new chat",
}

/// The keys of what only JavaScript says that is fetched later, and `www/later.js` has in English: the
/// last of each language file.
pub const LATER: &[&str] = &[
    "saveText",
    "saveHtml",
    "print",
    "popOut",
    "sound",
    "notify",
    "notAllowed",
    "notOpened",
    "tooShort",
    "tooLong",
    "otherForm",
    "rate",
    "veryBad",
    "bad",
    "fair",
    "good",
    "veryGood",
    "comment",
    "sendRating",
    "noRating",
    "noGrade",
    "thanks",
    "resize",
];

impl From<Word> for Cow<'static, str> {
    fn from(word: Word) -> Self {
        Self::Owned(speech::say(word))
    }
}

impl From<Word> for Node {
    fn from(word: Word) -> Self {
        text(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_line() {
        assert_eq!(ENGLISH.lines().count(), KEYS.len());
        assert!(ENGLISH.lines().all(|line| !line.is_empty()));
    }
}
