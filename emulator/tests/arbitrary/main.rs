//! Claims about whatever anybody may send.
//!
//! Each run tries the same cases; `PROPTEST_RNG_SEED` takes others, `PROPTEST_CASES` more of them.

// A test says what is wrong by panicking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod field;
mod request;

mod center;
mod documented;

mod secrecy;

use center::Center;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// So many cases of each claim, which take seconds.
const CASES: u32 = 200;

fn config() -> ProptestConfig {
    let given = ProptestConfig::default();
    let is_given = |name: &str| std::env::var_os(name).is_some();
    ProptestConfig {
        cases: if is_given("PROPTEST_CASES") {
            given.cases
        } else {
            CASES
        },
        rng_seed: match given.rng_seed {
            RngSeed::Random => RngSeed::Fixed(7),
            fixed @ RngSeed::Fixed(_) => fixed,
        },
        failure_persistence: None,
        ..given
    }
}

proptest! {
    #![proptest_config(config())]

    /// Nothing panics; every answer has a status and a code that the documents know for what was
    /// asked; a refusal says why.
    #[test]
    fn every_request_is_answered_as_documented(
        is_scripted in any::<bool>(),
        requests in vec(request::given(), 1..10),
    ) {
        let mut center = Center::new(is_scripted);
        for given in requests {
            let (request, answer) = center.ask(&given);
            if let Some(response) = answer {
                let fault = documented::fault(&request, &response);
                prop_assert_eq!(fault, None, "{}", documented::told(&request, &response));
            }
        }
    }

    /// Whatever agents do, the customer sees and hears nothing of what is for agents only, and
    /// each agent is told the log without gap and without repetition.
    #[test]
    fn what_is_said_among_agents_stays_among_agents(
        deeds in vec(secrecy::deed(), 1..30),
    ) {
        let mut floor = secrecy::Floor::new();
        for deed in deeds {
            floor.perform(&deed);
            prop_assert_eq!(floor.fault(), None, "{:#?}", floor.deeds());
        }
    }
}
