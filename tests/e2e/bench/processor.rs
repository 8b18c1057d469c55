//! How quick the machine seems to the page.

use causerie_e2e::{Failure, Page};
use serde_json::json;

/// How much slower than this machine a phone of the middle range is.
pub(crate) const SLOWER: u32 = 4;

/// Makes the page's main thread so many times slower; 1 is as it is.
pub(crate) async fn slow_down(page: &Page, rate: u32) -> Result<(), Failure> {
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
        .await
}
