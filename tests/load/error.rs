//! Why nothing could be measured.

use causerie_core::config::OptionError;

/// One line for the person at the terminal: what is wrong, then what to do.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("wrong use: {0}; try --help")]
    Arguments(#[from] lexopt::Error),

    #[error(
        "{chats} chats need {needed} open files, and {allowed} are allowed here: raise the limit \
             with `ulimit -n {needed}` and try again, or ask for fewer with --chats"
    )]
    Files {
        chats: usize,
        needed: usize,
        allowed: usize,
    },

    #[error("the widget would refuse this: {}", told(.0))]
    Options(Vec<OptionError>),

    #[error("cannot set out: {0}")]
    Runtime(#[from] std::io::Error),

    #[error("nothing answers at {0}; start the contact centre, or correct --url")]
    Unreachable(String),

    #[error("`{0}` is no address; it must be one such as http://127.0.0.1:8888")]
    Url(String),
}

fn told(faults: &[OptionError]) -> String {
    let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
    faults.join("; ")
}
