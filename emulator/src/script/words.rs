//! Everything the scripted people say; no mechanism.
//!
//! `{name}` is the customer's first name with a comma and a space before it, or nothing where it
//! is not known; `{agent}` the agent who speaks, `{other}` the colleague, `{number}` the first
//! long number of the question. A reply is a list of messages, said one after the other.

use super::topic::{Act, Topic};

/// The two agents, by the nicknames under which they are seen.
pub(super) const AGENTS: [&str; 2] = ["Ines", "Martin"];

/// The system participant at the start.
pub(super) const WELCOME: &str = "Welcome! An agent will be with you in a moment.";

/// The system participant after a silence, in turn.
pub(super) static REMINDERS: &[&str] = &[
    "Your agent is still here. Write whenever you are ready.",
    "The chat stays open. You can end it at any time.",
    "Nobody has written for a while. Is there anything else we can do for you?",
];

/// What an agent says on joining.
pub(super) static GREETINGS: &[&[&str]] = &[
    &["Hello{name}, this is {agent}. How can I help you today?"],
    &["Good day{name}, my name is {agent}. What can I do for you?"],
    &["Hi{name}, {agent} here. What brings you to us?"],
];

/// What the second agent says after a transfer.
pub(super) static TAKEOVERS: &[&[&str]] = &[
    &[
        "Hello{name}, {agent} speaking. I have read the conversation so far.",
        "Which part shall we look at first?",
    ],
    &["Hi{name}, this is {agent}. My colleague has told me what it is about; how can I help?"],
];

/// What is talked about, the first match wins; so the more decided wishes come first.
pub(super) static TOPICS: &[Topic] = &[
    Topic {
        keys: &[
            "transfer*",
            "colleague",
            "someone else",
            "somebody else",
            "supervisor",
            "second line",
        ],
        replies: &[
            &["Of course. I am handing you over to {other}, who sees everything we have written."],
            &["Gladly, {other} will take over. One moment, please."],
        ],
        act: Act::Transfer,
    },
    Topic {
        keys: &[
            "bye",
            "goodbye",
            "good bye",
            "see you",
            "that s all",
            "that is all",
            "nothing else",
        ],
        replies: &[
            &["Thank you for writing to us{name}. Goodbye, and have a good day!"],
            &["It was a pleasure{name}. Goodbye, and until next time!"],
        ],
        act: Act::Goodbye,
    },
    Topic {
        keys: &[
            "human",
            "robot",
            "bot",
            "real person",
            "are you real",
            "machine",
        ],
        replies: &[
            &[
                "I am the scripted agent of this demonstration, so: no.",
                "In your contact centre a colleague would be answering here.",
            ],
            &[
                "No person, I am afraid: my answers are written down beforehand.",
                "You can ask me for a transfer, and see how a second agent takes over.",
            ],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &["link*", "website", "web site", "web page", "webpage", "url"],
        replies: &[
            &["Here is the page about it:"],
            &["I am sending you the address. You find all the steps there:"],
        ],
        act: Act::Push("https://www.example.com/help"),
    },
    Topic {
        keys: &[
            "numbers",
            "list",
            "phone*",
            "telephone",
            "call you",
            "contact*",
        ],
        replies: &[
            &[
                "These are the numbers:\n1. Orders: 555-0101\n2. Invoices: 555-0102\n3. Technical \
               questions: 555-0103",
                "They are answered from 8:00 to 18:00.",
            ],
            &[
                "You reach us under 555-0100, and directly:\n- orders: 555-0101\n- invoices: \
               555-0102\n- technical questions: 555-0103",
            ],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "password*",
            "login",
            "log in",
            "logged in",
            "log on",
            "sign in",
            "account",
            "locked",
        ],
        replies: &[
            &[
                "Let us get you back in.",
                "Please choose \"Forgotten password\" below the login form; the message with the \
               link arrives within five minutes. Do look into the spam folder as well.",
                "Please do not send me your password, I never need it.",
            ],
            &[
                "Is the account locked, or is only the password unknown?",
                "A locked account opens again after thirty minutes; a new password can be set at \
               once with \"Forgotten password\".",
            ],
            &[
                "After a new password every device has to log in again. Which device is it that \
               does not let you in?",
            ],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "invoice*", "bill", "bills", "billing", "price*", "cost*", "how much", "pay*",
            "refund*", "charge*",
        ],
        replies: &[
            &[
                "I can look at the invoice with you. What is its number? It stands at the top \
               right, after \"Invoice\".",
            ],
            &[
                "Our prices include tax, and delivery is free above 50 euros.",
                "For which article would you like to know the price?",
            ],
            &[
                "You can pay by card, by transfer or on account. Refunds take three to five \
               working days.",
            ],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "order*", "deliver*", "parcel", "package", "ship*", "tracking", "arrive*", "return*",
        ],
        replies: &[
            &[
                "I am sorry that you have to ask. What is the number of the order?",
                "It has at least four digits and stands in the confirmation.",
            ],
            &[
                "Orders leave our house on the same day when they come in before 14:00; delivery \
               then takes two to three working days.",
                "If you give me the order number I will look where it is.",
            ],
            &["A return is free within thirty days. Shall I explain how it is done?"],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "opening",
            "are you open",
            "you open",
            "open on",
            "open at",
            "hour*",
            "weekend",
            "saturday",
            "sunday",
        ],
        replies: &[
            &[
                "We are here from Monday to Friday, 8:00 to 18:00, and on Saturday from 9:00 to \
               13:00.",
            ],
            &[
                "The shop opens at 8:00 on weekdays and at 9:00 on Saturdays. On Sundays and \
               holidays it is closed, but you can leave a message.",
            ],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "broken",
            "error*",
            "problem*",
            "not working",
            "does not work",
            "doesn t work",
            "crash*",
            "fault*",
        ],
        replies: &[
            &["I am sorry to hear that. What exactly do you see, and since when?"],
            &["Let us find out. Did it work before, and has anything been changed since?"],
            &["Have you been able to switch it off and on again? If so, what happened then?"],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &["thank*", "thx", "great", "perfect", "cheers"],
        replies: &[
            &["You are welcome{name}. Is there anything else?"],
            &["Gladly! Do you have any further question?"],
            &["With pleasure. Just say so if you need anything more."],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &[
            "hello",
            "hi",
            "help",
            "hey",
            "good morning",
            "good evening",
            "good afternoon",
            "good day",
        ],
        replies: &[
            &["Hello{name}! How can I help?"],
            &["Nice to meet you{name}. What is it about?"],
            &["Hello again. Tell me what I can do for you."],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &["yes", "yeah", "ok", "okay", "sure", "please", "right"],
        replies: &[
            &["Good. Then please tell me a little more, so that I look in the right place."],
            &["All right. Which order or which account is it about?"],
        ],
        act: Act::Speak,
    },
    Topic {
        keys: &["no", "nope", "not really", "not yet"],
        replies: &[
            &["All right. If anything else comes to your mind, I am here; \"bye\" ends the chat."],
            &["I see. Would you rather speak with a colleague? Then just write \"transfer\"."],
        ],
        act: Act::Speak,
    },
];

/// On a number that no topic but an order explains.
pub(super) static NUMBERED: Topic = Topic {
    keys: &[],
    replies: &[
        &[
            "Thank you, I am looking for {number}.",
            "Here it is: it left our house yesterday and should be with you tomorrow.",
        ],
        &[
            "{number}, one moment.",
            "I see it. Everything is as it should be; the confirmation is on its way to you.",
        ],
    ],
    act: Act::Speak,
};

/// On a question about something else.
pub(super) static QUESTION: Topic = Topic {
    keys: &[],
    replies: &[
        &["That is a good question. To be sure: is it about an order, an invoice or your account?"],
        &["I would like to give you the right answer. Can you describe it in a few more words?"],
        &["I will have to ask for that. Would you like me to transfer you to {other}?"],
    ],
    act: Act::Speak,
};

/// On anything else.
pub(super) static STATEMENT: Topic = Topic {
    keys: &[],
    replies: &[
        &["I see. What would be the best outcome for you?"],
        &["Thank you for telling me. Since when has it been like that?"],
        &["I have noted that. Is there anything else I should know?"],
        &["Understood. Shall I look up an order, an invoice or your account for you?"],
    ],
    act: Act::Speak,
};
