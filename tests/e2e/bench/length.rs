//! What a long conversation costs: to open it, to add a message, to write, to keep.

mod contestant;
mod conversation;
mod figures;
mod visit;

use causerie_e2e::{Failure, Stage};
use causerie_emulator::Settings;

use crate::files::{Files, shipped};
use crate::plan::Plan;
use crate::server::Server;

use contestant::CONTESTANTS;
use figures::Figures;
use visit::Visit;

/// How many messages there are.
const LENGTHS: [usize; 3] = [100, 1_000, 10_000];

const PROBE: &str = include_str!("length/probe.js");

/// Measures, and prints a table for each length, and one of ratios.
pub(crate) async fn run(plan: Plan) -> Result<(), Failure> {
    let settings = Settings {
        event_limit: 2 * LENGTHS[2],
        ..Settings::unscripted()
    };
    let stage = Stage::named("length").settings(settings);
    stage
        .site(shipped()?)
        .play(async |page, center| {
            let files = files(&format!("http://{}/genesys", center.address()))?;
            let server = Server::start(files).await?;
            page.resize(412, 823).await?;
            let mut figures = Figures::default();
            for round in 0..plan.lengths {
                eprintln!("length: round {} of {}", round + 1, plan.lengths);
                // All lengths of one are measured in a row, as it is they that are compared.
                for contestant in CONTESTANTS {
                    for length in LENGTHS.into_iter().filter(|at| *at <= contestant.longest) {
                        let visit = Visit {
                            contestant,
                            length,
                            measurements: plan.measurements,
                            origin: server.another_origin(),
                        };
                        figures.add(&contestant, length, visit.play(page, center).await?);
                    }
                }
            }
            println!("{figures}");
            Ok(())
        })
        .await
}

/// The same page for all but for what puts the widget on it; the contact centre's API has this
/// address.
fn files(api: &str) -> Result<Files, Failure> {
    let mut files = Files::read()?;
    for contestant in CONTESTANTS {
        let path = format!("/{}", contestant.key);
        files.add_page(&path, PROBE, &contestant.markup(api))?;
    }
    for length in LENGTHS {
        let said = conversation::said(length);
        let said = serde_json::Value::from(said).to_string();
        files.add(
            &format!("/said/{length}"),
            "application/json",
            said.as_bytes(),
        )?;
    }
    Ok(files)
}
